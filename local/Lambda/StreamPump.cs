using System.Text.Json.Nodes;
using FirstRead.Core;
using FirstRead.Local.Faults;
using FirstRead.Local.Template;
using FirstRead.Local.Wire;

namespace FirstRead.Local.Lambda;

/// <summary>
/// Lambda's event source mapping on a DynamoDB stream: batches in order per shard, a failed batch again and again before any later one,
/// and after the mapping's retries into its failures bucket. The checkpoint lies on disk.
/// </summary>
public sealed class StreamPump : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource _stop = new();
    private readonly DynamoStream _stream;
    private readonly Function _function;
    private readonly FailureRecords _failures;
    private readonly string _checkpointPath;
    private readonly TimeSpan _retryAfter;
    private readonly IRandomSource _random;
    private readonly JsonObject _checkpoint;
    private readonly StreamTrigger _trigger;
    private readonly Func<bool> _mayRead;
    private readonly EventTrouble? _trouble;
    private readonly Task _loop;

    /// <param name="trigger">The mapping: what its filter does not match is passed over.</param>
    /// <param name="mayRead">Whether the function's role lets Lambda read the stream in its name; until it does, nothing is read.</param>
    /// <param name="trouble">Null where each record comes once.</param>
    public StreamPump(
        DynamoStream stream, Function function, StreamTrigger trigger, Func<bool> mayRead, FailureRecords failures, string checkpointPath, TimeSpan retryAfter, IRandomSource random,
        EventTrouble? trouble = null)
    {
        (_stream, _function, _trigger, _mayRead, _failures, _checkpointPath, _retryAfter, _random) = (stream, function, trigger, mayRead, failures, checkpointPath, retryAfter, random);
        _trouble = trouble;
        _checkpoint = DurableFile.Read(checkpointPath) ?? [];
        _loop = RunAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                try
                {
                    if (_mayRead())
                        await foreach (var shard in _stream.ShardsAsync(_stop.Token))
                            await DrainAsync(shard);
                }
                catch (Exception error) when (error is HttpRequestException or FunctionUnavailableException or System.ComponentModel.Win32Exception)
                {
                    await Console.Error.WriteLineAsync($"Stream: {error.Message}");
                    await Task.Delay(TimeSpan.FromSeconds(5), _stop.Token);
                }
                await Task.Delay(Pause, _stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task DrainAsync(string shard)
    {
        var iterator = await _stream.IteratorAsync(shard, (string?)_checkpoint[shard], _stop.Token);
        while (iterator is not null)
        {
            var (records, next) = await _stream.ReadAsync(iterator, _stop.Token);
            if (records.Count == 0)
                return;
            var wanted = records.Where(record => _trigger.Filters.Count == 0 || _trigger.Filters.Any(filter => filter.Matches(record!))).Select(record => record!).ToList();
            foreach (var batch in (_trouble is null ? wanted : await TroubledAsync(wanted, _trouble)).Chunk(_trigger.BatchSize))
                await DeliverAsync(shard, batch);
            _checkpoint[shard] = (string?)records[^1]!["dynamodb"]!["SequenceNumber"];
            DurableFile.Write(_checkpointPath, _checkpoint);
            iterator = next;
        }
    }

    /// <summary>What is left of the records, some of them twice, after the longest wait of any: within a shard none overtakes another.</summary>
    private async Task<IReadOnlyList<JsonNode>> TroubledAsync(IReadOnlyList<JsonNode> records, EventTrouble trouble)
    {
        await trouble.WhileStalledAsync(_stop.Token);
        var (left, longest) = (new List<JsonNode>(), TimeSpan.Zero);
        foreach (var record in records)
            foreach (var wait in trouble.Deliveries((string?)record["dynamodb"]?["Keys"]?["sk"]?["S"] ?? ""))
            {
                left.Add(record);
                longest = wait > longest ? wait : longest;
            }
        await Task.Delay(longest, _stop.Token);
        return left;
    }

    private async Task DeliverAsync(string shard, IReadOnlyList<JsonNode> records)
    {
        for (var attempt = 1; records.Count > 0; attempt++)
        {
            var (requestId, batch) = (Ids.Uuid(_random), StreamBatch.Event(records));
            var outcome = await _function.InvokeAsync(requestId, System.Text.Encoding.UTF8.GetBytes(batch.ToJsonString()), _stop.Token).WaitAsync(_stop.Token);
            var left = StreamBatch.Unfinished(records, outcome);
            if (left.Count > 0 && left.Count == records.Count)
            {
                if (attempt > _trigger.MaximumRetries && _trigger.MaximumRetries >= 0)
                {
                    if (_trigger.FailuresBucket is { } bucket)
                        _failures.Write(bucket, _function.Definition.Name, shard, requestId, batch, attempt, outcome);
                    return;
                }
                await Task.Delay(_retryAfter * attempt, _stop.Token);
            }
            else
            {
                // Some are done: those that are left begin anew.
                attempt = 0;
            }
            records = left;
        }
    }
}
