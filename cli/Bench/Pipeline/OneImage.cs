using System.Diagnostics;
using System.Text.Json;
using FirstRead.Cli.Demo;
using FirstRead.Cli.Upload;
using FirstRead.Core.Studies;
using FirstRead.Core.Triage;

namespace FirstRead.Cli.Bench.Pipeline;

/// <summary>One radiograph after the other, each from its last byte to its message. A task is started for each: the one before has ended.</summary>
internal sealed class OneImage(PipelineCloud cloud, PipelineStudies studies, TextWriter progress)
{
    private const int Unmeasured = 3;
    private static readonly string[] Functions = ["ingest", "triage"];

    /// <param name="isCold">Kills the functions on the way before each.</param>
    public async Task<IReadOnlyList<OneImageRow>> RunAsync(int count, bool isCold, CancellationToken cancel)
    {
        if (count == 0)
            return [];
        using var last = new LastByte(TimeProvider.System);
        using var client = await cloud.LogInAsync(last, cancel);
        var rows = new List<OneImageRow>();
        for (var number = isCold ? 0 : -Unmeasured; number < count; number++)
        {
            if (isCold)
                foreach (var process in cloud.Processes().Where(process => Functions.Contains(process.Name)))
                    Process.GetProcessById(process.Id).Kill();
            var row = await SendAsync(client, last, cancel);
            progress.WriteLine($"One image, {(isCold ? "cold" : "warm")}: {row.TotalMs} ms");
            if (number >= 0)
                rows.Add(row);
            await cloud.RestAsync(cancel);
        }
        return rows;
    }

    private async Task<OneImageRow> SendAsync(UploadClient client, LastByte last, CancellationToken cancel)
    {
        var files = await studies.RadiographAsync(cancel);
        var before = cloud.Outbox.Read().Count;
        var receipt = await client.SendAsync(files, new UploadOrder("routine", null, Prior: false, []), _ => { }, cancel);
        var message = await MessageAsync(before, cancel);
        PipelineStudies.Forget(files);
        var study = (await cloud.Studies.GetAsync((await cloud.Uploads.ListStudiesAsync(UploadId.Parse(receipt.UploadId), cancel))[0], cancel))!;
        if (!message.Text.Contains(StudyCode.Of(study.Id), StringComparison.Ordinal))
            throw new CommandException($"The message is about another study than {study.Id}.");
        var alert = (await cloud.Alerts.GetAsync(new(study.Id, study.ResultAttempt), cancel))!;
        var settled = SettledAt(receipt.UploadId);
        return OneImageRow.Of(last.At, settled.Started, study.Times, alert.CreatedAt, message.At);
    }

    private async Task<TextMessage> MessageAsync(int before, CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        for (var waiting = Stopwatch.StartNew(); waiting.Elapsed < Arrival.Patience; await timer.WaitForNextTickAsync(cancel))
            if (cloud.Outbox.Read() is var messages && messages.Count > before)
                return messages[before];
        throw new CommandException($"No message came in {Arrival.Patience.TotalMinutes} minutes; see {cloud.Folder}/logs.");
    }

    /// <summary>Ingest's own line says when it was done with the file and how long it took.</summary>
    private (DateTimeOffset Started, DateTimeOffset Ended) SettledAt(string upload)
    {
        foreach (var line in File.ReadLines(Path.Combine(cloud.Folder, "logs", "ingest.log")).Where(line => line.Contains(upload, StringComparison.Ordinal)))
        {
            using var entry = JsonDocument.Parse(line);
            var ended = entry.RootElement.GetProperty("time").GetDateTimeOffset();
            return (ended.AddMilliseconds(-entry.RootElement.GetProperty("ms").GetInt64()), ended);
        }
        throw new CommandException($"Ingest did not say what became of upload {upload}.");
    }
}

/// <summary>Milliseconds from the last byte to the message, and by stage.</summary>
public sealed record OneImageRow(
    long TotalMs,
    long EventMs,
    long IngestMs,
    long LaunchMs,
    long StartMs,
    long AnalyseMs,
    long StreamMs,
    long TriageMs)
{
    public static readonly IReadOnlyList<(string Name, string What, Func<OneImageRow, long> Of)> Stages =
    [
        ("event", "S3 stores it, and its event reaches Ingest", row => row.EventMs),
        ("ingest", "read, de-identified, stored, registered, complete", row => row.IngestMs),
        ("launch", "in line, slot claimed, RunTask", row => row.LaunchMs),
        ("start", "the task's process starts and takes the study", row => row.StartMs),
        ("analyse", "fetched, read by the net, results written", row => row.AnalyseMs),
        ("stream", "the table's stream wakes Triage, which writes the alert record", row => row.StreamMs),
        ("triage", "rota, claim, audit, publish", row => row.TriageMs),
    ];

    public static OneImageRow Of(DateTimeOffset sent, DateTimeOffset ingest, StudyTimes times, DateTimeOffset alert, DateTimeOffset message)
    {
        static long Ms(DateTimeOffset from, DateTimeOffset to) => (long)Math.Round((to - from).TotalMilliseconds);
        var (complete, launched, started, analysed) = (times.CompleteAt!.Value, times.LaunchedAt ?? times.CompleteAt.Value, times.AnalysisStartedAt!.Value, times.AnalysedAt!.Value);
        return new(Ms(sent, message), Ms(sent, ingest), Ms(ingest, complete), Ms(complete, launched), Ms(launched, started), Ms(started, analysed), Ms(analysed, alert), Ms(alert, message));
    }
}
