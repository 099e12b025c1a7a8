using System.Diagnostics;
using System.Runtime.InteropServices;

namespace FirstRead.Local.Processes;

/// <summary>A running program of ours; its output goes to a log file.</summary>
public sealed partial class ChildProcess
{
    private const int Terminate = 15;

    /// <summary>Every child carries the data folder in this variable: so a later start finds what a crash left running.</summary>
    public const string Mark = "FIRSTREAD_LOCAL_CLOUD";

    private static readonly string[] Inherited = ["PATH", "HOME", "TMPDIR", "LANG", "JAVA_HOME", "NUGET_PACKAGES", "LD_LIBRARY_PATH"];

    /// <summary>The runtime's own, so that all programs can be profiled: DOTNET_PerfMapEnabled, DOTNET_EnableEventPipe and the like.</summary>
    private const string Runtime = "DOTNET_";

    private readonly Process _process;

    private ChildProcess(ChildCommand command, Process process) => (Name, _process, Id, Exited) = (command.Name, process, process.Id, WaitAsync(process));

    public string Name { get; }

    public int Id { get; }

    /// <summary>Completes with the exit code; 128 + n for signal n.</summary>
    public Task<int> Exited { get; }

    /// <param name="log">Appended to.</param>
    /// <param name="mark">The local cloud's data folder.</param>
    public static ChildProcess Start(ChildCommand command, string log, string mark)
    {
        // The shell opens the log and becomes the program: no pump of ours stands between, and the process id is the program's.
        var start = new ProcessStartInfo("/bin/sh") { WorkingDirectory = command.WorkingDirectory ?? "", UseShellExecute = false };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add($"exec {(command.LowPriority ? "nice -n 10 " : "")}\"$0\" \"$@\" >>\"$LOG_FILE\" 2>&1 </dev/null");
        start.ArgumentList.Add(command.Program);
        foreach (var argument in command.Arguments)
            start.ArgumentList.Add(argument);
        var inherited = start.Environment.Where(variable => Inherited.Contains(variable.Key) || variable.Key.StartsWith(Runtime, StringComparison.Ordinal)).ToList();
        start.Environment.Clear();
        foreach (var (name, value) in inherited)
            start.Environment[name] = value;
        foreach (var (name, value) in command.Environment)
            start.Environment[name] = value;
        start.Environment["LOG_FILE"] = log;
        start.Environment[Mark] = mark;
        return new ChildProcess(command, Process.Start(start)!);
    }

    /// <summary>SIGTERM, and SIGKILL where that was not enough in time.</summary>
    public async Task StopAsync(TimeSpan grace)
    {
        if (Exited.IsCompleted)
            return;
        _ = Signal(Id, Terminate);
        await Task.WhenAny(Exited, Task.Delay(grace));
        Kill();
        await Exited;
    }

    /// <summary>SIGKILL.</summary>
    public void Kill()
    {
        if (!Exited.IsCompleted)
            _process.Kill();
    }

    private static async Task<int> WaitAsync(Process process)
    {
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);
}
