using FirstRead.Dicom.Reading;

namespace FirstRead.Dicom.Datasets;

/// <summary>Gathers a reader's tokens into a data set, within a budget of bytes for all of it.</summary>
internal sealed class DatasetReading(DicomReader reader, DicomTag? stopBefore, ReadLimits limits)
{
    // What an element costs beside its value, roughly.
    private const int Overhead = 200;

    private long _held;

    public DicomDataset Run()
    {
        var dataset = new DicomDataset();
        while (reader.Read())
        {
            if (reader.Depth == 0 && reader.Tag >= stopBefore) break;
            dataset.Append(Element(dataset));
        }
        dataset.Settle();
        return dataset;
    }

    private DicomElement Element(DicomDataset parent) => reader.Kind switch
    {
        DicomTokenKind.SequenceStart => new DicomElement(reader.Tag, Items(parent)),
        DicomTokenKind.FragmentsStart => new DicomElement(reader.Tag, reader.Vr, Fragments()),
        _ => new DicomElement(reader.Tag, reader.Vr, Value()),
    };

    private List<DicomDataset> Items(DicomDataset parent)
    {
        var items = new List<DicomDataset>();
        while (reader.Read() && reader.Kind != DicomTokenKind.SequenceEnd)
        {
            Charge(Overhead);
            var item = new DicomDataset(parent);
            while (reader.Read() && reader.Kind != DicomTokenKind.ItemEnd) item.Append(Element(item));
            item.Settle();
            items.Add(item);
        }
        return items;
    }

    private List<ReadOnlyMemory<byte>> Fragments()
    {
        var fragments = new List<ReadOnlyMemory<byte>>();
        while (reader.Read() && reader.Kind != DicomTokenKind.FragmentsEnd) fragments.Add(Value());
        return fragments;
    }

    private ReadOnlyMemory<byte> Value()
    {
        Charge(Overhead);
        if (reader.Length == 0) return ReadOnlyMemory<byte>.Empty;
        if (reader.Length > limits.MaxDatasetBytes - _held) Charge(reader.Length);
        var value = reader.ReadValue();
        Charge(value.Length);
        return value.ToArray();
    }

    private void Charge(long bytes)
    {
        _held += bytes;
        if (_held > limits.MaxDatasetBytes)
            throw new DicomException(DicomErrorCodes.LimitExceeded, "The data set is too large to hold", reader.Tag, reader.Offset);
    }
}
