using System.Diagnostics;
using System.Text;

namespace FirstRead.Local.Processes;

/// <summary>All children of one local cloud.</summary>
public sealed class ChildProcesses : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly List<ChildProcess> _running = [];
    private readonly string _data;
    private readonly string _logs;
    private bool _closed;

    public ChildProcesses(string data)
    {
        (_data, _logs) = (data, Path.Combine(data, "logs"));
        Directory.CreateDirectory(_logs);
    }

    /// <summary>What a command becomes before it starts; null: it stays what it is.</summary>
    public Func<ChildCommand, ChildCommand>? Prepare { get; set; }

    /// <summary>A child started or ended.</summary>
    public event Action? Changed;

    /// <summary>Name and process id of what runs now.</summary>
    public IReadOnlyList<(string Name, int Id)> Running
    {
        get
        {
            lock (_gate)
                return [.. _running.Select(child => (child.Name, child.Id))];
        }
    }

    /// <exception cref="ObjectDisposedException">The local cloud is stopping.</exception>
    public ChildProcess Start(ChildCommand command)
    {
        ChildProcess child;
        var prepared = Prepare?.Invoke(command) ?? command;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            child = ChildProcess.Start(prepared, Path.Combine(_logs, command.Name + ".log"), _data);
            _running.Add(child);
        }
        _ = ForgetAsync(child);
        Changed?.Invoke();
        return child;
    }

    /// <summary>Kills what an earlier local cloud on the same data left behind: by our mark in its environment, never by name.</summary>
    public void KillLeftovers()
    {
        var mark = Encoding.UTF8.GetBytes($"\0{ChildProcess.Mark}={_data}\0");
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), out var id) || id == Environment.ProcessId)
                continue;
            try
            {
                byte[] environment = [0, .. File.ReadAllBytes(Path.Combine(folder, "environ"))];
                if (environment.AsSpan().IndexOf(mark) >= 0)
                    Process.GetProcessById(id).Kill();
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or InvalidOperationException)
            {
                // Ended meanwhile, or another user's.
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        List<ChildProcess> children;
        lock (_gate)
            (_closed, children) = (true, [.. _running]);
        await Task.WhenAll(children.Select(child => child.StopAsync(TimeSpan.FromSeconds(3))));
    }

    private async Task ForgetAsync(ChildProcess child)
    {
        await child.Exited;
        lock (_gate)
            _running.Remove(child);
        Changed?.Invoke();
    }
}
