using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using FirstRead.Core;
using FirstRead.Local.Faults;
using FirstRead.Local.S3;
using FirstRead.Local.Template;
using FirstRead.Local.Wire;

namespace FirstRead.Local.Lambda;

/// <summary>S3 event notifications to functions, asynchronously, at least once. One function an object: S3 takes no overlapping filters.</summary>
/// <param name="trouble">Null where each event comes at once.</param>
public sealed class BucketNotifications(
    IReadOnlyList<BucketTrigger> triggers, string region, DeliverySpool spool, AsyncInvocations invocations, TimeProvider time, IRandomSource random,
    EventTrouble? trouble = null) : IObjectEvents
{
    private readonly ConcurrentDictionary<string, Delivery> _prepared = new();

    public string? Prepare(string bucket, ObjectVersion version, string eventName)
    {
        var trigger = triggers.FirstOrDefault(each =>
            each.Bucket == bucket && version.Key.StartsWith(each.Prefix, StringComparison.Ordinal) && version.Key.EndsWith(each.Suffix, StringComparison.Ordinal));
        if (trigger is null)
            return null;
        var record = Record(bucket, version, eventName);
        var delivery = new Delivery(Ids.Uuid(random), trigger.Function, time.GetUtcNow(), new JsonObject { ["Records"] = new JsonArray(record) },
            Origin: new DeliveryOrigin(bucket, version.Key, version.VersionId));
        spool.Save(delivery);
        _prepared[delivery.RequestId] = delivery;
        return delivery.RequestId;
    }

    public void Announce(string note)
    {
        if (!_prepared.TryRemove(note, out var delivery))
            return;
        if (trouble is null)
            invocations.Enqueue(delivery);
        else
            Announce(delivery, trouble.Deliveries(delivery.Origin!.Key));
    }

    /// <param name="waits">Of each time that it is delivered.</param>
    private void Announce(Delivery delivery, IReadOnlyList<TimeSpan> waits)
    {
        if (waits.Count == 0)
            spool.Remove(delivery);
        foreach (var (index, wait) in waits.Index())
        {
            var repeat = index == 0 ? delivery : delivery with { RequestId = Ids.Uuid(random) };
            if (index > 0)
                spool.Save(repeat);
            invocations.Enqueue(repeat, wait);
        }
    }

    /// <summary>Event record of version 2.1 (S3 user guide, "Event message structure"): the key is URL-encoded, a space is a plus sign.</summary>
    private JsonObject Record(string bucket, ObjectVersion version, string eventName) => new()
    {
        ["eventVersion"] = "2.1",
        ["eventSource"] = "aws:s3",
        ["awsRegion"] = region,
        ["eventTime"] = version.ModifiedAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
        ["eventName"] = eventName,
        ["userIdentity"] = new JsonObject { ["principalId"] = "LOCAL" },
        ["requestParameters"] = new JsonObject { ["sourceIPAddress"] = "127.0.0.1" },
        ["responseElements"] = new JsonObject { ["x-amz-request-id"] = Ids.Hex(random)[..16].ToUpperInvariant(), ["x-amz-id-2"] = Ids.Hex(random) },
        ["s3"] = new JsonObject
        {
            ["s3SchemaVersion"] = "1.0",
            ["configurationId"] = "incoming-to-ingest",
            ["bucket"] = new JsonObject
            {
                ["name"] = bucket,
                ["ownerIdentity"] = new JsonObject { ["principalId"] = "LOCAL" },
                ["arn"] = $"arn:aws:s3:::{bucket}",
            },
            ["object"] = new JsonObject
            {
                ["key"] = Uri.EscapeDataString(version.Key).Replace("%2F", "/", StringComparison.Ordinal).Replace("%20", "+", StringComparison.Ordinal),
                ["size"] = version.Bytes,
                ["eTag"] = version.ETag,
                ["versionId"] = version.VersionId,
                ["sequencer"] = version.VersionId[..16].ToUpperInvariant(),
            },
        },
    };
}
