using System.Globalization;
using System.Text.RegularExpressions;

namespace FirstRead.Cli.Bench.Pipeline;

/// <summary>
/// CPU and memory of every process of a local cloud, by name, from /proc (proc(5)). What tasks took is known when they have
/// ended: the kernel adds it to their parent's children (cutime, cstime), which nothing else joins while a benchmark runs but
/// what was seen to end.
/// </summary>
internal sealed partial class ProcessMeter : IDisposable
{
    public const string Task = "inference";
    private const string Cloud = "local cloud";
    private const string Clinic = "clinic (this program)";
    private const double TicksASecond = 100;

    private readonly PipelineCloud _cloud;
    private readonly Dictionary<int, (string Name, double Cpu, long Peak)> _seen = [];
    private readonly Lock _gate = new();
    private readonly Timer _timer;

    public ProcessMeter(PipelineCloud cloud)
    {
        _cloud = cloud;
        _timer = new Timer(_ => Look(), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(250));
    }

    /// <summary>CPU seconds so far by name.</summary>
    public IReadOnlyDictionary<string, double> Read()
    {
        lock (_gate)
        {
            Look();
            var (own, ended) = Stat(_cloud.ProcessId) ?? default;
            var byName = _seen.Values.Where(process => process.Name != Task).GroupBy(process => process.Name).ToDictionary(group => group.Key, group => group.Sum(process => process.Cpu));
            var others = _seen.Where(process => process.Value.Name != Task && Stat(process.Key) is null).Sum(process => process.Value.Cpu);
            var running = _seen.Where(process => process.Value.Name == Task && Stat(process.Key) is not null).Sum(process => process.Value.Cpu);
            byName[Task] = ended - others + running;
            byName[Cloud] = own;
            byName[Clinic] = Stat(Environment.ProcessId)!.Value.Own;
            return byName;
        }
    }

    public IReadOnlyDictionary<string, double> Since(IReadOnlyDictionary<string, double> before) =>
        Read().ToDictionary(process => process.Key, process => process.Value - before.GetValueOrDefault(process.Key));

    /// <summary>The largest resident set of any process of a name, bytes.</summary>
    public IReadOnlyDictionary<string, long> Peaks()
    {
        lock (_gate)
        {
            var peaks = _seen.Values.GroupBy(process => process.Name).ToDictionary(group => group.Key, group => group.Max(process => process.Peak));
            peaks[Cloud] = Peak(_cloud.ProcessId) ?? 0;
            return peaks;
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        lock (_gate)
            try
            {
                foreach (var (name, id) in _cloud.Processes())
                    if (Stat(id) is { } stat)
                        _seen[id] = (name, stat.Own, Math.Max(Peak(id) ?? 0, _seen.GetValueOrDefault(id).Peak));
            }
            catch (IOException)
            {
                // The cloud is stopping, and its file is gone.
            }
    }

    /// <summary>User and system seconds, of the process and of its ended children; null when it has ended.</summary>
    private static (double Own, double Ended)? Stat(int process)
    {
        try
        {
            // The name in brackets may hold spaces: what follows it begins with the third field.
            var fields = File.ReadAllText($"/proc/{process}/stat").Split(") ")[^1].Split(' ');
            double Seconds(int field) => long.Parse(fields[field - 3], CultureInfo.InvariantCulture) / TicksASecond;
            return (Seconds(14) + Seconds(15), Seconds(16) + Seconds(17));
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Largest resident set of a process so far, bytes; null when it has ended.</summary>
    public static long? Peak(int process)
    {
        try
        {
            return PeakPattern().Match(File.ReadAllText($"/proc/{process}/status")) is { Success: true } match ? long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) * 1024 : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"VmHWM:\s+(\d+) kB")]
    private static partial Regex PeakPattern();
}
