using System.Diagnostics;
using System.Runtime.InteropServices;
using FirstRead.Testing;

namespace FirstRead.Container.Tests.Tasks;

/// <summary>One running task.</summary>
internal sealed partial class TaskProcess : IDisposable
{
    public const int Terminate = 15;
    public const int Kill = 9;
    public const int Freeze = 19;
    public const int Thaw = 18;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _errors;

    private TaskProcess(string arn, Process process) =>
        (Arn, _process, _output, _errors) = (arn, process, process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());

    public string Arn { get; }

    public bool HasExited => _process.HasExited;

    /// <param name="environment">All of it.</param>
    public static TaskProcess Start(string arn, IReadOnlyList<string> program, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program[0], program.Skip(1)) { RedirectStandardOutput = true, RedirectStandardError = true };
        // A test run's own program finds the runtime as the test host does.
        var kept = new[] { "PATH", "DOTNET_ROOT", "HOME" }.Where(start.Environment.ContainsKey).Select(name => (name, start.Environment[name])).ToArray();
        start.Environment.Clear();
        foreach (var (name, value) in kept)
            start.Environment[name] = value;
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return new(arn, Process.Start(start)!);
    }

    public void Send(int signal) => Assert.That(Signal(_process.Id, signal), Is.Zero);

    /// <summary>Exit code (128 + n for signal n) and everything it wrote.</summary>
    public async Task<(int Exit, string Output)> EndAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(patience.Token);
        return (_process.ExitCode, await _output + await _errors);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);
}
