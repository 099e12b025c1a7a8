using System.Diagnostics;
using FirstRead.Cli.Bench.Pipeline;
using FirstRead.Cli.Upload;

namespace FirstRead.Cli.Bench.Memory;

/// <summary>What a function held at most for one input.</summary>
/// <param name="Input">What came; what all of them were for a function that was not killed between.</param>
/// <param name="Bytes">Largest resident set of any of its processes.</param>
/// <param name="End">What became of the input.</param>
public sealed record MemoryRow(string Function, string Input, long Bytes, string End);

/// <summary>Sends the hardest inputs through a local cloud, each to processes of Ingest that begin with it.</summary>
internal sealed class MemoryBench(string repository, string folder, string? programs, TextWriter progress)
{
    private const string Ingest = "ingest";
    private const int Frames = 4000, Slices = 60, Series = 200;

    public async Task<IReadOnlyList<MemoryRow>> RunAsync(CancellationToken cancel)
    {
        Clear();
        Directory.CreateDirectory(folder);
        try
        {
            var studies = new PipelineStudies(repository, Path.Combine(folder, "clinic"));
            await using var cloud = await PipelineCloud.StartAsync(repository, folder, programs, cancel);
            using var meter = new ProcessMeter(cloud);
            using var client = await cloud.LogInAsync(null, cancel);
            var rows = new List<MemoryRow>();
            foreach (var (what, make) in Inputs(studies))
                rows.Add(await TakeAsync(cloud, client, what, await make(cancel), cancel));
            await cloud.RestAsync(cancel);
            rows.AddRange(meter.Peaks().Where(peak => peak.Key != Ingest).OrderByDescending(peak => peak.Value).Select(peak => new MemoryRow(peak.Key, "all of these", peak.Value, "")));
            return rows;
        }
        finally
        {
            Clear();
        }
    }

    private static IReadOnlyList<(string What, Func<CancellationToken, Task<IReadOnlyList<LocalFile>>> Make)> Inputs(PipelineStudies studies) =>
    [
        ("a radiograph of 15 MB, 7.5 megapixels", studies.RadiographAsync),
        ($"a series of {Series} slices", cancel => studies.SeriesAsync(Series, cancel)),
        ($"a ZIP of {Slices} slices", cancel => studies.ArchiveAsync(Slices, cancel)),
        ($"an enhanced object of {Frames} frames, 524 MB", cancel => studies.FramesAsync(Frames, cancel)),
    ];

    private async Task<MemoryRow> TakeAsync(PipelineCloud cloud, UploadClient client, string what, IReadOnlyList<LocalFile> files, CancellationToken cancel)
    {
        foreach (var process in cloud.Processes().Where(process => process.Name == Ingest))
            Process.GetProcessById(process.Id).Kill();
        var receipt = await client.SendAsync(files, new UploadOrder("routine", null, Prior: false, []), _ => { }, cancel);
        // An archive's own files are there once it is accepted, and settle after it.
        var ended = await client.WaitAsync(receipt, files.Count, cancel);
        while (ended.Files.Any(file => file.State == "pending"))
            ended = await client.WaitAsync(receipt, ended.Files.Count, cancel);
        var bytes = cloud.Processes().Where(process => process.Name == Ingest).Max(process => ProcessMeter.Peak(process.Id) ?? 0);
        PipelineStudies.Forget(files);
        var ends = string.Join(", ", ended.Files.CountBy(file => file.Code ?? file.State).Select(end => $"{end.Value} {end.Key}"));
        progress.WriteLine(FormattableString.Invariant($"{what}: {bytes / 1e6:F0} MB, {ends}"));
        return new MemoryRow(Ingest, what, bytes, ends);
    }

    private void Clear()
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }
}
