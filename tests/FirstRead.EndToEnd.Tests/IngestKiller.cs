using System.Diagnostics;
using FirstRead.Cli.Demo;

namespace FirstRead.EndToEnd.Tests;

/// <summary>Kills Ingest processes of a running local cloud (SIGKILL), each once.</summary>
public sealed class IngestKiller(CloudProcess cloud) : IDisposable
{
    private readonly SemaphoreSlim gate = new(1);
    private readonly HashSet<int> dead = [];
    private int arrived;

    /// <summary>Processes killed so far.</summary>
    public int Killed => dead.Count;

    /// <summary>
    /// One more file arrived. After every so many the sender waits here until a process was killed: so the next files meet
    /// its successor, however slow the machine is.
    /// </summary>
    public void Arrived(int everyFiles, int most, CancellationToken cancel)
    {
        gate.Wait(cancel);
        try
        {
            if (++arrived % everyFiles == 0 && dead.Count < most)
                Kill(cancel);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Kills one, as soon as there is one.</summary>
    public void Kill(CancellationToken cancel)
    {
        while (!TryKill())
        {
            cancel.WaitHandle.WaitOne(50);
            cancel.ThrowIfCancellationRequested();
        }
    }

    public void Dispose() => gate.Dispose();

    private bool TryKill()
    {
        using var description = cloud.Describe();
        foreach (var child in description.RootElement.GetProperty("pids").EnumerateArray())
            if (child.GetProperty("name").GetString()!.Contains("ingest", StringComparison.OrdinalIgnoreCase) && TryKill(child.GetProperty("pid").GetInt32()))
                return true;
        return false;
    }

    private bool TryKill(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            if (!dead.Add(id))
                return false;
            process.Kill();
            return true;
        }
        catch (ArgumentException)
        {
            // It ended by itself since the list was written.
            return false;
        }
    }
}
