using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Registry;

namespace FirstRead.Testing;

/// <summary>Small MR slices of one stack, with identity in their headers.</summary>
public static class Slices
{
    public const string PatientName = "DOE^JANE";
    public const string PatientId = "4711-PLANTED";

    /// <param name="study">Last component of the StudyInstanceUID.</param>
    /// <param name="number">Of the slice: its UID and its position, 5 mm apart.</param>
    /// <param name="fill">A byte of the pixels: other bytes under the same UIDs.</param>
    public static DicomDataset Slice(int number, int study = 1, byte fill = 0) => new DicomDataset()
        .Add(Tags.SOPClassUID, WellKnownUids.MrImageStorage)
        .Add(Tags.SOPInstanceUID, $"1.2.3.{study}.1.{number}")
        .Add(Tags.SeriesInstanceUID, $"1.2.3.{study}.1")
        .Add(Tags.StudyInstanceUID, $"1.2.3.{study}")
        .Add(Tags.ImageType, "ORIGINAL", "PRIMARY", "OTHER")
        .Add(Tags.Modality, "MR")
        .Add(Tags.PatientName, PatientName)
        .Add(Tags.PatientID, PatientId)
        .Add(Tags.PatientBirthDate, "19600229")
        .Add(Tags.PatientSex, "F")
        .Add(Tags.StudyDate, "20240115")
        .Add(Tags.StudyTime, "101500")
        .Add(Tags.InstanceNumber, number)
        .Add(Tags.ImagePositionPatient, "-120", "-110", $"{5 * number}")
        .Add(Tags.ImageOrientationPatient, "1", "0", "0", "0", "1", "0")
        .Add(Tags.SamplesPerPixel, 1)
        .Add(Tags.PhotometricInterpretation, "MONOCHROME2")
        .Add(Tags.Rows, 2)
        .Add(Tags.Columns, 2)
        .Add(Tags.BitsAllocated, 16)
        .Add(Tags.BitsStored, 12)
        .Add(Tags.HighBit, 11)
        .Add(Tags.PixelRepresentation, 0)
        .Add(Tags.PixelData, Vr.OW, new byte[] { fill, 0, 2, 0, 3, 0, 4, 0 });

    public static byte[] Bytes(DicomDataset dataset)
    {
        using var file = new MemoryStream();
        dataset.WriteFile(file);
        return file.ToArray();
    }
}
