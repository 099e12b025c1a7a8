using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using FirstRead.Core;
using FirstRead.Local.S3;
using FirstRead.Local.Template;
using FirstRead.Local.Wire;

namespace FirstRead.Local.Lambda;

/// <summary>Events that nobody could handle, whole, in the failures bucket: keys and shape as Lambda's S3 destinations have them.</summary>
/// <param name="mayWrite">Whether a function's role lets Lambda put this key (function, bucket, key); what it may not is lost, as on AWS.</param>
public sealed class FailureRecords(ObjectStore store, Func<string, string, string, bool> mayWrite, TimeProvider time, IRandomSource random)
{
    /// <summary>An asynchronous invocation that is given up.</summary>
    /// <param name="condition"><c>RetriesExhausted</c> or <c>EventAgeExceeded</c>.</param>
    public void Write(string bucket, Delivery delivery, string condition, InvocationOutcome? outcome)
    {
        var record = Context(delivery.Function, delivery.RequestId, condition, delivery.Attempts);
        record["requestPayload"] = delivery.Event.DeepClone();
        record["responseContext"] = Response(outcome);
        record["responsePayload"] = outcome is null ? null : JsonNode.Parse(outcome.Payload.Span);
        Put(bucket, delivery.Function, $"aws/lambda/async/{delivery.Function}", record);
    }

    /// <summary>A batch of stream records that is given up.</summary>
    public void Write(string bucket, string function, string shard, string requestId, JsonNode batch, int attempts, InvocationOutcome outcome)
    {
        var record = Context(function, requestId, "RetryAttemptsExhausted", attempts);
        record["responseContext"] = Response(outcome);
        record["DDBStreamBatchInfo"] = new JsonObject { ["shardId"] = shard };
        record["payload"] = batch.DeepClone();
        Put(bucket, function, $"aws/lambda/{function}/{shard}", record);
    }

    private JsonObject Context(string function, string requestId, string condition, int attempts) => new()
    {
        ["version"] = "1.0",
        ["timestamp"] = time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
        ["requestContext"] = new JsonObject
        {
            ["requestId"] = requestId,
            ["functionArn"] = $"{PhysicalNames.Arn("lambda", $"function:{function}")}:$LATEST",
            ["condition"] = condition,
            ["approximateInvokeCount"] = attempts,
        },
    };

    private static JsonObject? Response(InvocationOutcome? outcome) => outcome is null
        ? null
        : new JsonObject { ["statusCode"] = 200, ["executedVersion"] = "$LATEST", ["functionError"] = outcome.ErrorType };

    private void Put(string bucket, string function, string prefix, JsonObject record)
    {
        var (target, now) = (store.Find(bucket)!, time.GetUtcNow());
        var key = string.Create(CultureInfo.InvariantCulture, $"{prefix}/{now:yyyy/MM/dd}/{now:yyyy-MM-ddTHH.mm.ss}-{Ids.Uuid(random)}");
        if (!mayWrite(function, bucket, key))
            return;
        var (staged, content) = (target.NewStagingPath(), Encoding.UTF8.GetBytes(record.ToJsonString()));
        File.WriteAllBytes(staged, content);
#pragma warning disable CA5351 // the ETag is defined by MD5; it protects nothing
        var eTag = Signature.Hex(System.Security.Cryptography.MD5.HashData(content));
#pragma warning restore CA5351
        var draft = new ObjectVersion(key, "", default, content.Length, eTag, "application/json", new Dictionary<string, string>(), new Dictionary<string, string>());
        store.Commit(target, draft, staged, onlyIfAbsent: false, "ObjectCreated:Put");
    }
}
