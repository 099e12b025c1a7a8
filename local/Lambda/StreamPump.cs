using System.Text.Json.Nodes;
using FirstRead.Core;
using FirstRead.Local.Wire;

namespace FirstRead.Local.Lambda;

/// <summary>
/// Lambda's event source mapping on a DynamoDB stream: batches in order per shard, a failed batch again and again before any later one,
/// and after <see cref="MostAttempts"/> into the failures bucket. The checkpoint lies on disk.
/// </summary>
public sealed class StreamPump : IAsyncDisposable
{
    private const int MostAttempts = 4;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource _stop = new();
    private readonly DynamoStream _stream;
    private readonly Function _function;
    private readonly FailureRecords _failures;
    private readonly string _checkpointPath;
    private readonly TimeSpan _retryAfter;
    private readonly IRandomSource _random;
    private readonly JsonObject _checkpoint;
    private readonly string _keyPrefix;
    private readonly Task _loop;

    /// <param name="keyPrefix">The mapping's filter: new items whose <c>sk</c> begins so; all others are passed over.</param>
    public StreamPump(DynamoStream stream, Function function, string keyPrefix, FailureRecords failures, string checkpointPath, TimeSpan retryAfter, IRandomSource random)
    {
        (_stream, _function, _keyPrefix, _failures, _checkpointPath, _retryAfter, _random) = (stream, function, keyPrefix, failures, checkpointPath, retryAfter, random);
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
            var wanted = records.Where(record => (string?)record!["eventName"] == "INSERT" && StreamBatch.SortKey(record)?.StartsWith(_keyPrefix, StringComparison.Ordinal) == true).Select(record => record!);
            await DeliverAsync(shard, [.. wanted]);
            _checkpoint[shard] = (string?)records[^1]!["dynamodb"]!["SequenceNumber"];
            DurableFile.Write(_checkpointPath, _checkpoint);
            iterator = next;
        }
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
                if (attempt == MostAttempts)
                {
                    _failures.Write(_function.Definition.Name, shard, requestId, batch, attempt, outcome);
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
