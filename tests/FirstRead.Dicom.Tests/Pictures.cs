using System.Buffers.Binary;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Registry;

namespace FirstRead.Dicom.Tests;

/// <summary>Small data sets to test with. The people in them do not exist.</summary>
internal static class Pictures
{
    public static readonly IReadOnlyList<TransferSyntax> NativeSyntaxes =
    [
        TransferSyntax.ImplicitLittleEndian,
        TransferSyntax.ExplicitLittleEndian,
        TransferSyntax.ExplicitBigEndian,
        TransferSyntax.DeflatedExplicitLittleEndian,
    ];

    /// <summary>A 4 x 3 MR slice of 16 bits, with nested sequences, private elements and every kind of number.</summary>
    public static DicomDataset Mr()
    {
        var dataset = new DicomDataset()
            .Add(Tags.SpecificCharacterSet, "ISO_IR 192")
            .Add(Tags.SOPClassUID, WellKnownUids.MrImageStorage)
            .Add(Tags.SOPInstanceUID, "2.25.1")
            .Add(Tags.StudyDate, "20200131")
            .Add(Tags.Modality, "MR")
            .Add(Tags.PatientName, "Müller^Jörg")
            .Add(Tags.PatientID, "P1")
            .Add(Tags.PatientWeight, 71.5)
            .Add(Tags.EchoTime, 12.25)
            .Add(Tags.ImagePositionPatient, -100.5, 20, 1 / 3.0)
            .Add(new DicomTag(0x0019, 0x0010), Vr.LO, "OWNER"u8.ToArray())
            .Add(new DicomTag(0x0019, 0x1001), Vr.UN, new byte[] { 1, 2, 3, 4 })
            .Add(Tags.SamplesPerPixel, 1)
            .Add(Tags.PhotometricInterpretation, "MONOCHROME2")
            .Add(Tags.Rows, 3)
            .Add(Tags.Columns, 4)
            .Add(Tags.BitsAllocated, 16)
            .Add(Tags.BitsStored, 12)
            .Add(Tags.HighBit, 11)
            .Add(Tags.PixelRepresentation, 0)
            .Add(Tags.PixelData, Vr.OW, Samples16(Enumerable.Range(0, 12).Select(i => i * 300)));
        var code = new DicomDataset(dataset).Add(Tags.CodeValue, "T-A0100").Add(Tags.CodeMeaning, "Brain");
        var inner = new DicomDataset(dataset).AddSequence(Tags.PurposeOfReferenceCodeSequence, code).Add(Tags.ReferencedSOPInstanceUID, "2.25.2");
        return dataset
            .AddSequence(Tags.ReferencedImageSequence, inner, new DicomDataset(dataset))
            .AddSequence(Tags.AnatomicRegionSequence);
    }

    public static byte[] Samples16(IEnumerable<int> samples)
    {
        var bytes = new MemoryStream();
        Span<byte> cell = stackalloc byte[2];
        foreach (var sample in samples)
        {
            BinaryPrimitives.WriteInt16LittleEndian(cell, (short)sample);
            bytes.Write(cell);
        }
        return bytes.ToArray();
    }

    public static byte[] ToFile(DicomDataset dataset, TransferSyntax? syntax = null)
    {
        var file = new MemoryStream();
        dataset.WriteFile(file, syntax);
        return file.ToArray();
    }

    public static DicomDataset Reread(byte[] file) => DicomDataset.Read(new MemoryStream(file));
}
