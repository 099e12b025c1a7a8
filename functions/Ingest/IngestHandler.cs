using System.Net;
using System.Text.Json.Serialization;
using Amazon.Lambda.Core;
using Amazon.Lambda.S3Events;
using FirstRead.Core;
using FirstRead.Core.Intake;
using FirstRead.Core.Intake.Holds;
using FirstRead.Core.Probes;
using FirstRead.Core.Studies;
using FirstRead.Core.Tracing;

namespace FirstRead.Functions.Ingest;

/// <summary>
/// One event of the incoming bucket, file by file. A file that throws fails the event, and Lambda brings it again. The
/// schedule's event looks for decisions on held files that were not carried out, for files whose event never came, and for test
/// studies that are to be sent: nobody else may touch originals, or put one, unasked.
/// </summary>
public sealed class IngestHandler(IngestFile ingest, ResumeDecisions decisions, IngestUnannounced unannounced, SendProbes probes, EventLog log, TimeProvider clock, SpanExport? spans = null)
{
    /// <summary>Left for the answer: an orderly failure says more than a killed process.</summary>
    private static readonly TimeSpan Reserve = TimeSpan.FromSeconds(1);

    public async Task HandleAsync(S3Event notification, ILambdaContext context)
    {
        using var deadline = new CancellationTokenSource(Remaining(context), clock);
        foreach (var record in notification.Records ?? [])
            await IngestAsync(Incoming(record), context.AwsRequestId, deadline.Token);
        // Without records: the schedule's event, or the test message that S3 sends when a notification is set up.
        if (notification.Records is null)
            await LookAsync(context.AwsRequestId, deadline.Token);
    }

    private async Task LookAsync(string requestId, CancellationToken cancel)
    {
        if (await decisions.ResumeAsync(cancel) is > 0 and var resumed)
            log.Write("decisions-resumed", ("request", requestId), ("files", resumed));
        if (await unannounced.LookAsync(cancel) is > 0 and var taken)
            log.Write("files-unannounced", ("request", requestId), ("files", taken));
        // Last: nobody waits for a test.
        if (await probes.SendAsync(cancel) is > 0 and var sent)
            log.Write("test-studies-sent", ("request", requestId), ("studies", sent));
    }

    private async Task IngestAsync(IncomingObject incoming, string requestId, CancellationToken cancel)
    {
        var (started, began) = (clock.GetTimestamp(), clock.GetUtcNow());
        var file = await ingest.IngestAsync(incoming, cancel);
        log.Write(
            file is null ? RefusalCodes.NotAnUpload : "file-settled",
            ("request", requestId),
            ("upload", file?.Upload),
            ("file", file?.Id),
            ("state", file is null ? null : StoredNames.Of(file.State)),
            ("code", file?.Code),
            ("study", file?.Study),
            ("bytes", file?.Bytes),
            ("ms", (long)clock.GetElapsedTime(started).TotalMilliseconds));
        if (spans is not null && file?.Study is { } study)
            await spans.SendAsync(cancel, new Span(study, "ingest", file.Id.Value, began, clock.GetUtcNow(), ("upload", file.Upload), ("file", file.Id), ("state", StoredNames.Of(file.State)), ("bytes", file.Bytes)));
    }

    /// <summary>Keys come URL-encoded, a space as a plus sign (Amazon S3 User Guide, "Event message structure").</summary>
    private static IncomingObject Incoming(S3Event.S3EventNotificationRecord record) =>
        new(record.S3.Bucket.Name, WebUtility.UrlDecode(record.S3.Object.Key), record.S3.Object.VersionId);

    private static TimeSpan Remaining(ILambdaContext context)
    {
        var remaining = context.RemainingTime - Reserve;
        return remaining < TimeSpan.Zero ? TimeSpan.Zero : remaining > TimeSpan.FromHours(1) ? Timeout.InfiniteTimeSpan : remaining;
    }
}

[JsonSerializable(typeof(S3Event))]
public sealed partial class IngestJson : JsonSerializerContext;
