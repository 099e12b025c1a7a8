using System.Diagnostics;
using FirstRead.Cli.Upload;
using FirstRead.Core.Settings;
using FirstRead.Core.Studies;
using FirstRead.Core.Triage;

namespace FirstRead.Cli.Bench.Pipeline;

/// <summary>Many studies at once, from the first announcement to the last message; then every one of them is looked for.</summary>
internal sealed class Arrival(PipelineCloud cloud, PipelineStudies studies, ProcessMeter meter, TextWriter progress)
{
    private const int UploadsAtOnce = 4;

    /// <summary>Without any message in so long, what has not come is lost.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public async Task<ArrivalRow> RunAsync(int count, int slices, CancellationToken cancel)
    {
        progress.WriteLine($"{count} studies of {slices} slices: writing the clinic's files");
        var all = new List<IReadOnlyList<LocalFile>>();
        for (var index = 0; index < count; index++)
            all.Add(await studies.SeriesAsync(slices, cancel));
        await cloud.RestAsync(cancel);
        var (requests, work, messages) = (await cloud.CountsAsync(cancel), meter.Read(), cloud.Outbox.Read().Count);
        progress.WriteLine($"{count} studies of {slices} slices: sending");
        using var client = await cloud.LogInAsync(null, cancel);
        var began = TimeProvider.System.GetUtcNow();
        var receipts = new Receipt[count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = UploadsAtOnce, CancellationToken = cancel };
        await Parallel.ForAsync(0, count, options, async (index, stop) =>
            receipts[index] = await client.SendAsync(all[index], new UploadOrder("routine", null, Prior: false, []), _ => { }, stop));
        var sent = TimeProvider.System.GetUtcNow();
        var ended = await UntilAllAsync(messages, count, cancel);
        await cloud.RestAsync(cancel);
        var row = new ArrivalRow(count, slices, (sent - began).TotalSeconds, (ended - began).TotalSeconds)
        {
            Cpu = meter.Since(work),
            Requests = (await cloud.CountsAsync(cancel)).Since(requests),
        };
        foreach (var files in all)
            PipelineStudies.Forget(files);
        return row with { Lost = await LostAsync(receipts, slices, messages, cancel) };
    }

    /// <summary>When the last message went out, or the last that came before patience ended.</summary>
    private async Task<DateTimeOffset> UntilAllAsync(int before, int count, CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        var (seen, still) = (0, Stopwatch.StartNew());
        while (seen < count && still.Elapsed < Patience)
        {
            await timer.WaitForNextTickAsync(cancel);
            if (cloud.Outbox.Read().Count - before is var now && now > seen)
            {
                if (now / 10 > seen / 10)
                    progress.WriteLine($"{now} of {count} studies were called for");
                (seen, still) = (now, Stopwatch.StartNew());
            }
        }
        return cloud.Outbox.Read()[^1].At;
    }

    /// <summary>Each study that is not whole, once, analysed and called for once: in words.</summary>
    private async Task<IReadOnlyList<string>> LostAsync(IReadOnlyList<Receipt> receipts, int slices, int before, CancellationToken cancel)
    {
        var texts = cloud.Outbox.Read().Skip(before).ToList();
        var lost = new List<string>();
        foreach (var receipt in receipts)
        {
            var upload = UploadId.Parse(receipt.UploadId);
            var accepted = (await cloud.Uploads.ListFilesAsync(upload, cancel)).Count(file => file.State == FileState.Accepted);
            if (await cloud.Uploads.ListStudiesAsync(upload, cancel) is not [var id] || await cloud.Studies.GetAsync(id, cancel) is not { } study)
            {
                lost.Add($"upload {upload}: no study");
                continue;
            }
            var instances = (await cloud.Studies.ListInstancesAsync(id, cancel)).Count;
            var objects = await cloud.CountObjectsAsync(ResourceNames.DeidentifiedBucket, $"studies/{id}/", ".dcm", cancel);
            var called = texts.Count(message => message.Text.Contains(StudyCode.Of(id), StringComparison.Ordinal));
            if ((accepted, instances, objects, study.QueuedInstances, study.Status, called) != (slices, slices, slices, slices, StudyStatus.Analysed, 1))
                lost.Add($"study {id}: {accepted} accepted, {instances} rows, {objects} objects, {study.QueuedInstances} read, {study.Status}, {called} messages");
        }
        return lost;
    }
}

/// <summary>One size of arrival.</summary>
/// <param name="SendSeconds">From the first announcement to the last byte.</param>
/// <param name="Seconds">From the first announcement to the last message.</param>
public sealed record ArrivalRow(int Studies, int Slices, double SendSeconds, double Seconds)
{
    /// <summary>Seconds by process.</summary>
    public IReadOnlyDictionary<string, double> Cpu { get; init; } = new Dictionary<string, double>();

    public RequestLedger Requests { get; init; } = new([]);

    /// <summary>Studies that are not whole, in words; must be empty.</summary>
    public IReadOnlyList<string> Lost { get; init; } = [];

    public double PerMinute => 60 * Studies / Seconds;
}
