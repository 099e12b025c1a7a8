using System.Diagnostics;

namespace FirstRead.Local.Faults;

/// <summary>How much one partition key takes in a second (developer guide, "Partitions and data distribution": 1,000 writes; a plan says less).</summary>
internal sealed class KeyLimits(int writesPerSecond)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Table, string Pk), (long Second, int Count)> _counts = [];

    public bool Exceeds(DynamoRequest request)
    {
        var second = Stopwatch.GetTimestamp() / Stopwatch.Frequency;
        lock (_gate)
        {
            var exceeded = false;
            foreach (var key in request.Written.Select(item => (item.Table, item.Pk)).Distinct())
            {
                var (counted, count) = _counts.GetValueOrDefault(key);
                _counts[key] = counted == second ? (second, count + 1) : (second, 1);
                exceeded |= counted == second && count >= writesPerSecond;
            }
            return exceeded;
        }
    }
}
