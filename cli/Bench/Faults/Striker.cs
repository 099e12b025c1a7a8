using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using FirstRead.Cli.Demo;

namespace FirstRead.Cli.Bench.Faults;

/// <summary>Carries out the strikes of a schedule on the processes that the cloud names as its own.</summary>
public sealed partial class Striker(CloudProcess cloud, IReadOnlyList<Strike> strikes, TimeProvider clock)
{
    private const int StopSignal = 19, ContinueSignal = 18, KillSignal = 9;

    /// <summary>Longer than three looks of Reconcile.</summary>
    private static readonly TimeSpan Frozen = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(300);

    private readonly ConcurrentQueue<Struck> struck = new();

    /// <summary>What was hit, and when.</summary>
    public IReadOnlyList<Struck> Struck => [.. struck];

    /// <summary>Until cancelled. Whoever is frozen then goes on.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        var since = Stopwatch.StartNew();
        var thaws = new List<Task>();
        try
        {
            foreach (var (strike, next) in strikes.Zip(strikes.Skip(1)))
            {
                if (strike.At > since.Elapsed)
                    await Task.Delay(strike.At - since.Elapsed, clock, cancel);
                if (await FindAsync(strike.Program, next.At - since.Elapsed, cancel) is not { } process)
                    continue;
                struck.Enqueue(new Struck(clock.GetUtcNow(), strike, process));
                _ = Signal(process, strike.What == Strike.Freeze ? StopSignal : KillSignal);
                if (strike.What == Strike.Freeze)
                    thaws.Add(ThawAsync(process, cancel));
            }
        }
        catch (OperationCanceledException)
        {
        }
        await Task.WhenAll(thaws);
    }

    private static async Task ThawAsync(int process, CancellationToken cancel)
    {
        await Task.Delay(Frozen, cancel).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        _ = Signal(process, ContinueSignal);
    }

    /// <summary>As soon as one runs; null where none does in time.</summary>
    private async Task<int?> FindAsync(string program, TimeSpan patience, CancellationToken cancel)
    {
        for (var since = Stopwatch.StartNew(); ;)
        {
            if (Find(program) is { } process)
                return process;
            if (since.Elapsed > patience)
                return null;
            await Task.Delay(Look, clock, cancel);
        }
    }

    /// <summary>Null where none runs now.</summary>
    private int? Find(string program)
    {
        using var description = Description();
        foreach (var child in description?.RootElement.GetProperty("pids").EnumerateArray() ?? default)
            if (child.GetProperty("name").GetString() == program)
                return child.GetProperty("pid").GetInt32();
        return null;
    }

    /// <summary>Null while the file is being replaced.</summary>
    private JsonDocument? Description()
    {
        try
        {
            return cloud.Describe();
        }
        catch (Exception gone) when (gone is IOException or JsonException)
        {
            return null;
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);
}

/// <summary>A strike that hit.</summary>
public sealed record Struck(DateTimeOffset At, Strike Strike, int Process);
