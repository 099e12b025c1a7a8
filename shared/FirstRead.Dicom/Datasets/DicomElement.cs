namespace FirstRead.Dicom.Datasets;

/// <summary>An element in memory: a value, or items, or fragments.</summary>
public sealed class DicomElement
{
    public DicomElement(DicomTag tag, Vr vr, ReadOnlyMemory<byte> value) => (Tag, Vr, Value) = (tag, vr, value);

    public DicomElement(DicomTag tag, IReadOnlyList<DicomDataset> items) => (Tag, Vr, Items) = (tag, Vr.SQ, items);

    public DicomElement(DicomTag tag, Vr vr, IReadOnlyList<ReadOnlyMemory<byte>> fragments) =>
        (Tag, Vr, Fragments) = (tag, vr, fragments);

    public DicomTag Tag { get; }

    public Vr Vr { get; }

    /// <summary>In little-endian order, padding included. Empty for sequences and fragments.</summary>
    public ReadOnlyMemory<byte> Value { get; }

    /// <summary>Null unless this is a sequence.</summary>
    public IReadOnlyList<DicomDataset>? Items { get; }

    /// <summary>Null unless these are encapsulated pixel data; the first is the Basic Offset Table.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>>? Fragments { get; }
}
