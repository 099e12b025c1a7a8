using System.Buffers.Binary;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Registry;

namespace FirstRead.Cli.Samples;

/// <summary>
/// Studies that any machine can have: one real series, and simulations of what the model reads made from it. All carry a
/// made-up person in every header; what is simulated says SIMULATED in its SeriesDescription.
/// </summary>
public sealed class SampleStudies(BrainSeries series)
{
    private const float FatLevel = 800;

    private readonly Lazy<(Plane Image, Mask? Brain)>[] contrast =
        [.. series.Slices.Select(slice => new Lazy<(Plane, Mask?)>(() => ContrastSimulation.Of(BrainSeries.PixelsOf(slice))))];

    /// <summary>Row, column and slice of the lesion: white matter of the left hemisphere.</summary>
    private const int LesionSlice = 13, LesionRow = 118, LesionColumn = 168;

    public static IReadOnlyDictionary<string, SyntheticIdentity> People { get; } = new Dictionary<string, SyntheticIdentity>
    {
        ["a-proton-density"] = new("Albatrossy", "19630417", "20190822"),
        ["b-ring-lesion"] = new("Bumblebury", "19581103", "20190822"),
        ["c-no-lesion"] = new("Cormoranty", "19710629", "20190822"),
        ["d-missing-slice"] = new("Dragonflyer", "19490108", "20190822"),
        ["e-bad-files"] = new("Earwiggish", "19900521", "20190822"),
    };

    /// <summary>Writes all samples below the folder, one folder each.</summary>
    public void Write(string folder)
    {
        WriteSeries(folder, "a-proton-density", index => series.Slices[index]);
        WriteSeries(folder, "b-ring-lesion", Simulated("b-ring-lesion", Lesion(radius: 18, seed: 7)));
        WriteSeries(folder, "c-no-lesion", Simulated("c-no-lesion", null));
        WriteSeries(folder, "d-missing-slice", Simulated("d-missing-slice", Lesion(radius: 15, seed: 21)));
        WriteBadFiles(Path.Combine(folder, "e-bad-files"));
    }

    private RingLesion Lesion(double radius, int seed)
    {
        var (x, y, z) = BrainSeries.GeometryOf(series.Slices[LesionSlice]).PointAt(LesionRow, LesionColumn);
        return new RingLesion([x, y, z], radius, seed);
    }

    private Func<int, DicomDataset> Simulated(string name, RingLesion? lesion)
    {
        var random = new Random(name.Length * 7919 + name[0]);
        return index =>
        {
            var source = series.Slices[index];
            var image = SimulatedScan.Of(contrast[index].Value, BrainSeries.GeometryOf(source), lesion, random);
            return SimulatedHeader.Of(source, name, index, Stored(image));
        };
    }

    private static byte[] Stored(Plane image)
    {
        var bytes = new byte[2 * image.Values.Length];
        for (var i = 0; i < image.Values.Length; i++)
            BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(2 * i), (short)Math.Clamp(image.Values[i] * FatLevel, 0, 4095));
        return bytes;
    }

    private void WriteSeries(string folder, string name, Func<int, DicomDataset> slice)
    {
        Directory.CreateDirectory(Path.Combine(folder, name));
        for (var index = 0; index < series.Slices.Count; index++)
            WriteFile(Path.Combine(folder, name, $"IM{index + 1:D4}.dcm"), PlantedHeader.Of(slice(index), People[name]));
    }

    /// <summary>One good slice, its copy, a text that calls itself DICOM, and a slice cut in half.</summary>
    private void WriteBadFiles(string folder)
    {
        Directory.CreateDirectory(folder);
        var good = Path.Combine(folder, "IM0001.dcm");
        WriteFile(good, PlantedHeader.Of(SimulatedHeader.Renamed(series.Slices[9], "e-bad-files", 9), People["e-bad-files"]));
        File.Copy(good, Path.Combine(folder, "IM0001-copy.dcm"), overwrite: true);
        File.WriteAllText(Path.Combine(folder, "IM0002.dcm"), "This is a letter that somebody renamed.\n");
        var other = Path.Combine(folder, "IM0003.dcm");
        WriteFile(other, PlantedHeader.Of(SimulatedHeader.Renamed(series.Slices[10], "e-bad-files", 10), People["e-bad-files"]));
        using var cut = new FileStream(other, FileMode.Open);
        cut.SetLength(cut.Length / 2);
    }

    private static void WriteFile(string path, DicomDataset slice)
    {
        using var stream = File.Create(path);
        slice.WriteFile(stream, TransferSyntax.ExplicitLittleEndian);
    }
}
