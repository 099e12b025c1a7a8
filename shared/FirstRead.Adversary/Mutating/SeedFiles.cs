using FirstRead.Adversary.Marking;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Registry;

namespace FirstRead.Adversary.Mutating;

/// <summary>A whole file that mutations start from.</summary>
public sealed record SeedFile(string Name, byte[] Bytes);

/// <summary>Small files of every shape that the reader knows, with markers in their headers.</summary>
public static class SeedFiles
{
    private static readonly TransferSyntax[] Native =
        [TransferSyntax.ExplicitLittleEndian, TransferSyntax.ImplicitLittleEndian, TransferSyntax.ExplicitBigEndian, TransferSyntax.DeflatedExplicitLittleEndian];

    public static IReadOnlyList<SeedFile> Create()
    {
        var seeds = Native.Select(syntax => File($"image, {syntax.Name}", Image(), syntax)).ToList();
        seeds.Add(File("report", Report(), TransferSyntax.ExplicitLittleEndian));
        seeds.Add(File("report, implicit", Report(), TransferSyntax.ImplicitLittleEndian));
        seeds.Add(File("RLE, two frames", Encapsulated(), TransferSyntax.RleLossless));
        seeds.Add(File("sequences called unknown", Foreign(), TransferSyntax.ExplicitLittleEndian));
        var bare = File("", Image(), TransferSyntax.ImplicitLittleEndian).Bytes;
        seeds.Add(new SeedFile("data set alone", bare[bare.AsSpan().IndexOf((ReadOnlySpan<byte>)[8, 0, 5, 0, 10, 0])..]));
        return seeds;
    }

    private static SeedFile File(string name, DicomDataset dataset, TransferSyntax syntax)
    {
        using var bytes = new MemoryStream();
        dataset.WriteFile(bytes, syntax);
        return new SeedFile(name, bytes.ToArray());
    }

    private static DicomDataset Image() => Header(WellKnownUids.MrImageStorage, "MR")
        .Add(Tags.ImageType, "ORIGINAL", "PRIMARY", "M").Add(Tags.PhotometricInterpretation, "MONOCHROME2")
        .Add(Tags.SamplesPerPixel, 1).Add(Tags.Rows, 4).Add(Tags.Columns, 4).Add(Tags.BitsAllocated, 16).Add(Tags.BitsStored, 12).Add(Tags.HighBit, 11).Add(Tags.PixelRepresentation, 1)
        .Add(Tags.PixelSpacing, 0.5, 0.5).Add(Tags.ImagePositionPatient, 1, 2, 3)
        .Add(Tags.PixelData, Vr.OW, new byte[32]);

    private static DicomDataset Encapsulated()
    {
        // Two segments of one literal run each: the high bytes, the low ones (PS3.5 G).
        byte[] frame = [2, 0, 0, 0, 64, 0, 0, 0, 82, 0, 0, 0, .. new byte[52], 15, .. Enumerable.Repeat((byte)0, 17), 15, .. Enumerable.Repeat((byte)7, 17)];
        return Image().Add(Tags.NumberOfFrames, 2).Set(new DicomElement(Tags.PixelData, Vr.OB, new ReadOnlyMemory<byte>[] { new byte[] { 0, 0, 0, 0, (byte)(frame.Length + 8), 0, 0, 0 }, frame, frame }));
    }

    private static DicomDataset Report() => Header(WellKnownUids.ComprehensiveSrStorage, "SR")
        .AddSequence(new DicomTag(0x0040, 0xA730), [.. MarkedContent.Items(new MarkerPen()).Take(1)]);

    private static DicomDataset Foreign()
    {
        byte[] inside = [0xFE, 0xFF, 0, 0xE0, 14, 0, 0, 0, 8, 0, 0x55, 0x11, 6, 0, 0, 0, .. "2.25.9"u8];
        return Image().Add(new DicomTag(0x0008, 0x1140), Vr.UN, inside).Add(new DicomTag(0x0009, 0x1001), Vr.UN, inside);
    }

    private static DicomDataset Header(string sopClass, string modality)
    {
        var pen = new MarkerPen();
        var dataset = new DicomDataset();
        foreach (var tag in new[] { Tags.SOPInstanceUID, Tags.StudyInstanceUID, Tags.SeriesInstanceUID, Tags.PatientName, Tags.PatientID, Tags.PatientBirthDate, Tags.StudyDate, Tags.StudyTime, Tags.AccessionNumber, Tags.InstitutionName, Tags.StudyDescription, Tags.ReferringPhysicianName, Tags.PatientComments, Tags.AcquisitionDateTime })
            dataset.Set(new DicomElement(tag, DicomDictionary.VrOf(tag), pen.Value(tag, DicomDictionary.VrOf(tag), "a seed")));
        dataset.AddSequence(Tags.ReferencedImageSequence, new DicomDataset()
            .Set(new DicomElement(Tags.ReferencedSOPInstanceUID, Vr.UI, pen.Value(Tags.ReferencedSOPInstanceUID, Vr.UI, "a seed")))
            .AddSequence(new DicomTag(0x0040, 0xA170), MarkedCodes.Code(pen, "121322", "DCM", "a seed")));
        dataset.Add(new DicomTag(0x0009, 0x0010), Vr.LO, "SIEMENS CSA HEADER"u8.ToArray()).Set(new DicomElement(new DicomTag(0x0009, 0x1010), Vr.UN, pen.Value(new DicomTag(0x0009, 0x1010), Vr.UN, "a seed")));
        return dataset.Add(Tags.SpecificCharacterSet, "ISO_IR 100").Add(Tags.SOPClassUID, sopClass).Add(Tags.Modality, modality);
    }
}
