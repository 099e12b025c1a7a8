using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using FirstRead.Core;
using FirstRead.Local.S3;
using FirstRead.Local.Wire;

namespace FirstRead.Local.Lambda;

/// <summary>Events that nobody could handle, whole, in the failures bucket: keys and shape as Lambda's S3 destinations have them.</summary>
public sealed class FailureRecords(ObjectStore store, string bucket, string region, TimeProvider time, IRandomSource random)
{
    /// <summary>An asynchronous invocation that is given up.</summary>
    /// <param name="condition"><c>RetriesExhausted</c> or <c>EventAgeExceeded</c>.</param>
    public void Write(Delivery delivery, string condition, InvocationOutcome? outcome)
    {
        var record = Context(delivery.Function, delivery.RequestId, condition, delivery.Attempts);
        record["requestPayload"] = delivery.Event.DeepClone();
        record["responseContext"] = Response(outcome);
        record["responsePayload"] = outcome is null ? null : JsonNode.Parse(outcome.Payload.Span);
        Put($"aws/lambda/async/{delivery.Function}", record);
    }

    /// <summary>A batch of stream records that is given up.</summary>
    public void Write(string function, string shard, string requestId, JsonNode batch, int attempts, InvocationOutcome outcome)
    {
        var record = Context(function, requestId, "RetryAttemptsExhausted", attempts);
        record["responseContext"] = Response(outcome);
        record["DDBStreamBatchInfo"] = new JsonObject { ["shardId"] = shard };
        record["payload"] = batch.DeepClone();
        Put($"aws/lambda/{function}/{shard}", record);
    }

    private JsonObject Context(string function, string requestId, string condition, int attempts) => new()
    {
        ["version"] = "1.0",
        ["timestamp"] = time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
        ["requestContext"] = new JsonObject
        {
            ["requestId"] = requestId,
            ["functionArn"] = $"arn:aws:lambda:{region}:{AccessKey.Account}:function:{function}:$LATEST",
            ["condition"] = condition,
            ["approximateInvokeCount"] = attempts,
        },
    };

    private static JsonObject? Response(InvocationOutcome? outcome) => outcome is null
        ? null
        : new JsonObject { ["statusCode"] = 200, ["executedVersion"] = "$LATEST", ["functionError"] = outcome.ErrorType };

    private void Put(string prefix, JsonObject record)
    {
        var (target, now) = (store.Find(bucket)!, time.GetUtcNow());
        var key = string.Create(CultureInfo.InvariantCulture, $"{prefix}/{now:yyyy/MM/dd}/{now:yyyy-MM-ddTHH.mm.ss}-{Ids.Uuid(random)}");
        var (staged, content) = (target.NewStagingPath(), Encoding.UTF8.GetBytes(record.ToJsonString()));
        File.WriteAllBytes(staged, content);
#pragma warning disable CA5351 // the ETag is defined by MD5; it protects nothing
        var eTag = Signature.Hex(System.Security.Cryptography.MD5.HashData(content));
#pragma warning restore CA5351
        var draft = new ObjectVersion(key, "", default, content.Length, eTag, "application/json", new Dictionary<string, string>(), new Dictionary<string, string>());
        store.Commit(target, draft, staged, onlyIfAbsent: false, "ObjectCreated:Put");
    }
}
