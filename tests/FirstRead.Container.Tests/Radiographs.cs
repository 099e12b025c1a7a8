using System.Runtime.InteropServices;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Registry;

namespace FirstRead.Container.Tests;

/// <summary>Synthetic pictures for the bundles of Assets: a body, and bright spots on it.</summary>
internal static class Radiographs
{
    /// <summary>A disc around a pixel, in pixels.</summary>
    public readonly record struct Spot(double Column, double Row, double Radius);

    /// <summary>The chest of a three-year-old, 12 bits.</summary>
    public static DicomDataset Chest(params Spot[] spots) => Projection(600, 400, Drawn(600, 400, spots))
        .Add(Tags.BodyPartExamined, "CHEST").Add(Tags.ViewPosition, "AP").Add(Tags.PatientAge, "003Y");

    public static DicomDataset Hand(params Spot[] spots) => Projection(500, 800, Drawn(500, 800, spots)).Add(Tags.BodyPartExamined, "HAND");

    /// <summary>A CT slice of the chest with pixels of 0.7 mm; values are 1000 above Hounsfield's.</summary>
    public static DicomDataset Slice(params Spot[] spots) => Projection(512, 512, Drawn(512, 512, spots))
        .Add(Tags.SOPClassUID, WellKnownUids.CtImageStorage).Add(Tags.Modality, "CT").Add(Tags.BodyPartExamined, "CHEST")
        .Add(Tags.PixelSpacing, 0.7, 0.7).Add(Tags.ImagePositionPatient, -179.2, -179.2, 40).Add(Tags.ImageOrientationPatient, 1, 0, 0, 0, 1, 0)
        .Add(Tags.RescaleIntercept, -1000.0).Add(Tags.RescaleSlope, 1.0);

    /// <summary>A picture whose left half is black and whose right half is white.</summary>
    public static DicomDataset Halves()
    {
        var chest = Chest();
        var values = new ushort[600 * 400];
        for (var index = 0; index < values.Length; index++)
            values[index] = (ushort)(index % 600 < 300 ? 0 : 4000);
        return chest.Add(Tags.PixelData, Vr.OW, Bytes(values));
    }

    public static byte[] File(this DicomDataset dataset)
    {
        using var file = new MemoryStream();
        dataset.WriteFile(file);
        return file.ToArray();
    }

    public static ushort[] Values(this DicomDataset dataset) => MemoryMarshal.Cast<byte, ushort>(dataset[Tags.PixelData]!.Value.Span).ToArray();

    public static DicomDataset WithValues(this DicomDataset dataset, Func<ushort, int> value) =>
        dataset.Add(Tags.PixelData, Vr.OW, Bytes(Array.ConvertAll(dataset.Values(), old => (ushort)value(old))));

    private static int _number;

    private static DicomDataset Projection(int columns, int rows, ushort[] values) => new DicomDataset()
        .Add(Tags.SOPClassUID, WellKnownUids.DigitalXRayImageStorageForPresentation)
        .Add(Tags.SOPInstanceUID, $"2.25.77{Interlocked.Increment(ref _number)}")
        .Add(Tags.StudyInstanceUID, "2.25.701")
        .Add(Tags.SeriesInstanceUID, "2.25.702")
        .Add(Tags.Modality, "DX")
        .Add(Tags.SamplesPerPixel, 1).Add(Tags.PhotometricInterpretation, "MONOCHROME2")
        .Add(Tags.Rows, rows).Add(Tags.Columns, columns)
        .Add(Tags.BitsAllocated, 16).Add(Tags.BitsStored, 12).Add(Tags.HighBit, 11).Add(Tags.PixelRepresentation, 0)
        .Add(Tags.PixelData, Vr.OW, Bytes(values));

    private static ushort[] Drawn(int columns, int rows, Spot[] spots)
    {
        var values = new ushort[columns * rows];
        for (var index = 0; index < values.Length; index++)
        {
            var (x, y) = (index % columns, index / columns);
            // A body of half the picture: bright, but not as bright as what is marked.
            var body = Math.Pow((x - (columns / 2.0)) / columns, 2) + Math.Pow((y - (rows / 2.0)) / rows, 2) < 0.42 * 0.42;
            var ground = (body ? 1200 : 200) + (((31 * x) + (17 * y)) % 64);
            var part = spots.Length == 0 ? 0 : spots.Max(spot => Math.Clamp(spot.Radius + 0.5 - Math.Sqrt(Math.Pow(x - spot.Column, 2) + Math.Pow(y - spot.Row, 2)), 0, 1));
            values[index] = (ushort)(ground + (part * 2000));
        }
        return values;
    }

    private static byte[] Bytes(ushort[] values) => MemoryMarshal.AsBytes(values.AsSpan()).ToArray();
}
