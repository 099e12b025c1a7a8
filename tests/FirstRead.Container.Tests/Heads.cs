using System.Runtime.InteropServices;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Registry;

namespace FirstRead.Container.Tests;

/// <summary>Synthetic contrast-enhanced T1 of a head, small, and what else scanners put beside it.</summary>
internal static class Heads
{
    public const string EnhancedMr = "1.2.840.10008.5.1.4.1.1.4.1";
    public const string ScreenCapture = WellKnownUids.SecondaryCaptureImageStorage;

    private const int Side = 64;

    public static readonly double[] Axial = [1, 0, 0, 0, 1, 0];
    public static readonly double[] Sagittal = [0, 1, 0, 0, 0, -1];
    public static readonly double[] Coronal = [1, 0, 0, 0, 0, -1];

    /// <summary>Slices 5 mm apart along their normal, numbered from <paramref name="first"/>.</summary>
    public static IEnumerable<DicomDataset> Series(int series, int count, double[]? orientation = null, int first = 0, string description = "T1 POST") =>
        Enumerable.Range(first, count).Select(number => Slice(series, number, orientation ?? Axial, description));

    public static DicomDataset Slice(int series, int number, double[]? orientation = null, string description = "T1 POST", int place = -1) => Picture(series, number)
        .Add(Tags.SeriesDescription, description)
        .Add(Tags.ImageOrientationPatient, orientation ?? Axial)
        .Add(Tags.ImagePositionPatient, Position(orientation ?? Axial, 5.0 * (place < 0 ? number : place)));

    public static DicomDataset Without(this DicomDataset dataset, params DicomTag[] tags)
    {
        foreach (var tag in tags)
            dataset.Remove(tag);
        return dataset;
    }

    /// <summary>The same picture of another size.</summary>
    public static DicomDataset Sized(this DicomDataset dataset, int side) => dataset
        .Add(Tags.Rows, side).Add(Tags.Columns, side).Add(Tags.PixelData, Vr.OW, Pixels(side));

    private static double[] Position(double[] cosines, double along)
    {
        double[] normal =
        [
            (cosines[1] * cosines[5]) - (cosines[2] * cosines[4]),
            (cosines[2] * cosines[3]) - (cosines[0] * cosines[5]),
            (cosines[0] * cosines[4]) - (cosines[1] * cosines[3]),
        ];
        return [.. normal.Select(part => part * along)];
    }

    private static DicomDataset Picture(int series, int number) => new DicomDataset()
        .Add(Tags.ImageType, "ORIGINAL", "PRIMARY", "M")
        .Add(Tags.SOPClassUID, WellKnownUids.MrImageStorage)
        .Add(Tags.SOPInstanceUID, $"2.25.88{series:D2}{number:D4}")
        .Add(Tags.StudyInstanceUID, "2.25.880")
        .Add(Tags.SeriesInstanceUID, SeriesUid(series))
        .Add(Tags.FrameOfReferenceUID, "2.25.881")
        .Add(Tags.Modality, "MR").Add(Tags.BodyPartExamined, "BRAIN").Add(Tags.PatientAge, "050Y")
        .Add(Tags.ScanningSequence, "SE").Add(Tags.RepetitionTime, 500.0).Add(Tags.EchoTime, 12.0)
        .Add(Tags.ContrastBolusAgent, "GADOLINIUM")
        .Add(Tags.InstanceNumber, number)
        .Add(Tags.PixelSpacing, 1, 1)
        .Add(Tags.SamplesPerPixel, 1).Add(Tags.PhotometricInterpretation, "MONOCHROME2")
        .Add(Tags.Rows, Side).Add(Tags.Columns, Side)
        .Add(Tags.BitsAllocated, 16).Add(Tags.BitsStored, 12).Add(Tags.HighBit, 11).Add(Tags.PixelRepresentation, 0)
        .Add(Tags.PixelData, Vr.OW, Pixels(Side));

    public static string SeriesUid(int series) => $"2.25.89{series:D2}";

    private static byte[] Pixels(int side)
    {
        var values = new ushort[side * side];
        for (var index = 0; index < values.Length; index++)
        {
            var (x, y) = ((index % side) - (side / 2.0), (index / side) - (side / 2.0));
            values[index] = (ushort)((x * x) + (y * y) < side * side * 0.16 ? 400 + (index % 37) : 5);
        }
        return MemoryMarshal.AsBytes(values.AsSpan()).ToArray();
    }
}
