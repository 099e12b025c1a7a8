using System.Text.Json;
using Amazon.Lambda.DynamoDBEvents;
using FirstRead.Core.Tracing;
using FirstRead.Core.Triage;

namespace FirstRead.Functions.Triage;

/// <summary>
/// A batch of the studies table's stream. Each record is handled for itself; those that failed are named, and Lambda brings
/// the batch again from the first of them (ReportBatchItemFailures). A repeat of the others is harmless.
/// </summary>
public sealed class StreamHandler(ResultAlerts alerts, TextWriter log, AlertTrace? trace = null)
{
    public async Task<StreamsEventResponse> HandleAsync(DynamoDBEvent batch)
    {
        var failures = new List<StreamsEventResponse.BatchItemFailure>();
        foreach (var record in batch.Records ?? [])
            if (!await TryHandleAsync(record))
                failures.Add(new StreamsEventResponse.BatchItemFailure { ItemIdentifier = record.Dynamodb.SequenceNumber });
        return new StreamsEventResponse { BatchItemFailures = failures };
    }

    private async Task<bool> TryHandleAsync(DynamoDBEvent.DynamodbStreamRecord record)
    {
        try
        {
            if (NewResult.Of(record) is not { } result)
                return true;
            var began = trace?.Begin();
            var alert = await alerts.HandleAsync(result, CancellationToken.None);
            await WriteAsync(alert);
            if (trace is not null)
                await trace.SendAsync(alert, began!.Value, CancellationToken.None);
            return true;
        }
        catch (Exception problem)
        {
            // The decision taken here: this record is brought again, the others of the batch do not wait for it.
            await log.WriteLineAsync(JsonSerializer.Serialize(new TriageFailure(record.Dynamodb?.SequenceNumber, problem.ToString()), TriageJson.Default.TriageFailure));
            return false;
        }
    }

    private Task WriteAsync(Alert alert) => log.WriteLineAsync(JsonSerializer.Serialize(
        new TriageLine(alert.Study.Value, StudyTrace.IdOf(alert.Study), alert.Attempt, alert.Rule, AlertStateNames.Of(alert.State), alert.SentAt, alert.Problem),
        TriageJson.Default.TriageLine));
}
