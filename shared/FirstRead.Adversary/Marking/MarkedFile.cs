using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Registry;

namespace FirstRead.Adversary.Marking;

/// <summary>
/// A file with a marker of its own in every text, date, time, name and UID attribute of the dictionary, and wherever else
/// something can be hidden in a file that readers accept.
/// </summary>
public sealed class MarkedFile
{
    private static readonly DicomTag Listed = new(0x0040, 0xA730);
    private static readonly DicomTag Unlisted = new(0x0008, 0x2218);

    private readonly MarkedKind kind;
    private readonly MarkedLevels levels;

    private MarkedFile(MarkedKind kind) => (this.kind, levels) = (kind, new MarkedLevels(Pen, kind.WrongVrs));

    public MarkerPen Pen { get; } = new();

    public byte[] Bytes { get; private set; } = [];

    public static MarkedFile Create(MarkedKind kind, TransferSyntax syntax)
    {
        var file = new MarkedFile(kind);
        using var bytes = new MemoryStream();
        file.Dataset().WriteFile(bytes, syntax);
        file.Bytes = MarkedHead.Plant(bytes.ToArray(), file.Pen);
        return file;
    }

    private DicomDataset Dataset()
    {
        var dataset = new DicomDataset();
        if (kind.Tame)
            return AsObject(TameDataset(dataset));
        if (kind.EverySequence)
            foreach (var row in DictionaryRows.All.Where(row => row.Vr == Vr.SQ))
                dataset.AddSequence(row.Tag, levels.Item(row.Keyword, 1, Listed, Unlisted));
        levels.Fill(dataset, "the top level");
        dataset.AddSequence(Listed, [.. dataset.GetSequence(Listed), levels.Nest("(0040,A730)", 1, Unlisted, Listed), .. MarkedContent.Items(Pen)]);
        dataset.AddSequence(Unlisted, [.. dataset.GetSequence(Unlisted), levels.Nest("(0008,2218)", 1, Listed, Unlisted), .. MarkedCodes.Items(Pen)]);
        MarkedCorners.Plant(dataset, Pen, levels);
        return AsObject(dataset);
    }

    private DicomDataset TameDataset(DicomDataset dataset)
    {
        levels.FillTexts(dataset, "the top level");
        foreach (var sequence in new[] { Listed, Unlisted, new DicomTag(0x0008, 0x1140), new DicomTag(0x0040, 0x0275) })
            dataset.AddSequence(sequence, levels.FillTexts(new DicomDataset(), $"{sequence}"));
        MarkedCorners.PlantTame(dataset, Pen);
        return dataset;
    }

    // What makes it an object that may pass, and nothing more.
    private DicomDataset AsObject(DicomDataset dataset)
    {
        dataset.Add(Tags.SOPClassUID, kind.SopClass).Add(Tags.Modality, kind.Modality).Add(Tags.SpecificCharacterSet, "ISO_IR 192").Add(Tags.ImageType, "ORIGINAL", "PRIMARY", "OTHER");
        // By whatever VR a file may call it, an object has its three UIDs; else there would be nothing to test.
        foreach (var uid in new[] { Tags.SOPInstanceUID, Tags.StudyInstanceUID, Tags.SeriesInstanceUID })
            dataset.Set(new DicomElement(uid, Vr.UI, Pen.Value(uid, Vr.UI, "the top level")));
        dataset.Remove(Tags.BurnedInAnnotation);
        dataset.Remove(Tags.NumberOfFrames);
        var picture = new[] { Tags.Rows, Tags.Columns, Tags.BitsAllocated, Tags.BitsStored, Tags.HighBit, Tags.PixelRepresentation, Tags.SamplesPerPixel, Tags.PhotometricInterpretation };
        foreach (var tag in picture)
            dataset.Remove(tag);
        // Without what its class is for it would be taken for cut.
        if (SopClasses.ContentOf(kind.SopClass) is { } content && DicomDictionary.VrOf(content) == Vr.SQ && !dataset.Contains(content))
            dataset.AddSequence(content, levels.Item($"{content}", 1, Listed, Unlisted));
        if (!kind.HasPixels)
            return dataset;
        foreach (var bulk in new[] { Tags.FloatPixelData, Tags.DoubleFloatPixelData, Tags.ExtendedOffsetTable, Tags.ExtendedOffsetTableLengths })
            dataset.Remove(bulk);
        return dataset.Add(Tags.PhotometricInterpretation, "MONOCHROME2")
            .Add(Tags.SamplesPerPixel, 1).Add(Tags.Rows, 2).Add(Tags.Columns, 2).Add(Tags.BitsAllocated, 16).Add(Tags.BitsStored, 16).Add(Tags.HighBit, 15).Add(Tags.PixelRepresentation, 0)
            .Add(Tags.PixelData, Vr.OW, (byte[])[.. new byte[8], .. Pen.Value(Tags.PixelData, Vr.OB, "behind the last pixel")]);
    }
}
