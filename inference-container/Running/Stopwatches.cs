using System.Collections.Concurrent;

namespace FirstRead.Inference.Running;

/// <summary>
/// Milliseconds by stage. Stages run beside one another and several slices at once, so that the parts may sum to more
/// than the total.
/// </summary>
internal sealed class Stopwatches(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, long> _ticks = new(StringComparer.Ordinal);
    private readonly long _start = time.GetTimestamp();

    public async Task<T> TimeAsync<T>(string stage, Func<Task<T>> work)
    {
        var start = time.GetTimestamp();
        try
        {
            return await work();
        }
        finally
        {
            Add(stage, start);
        }
    }

    public T Time<T>(string stage, Func<T> work)
    {
        var start = time.GetTimestamp();
        try
        {
            return work();
        }
        finally
        {
            Add(stage, start);
        }
    }

    public IReadOnlyDictionary<string, long> Milliseconds()
    {
        var result = _ticks.ToDictionary(stage => stage.Key, stage => (long)TimeSpan.FromTicks(stage.Value).TotalMilliseconds, StringComparer.Ordinal);
        result["total"] = (long)time.GetElapsedTime(_start).TotalMilliseconds;
        return result;
    }

    private void Add(string stage, long start)
    {
        var elapsed = time.GetElapsedTime(start).Ticks;
        _ticks.AddOrUpdate(stage, elapsed, (_, sum) => sum + elapsed);
    }
}
