using System.Collections;
using FirstRead.Dicom.Reading;
using FirstRead.Dicom.Registry;
using FirstRead.Dicom.Writing;

namespace FirstRead.Dicom.Datasets;

/// <summary>
/// A small data set in memory, in tag order. The getters (see the other part) never throw on bad data.
/// Not for a study's bulk: that streams.
/// </summary>
public sealed partial class DicomDataset : IEnumerable<DicomElement>
{
    private readonly ElementList _elements = new();

    public int Count
    {
        get
        {
            _elements.Settle();
            return _elements.Count;
        }
    }

    /// <summary>Null where the tag is absent.</summary>
    public DicomElement? this[DicomTag tag] => _elements.Find(tag);

    /// <summary>
    /// Reads a file's data set up to the first top-level tag that is <paramref name="stopBefore"/> or above it; such
    /// a partial read says nothing about whether the file is whole. Of repeated tags the first one counts.
    /// </summary>
    /// <exception cref="DicomException">As <see cref="DicomReader.Read"/> throws.</exception>
    public static DicomDataset Read(Stream stream, DicomTag? stopBefore = null, ReadLimits? limits = null)
    {
        using var reader = new DicomReader(stream, limits, leaveOpen: true);
        return Read(reader, stopBefore, limits);
    }

    /// <inheritdoc cref="Read(Stream, DicomTag?, ReadLimits?)"/>
    public static DicomDataset Read(DicomReader reader, DicomTag? stopBefore = null, ReadLimits? limits = null) =>
        new DatasetReading(reader, stopBefore, limits ?? ReadLimits.Default).Run();

    public bool Contains(DicomTag tag) => _elements.Find(tag) is not null;

    /// <summary>Puts an element in its place; one of the same tag is replaced.</summary>
    public DicomDataset Set(DicomElement element)
    {
        _elements.Set(element);
        return this;
    }

    public bool Remove(DicomTag tag) => _elements.Remove(tag);

    /// <summary>Writes a file. The SOP Class and Instance UIDs must be there.</summary>
    /// <exception cref="InvalidOperationException">One of the two UIDs is absent.</exception>
    public void WriteFile(Stream stream, TransferSyntax? transferSyntax = null)
    {
        using var writer = new DicomWriter(stream, transferSyntax ?? TransferSyntax.ExplicitLittleEndian, leaveOpen: true);
        writer.WriteFileMeta(
            GetString(Tags.SOPClassUID) ?? throw new InvalidOperationException("SOPClassUID is absent."),
            GetString(Tags.SOPInstanceUID) ?? throw new InvalidOperationException("SOPInstanceUID is absent."));
        WriteTo(writer);
        writer.Complete();
    }

    /// <summary>Writes the elements alone, to a data set or into an item.</summary>
    public void WriteTo(DicomWriter writer)
    {
        _elements.Settle();
        for (var i = 0; i < _elements.Count; i++)
        {
            var element = _elements[i];
            if (element.Items is { } items) WriteItems(writer, element.Tag, items);
            else if (element.Fragments is { } fragments) WriteFragments(writer, element, fragments);
            else writer.WriteElement(element.Tag, element.Vr, element.Value.Span);
        }
    }

    public IEnumerator<DicomElement> GetEnumerator()
    {
        _elements.Settle();
        for (var i = 0; i < _elements.Count; i++) yield return _elements[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>As the next one read; of repeated tags the first one counts. <see cref="Settle"/> follows the last.</summary>
    internal void Append(DicomElement element) => _elements.Append(element);

    internal void Settle() => _elements.Settle();

    private static void WriteItems(DicomWriter writer, DicomTag tag, IReadOnlyList<DicomDataset> items)
    {
        writer.StartSequence(tag);
        foreach (var item in items)
        {
            writer.StartItem();
            item.WriteTo(writer);
            writer.EndItem();
        }
        writer.EndSequence();
    }

    private static void WriteFragments(DicomWriter writer, DicomElement element, IReadOnlyList<ReadOnlyMemory<byte>> fragments)
    {
        writer.StartFragments(element.Tag, element.Vr);
        foreach (var fragment in fragments) writer.WriteFragment(fragment.Span);
        writer.EndFragments();
    }
}
