using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace FirstRead.Local.Faults;

/// <summary>One run of a plan: what falls now, and a journal of what fell. Before it begins nothing does, nor once <see cref="CalmFile"/> is there.</summary>
public sealed class FaultScene : IDisposable
{
    public const string CalmFile = "calm";
    public const string JournalFile = "faults.jsonl";
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200);

    private readonly Lock _gate = new();
    private readonly Stopwatch _since = new();
    private readonly StreamWriter _journal;
    private readonly TimeProvider _time;
    private readonly string _calm;
    private TimeSpan _lookedAt = TimeSpan.FromDays(-1);
    private bool _isCalm;

    public FaultScene(FaultPlan plan, string data, TimeProvider time)
    {
        (Plan, _time, _calm) = (plan, time, Path.Combine(data, CalmFile));
        File.Delete(_calm);
        _journal = new StreamWriter(Path.Combine(data, JournalFile), append: true) { AutoFlush = true };
    }

    public FaultPlan Plan { get; }

    /// <summary>Draws of one purpose: the same seed brings the same ones in the same order.</summary>
    public FaultDice Dice(string purpose) => new(Plan.Seed, purpose);

    public bool IsCalm
    {
        get
        {
            lock (_gate)
            {
                if (!_isCalm && _since.Elapsed - LookEvery > _lookedAt)
                    (_lookedAt, _isCalm) = (_since.Elapsed, File.Exists(_calm));
                return _isCalm || !_since.IsRunning;
            }
        }
    }

    /// <summary>The cloud is ready: from now on things go wrong.</summary>
    public void Begin() => _since.Start();

    /// <summary>Whether a trouble of this kind lasts now.</summary>
    public bool Lasts(string kind)
    {
        var now = _since.Elapsed.TotalSeconds;
        return !IsCalm && Plan.Windows.Any(window => window.Kind == kind && window.From <= now && now < window.To);
    }

    /// <param name="kind">Stable; the report counts by it.</param>
    /// <param name="where">Which service and operation.</param>
    /// <param name="subject">Which item, object or process; null where there is none.</param>
    public void Note(string kind, string where, string? subject = null)
    {
        var line = new JsonObject
        {
            ["at"] = _time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture),
            ["kind"] = kind,
            ["where"] = where,
            ["subject"] = subject,
        };
        lock (_gate)
            _journal.WriteLine(line.ToJsonString());
    }

    public void Dispose() => _journal.Dispose();
}
