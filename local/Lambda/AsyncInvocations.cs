using System.Threading.Channels;
using FirstRead.Local.Template;

namespace FirstRead.Local.Lambda;

/// <summary>
/// Lambda's asynchronous invocation (developer guide, "How Lambda handles errors and retries with asynchronous invocation"):
/// so many retries after a function error as its rule says, back-off from one second to five minutes for what is not the function's fault, six hours
/// at most, and then the whole event into its failures bucket. Free processes are waited for, so nothing is throttled.
/// </summary>
public sealed class AsyncInvocations : IAsyncDisposable
{
    private static readonly TimeSpan LongestAge = TimeSpan.FromHours(6);
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromMinutes(5);

    private readonly CancellationTokenSource _stop = new();
    private readonly Dictionary<string, Channel<Delivery>> _queues;
    private readonly IReadOnlyDictionary<string, FailureRule> _rules;
    private readonly DeliverySpool _spool;
    private readonly FailureRecords _failures;
    private readonly TimeSpan _retryAfter;
    private readonly TimeProvider _time;
    private readonly List<Task> _workers;

    /// <param name="rules">By function; who has none gets two retries, and what it gives up is lost.</param>
    public AsyncInvocations(
        IReadOnlyCollection<Function> functions, DeliverySpool spool, FailureRecords failures, IReadOnlyDictionary<string, FailureRule> rules, TimeSpan retryAfter, TimeProvider time)
    {
        (_spool, _failures, _rules, _retryAfter, _time) = (spool, failures, rules, retryAfter, time);
        _queues = functions.ToDictionary(function => function.Definition.Name, _ => Channel.CreateUnbounded<Delivery>());
        _workers = [.. functions.SelectMany(function => Enumerable.Range(0, function.Definition.Concurrency).Select(_ => WorkAsync(function)))];
    }

    /// <summary>Queues what is already on disk.</summary>
    public void Enqueue(Delivery delivery)
    {
        if (_queues.TryGetValue(delivery.Function, out var queue))
            queue.Writer.TryWrite(delivery);
    }

    /// <summary>Queues it after some time.</summary>
    public void Enqueue(Delivery delivery, TimeSpan wait)
    {
        if (wait > TimeSpan.Zero)
            Later(delivery, wait);
        else
            Enqueue(delivery);
    }

    /// <summary>Notes the event on disk and queues it.</summary>
    public void Accept(Delivery delivery)
    {
        _spool.Save(delivery);
        Enqueue(delivery);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_workers);
        _stop.Dispose();
    }

    private async Task WorkAsync(Function function)
    {
        try
        {
            await foreach (var delivery in _queues[function.Definition.Name].Reader.ReadAllAsync(_stop.Token))
                await DeliverAsync(function, delivery);
        }
        catch (OperationCanceledException)
        {
            // What was not finished lies on disk.
        }
    }

    private async Task DeliverAsync(Function function, Delivery delivery)
    {
        if (_time.GetUtcNow() - delivery.At > LongestAge)
        {
            Fail(delivery, "EventAgeExceeded", outcome: null);
            return;
        }
        InvocationOutcome? outcome;
        try
        {
            outcome = await function.InvokeAsync(delivery.RequestId, delivery.Payload, _stop.Token).WaitAsync(_stop.Token);
        }
        catch (Exception error) when (error is FunctionUnavailableException or System.ComponentModel.Win32Exception or IOException)
        {
            var waited = _time.GetUtcNow() - delivery.At;
            Later(delivery, TimeSpan.FromSeconds(Math.Clamp(waited.TotalSeconds, 1, LongestBackOff.TotalSeconds)));
            return;
        }
        if (!outcome.Failed)
            _spool.Remove(delivery);
        else if (delivery.Attempts >= RuleOf(delivery).Retries)
            Fail(delivery with { Attempts = delivery.Attempts + 1 }, "RetriesExhausted", outcome);
        else
            Retry(delivery with { Attempts = delivery.Attempts + 1 });
    }

    private FailureRule RuleOf(Delivery delivery) => _rules.GetValueOrDefault(delivery.Function, FailureRule.Standard);

    private void Retry(Delivery delivery)
    {
        _spool.Save(delivery);
        Later(delivery, _retryAfter * delivery.Attempts);
    }

    private void Fail(Delivery delivery, string condition, InvocationOutcome? outcome)
    {
        if (RuleOf(delivery).FailuresBucket is { } bucket)
            _failures.Write(bucket, delivery, condition, outcome);
        _spool.Remove(delivery);
    }

    private void Later(Delivery delivery, TimeSpan wait) => _ = LaterAsync(delivery, wait);

    private async Task LaterAsync(Delivery delivery, TimeSpan wait)
    {
        try
        {
            await Task.Delay(wait, _time, _stop.Token);
            Enqueue(delivery);
        }
        catch (OperationCanceledException)
        {
        }
    }
}
