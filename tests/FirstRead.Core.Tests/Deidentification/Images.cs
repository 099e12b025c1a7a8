using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Registry;

namespace FirstRead.Core.Tests.Deidentification;

/// <summary>Small images to start from.</summary>
internal static class Images
{
    public static DicomDataset Mr() => new DicomDataset()
        .Add(Tags.SOPClassUID, WellKnownUids.MrImageStorage)
        .Add(Tags.SOPInstanceUID, "1.2.3.4.1")
        .Add(Tags.SeriesInstanceUID, "1.2.3.4.2")
        .Add(Tags.StudyInstanceUID, "1.2.3.4.3")
        .Add(Tags.ImageType, "ORIGINAL", "PRIMARY", "OTHER")
        .Add(Tags.Modality, "MR")
        .Add(Tags.PatientName, "DOE^JANE")
        .Add(Tags.PatientID, "4711")
        .Add(Tags.PatientBirthDate, "19600229")
        .Add(Tags.PatientSex, "F")
        .Add(Tags.StudyDate, "20240115")
        .Add(Tags.StudyTime, "101500")
        .Add(Tags.SamplesPerPixel, 1)
        .Add(Tags.PhotometricInterpretation, "MONOCHROME2")
        .Add(Tags.Rows, 2).Add(Tags.Columns, 2).Add(Tags.BitsAllocated, 16).Add(Tags.BitsStored, 12).Add(Tags.HighBit, 11).Add(Tags.PixelRepresentation, 0)
        .Add(Tags.PixelData, Vr.OW, new byte[] { 1, 0, 2, 0, 3, 0, 4, 0 });

    public static byte[] Bytes(DicomDataset dataset, TransferSyntax? syntax = null)
    {
        using var file = new MemoryStream();
        dataset.WriteFile(file, syntax);
        return file.ToArray();
    }
}
