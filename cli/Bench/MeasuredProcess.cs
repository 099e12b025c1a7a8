using System.Diagnostics;
using System.Runtime.InteropServices;

namespace FirstRead.Cli.Bench;

/// <summary>What a finished process and its children took.</summary>
/// <param name="CpuSeconds">User and system.</param>
/// <param name="PeakBytes">The largest resident set.</param>
internal readonly record struct Measurement(int ExitCode, double Seconds, double CpuSeconds, long PeakBytes);

/// <summary>
/// Runs a program to its end and asks the kernel what it took (wait4(2)): the framework's own class forgets a process with
/// its end. On Linux alone.
/// </summary>
internal static partial class MeasuredProcess
{
    // A process that we start shares our memory until it has become another program, and is charged for it. So a shell
    // starts the program and ends at once; the kernel then hands its child to us (PR_SET_CHILD_SUBREAPER of prctl(2)).
    private const string Quiet = "\"$@\" </dev/null >/dev/null 2>&1 &";
    private const int BecomeSubreaper = 36;
    private const int Interrupted = 4;

    /// <exception cref="CommandException">It cannot be started.</exception>
    public static Measurement Run(IReadOnlyList<string> command)
    {
        string?[] arguments = ["sh", "-c", Quiet, "sh", .. command, null];
        if (ProcessControl(BecomeSubreaper, 1, 0, 0, 0) != 0)
            throw new CommandException("This system lets no process take in the children of another.");
        var started = Stopwatch.GetTimestamp();
        if (Spawn(out var process, "/bin/sh", 0, 0, arguments, EnvironmentOfThis()) is not 0 and var error)
            throw new CommandException($"'{command[0]}' cannot be started: {Marshal.GetPInvokeErrorMessage(error)}.");
        WaitFor(process, out _);
        var usage = WaitFor(-1, out var status);
        return new Measurement(
            (status & 0x7F) == 0 ? status >> 8 & 0xFF : 128 + (status & 0x7F),
            Stopwatch.GetElapsedTime(started).TotalSeconds,
            usage.UserSeconds + usage.SystemSeconds + (usage.UserMicroseconds + usage.SystemMicroseconds) / 1e6,
            usage.PeakKilobytes * 1024);
    }

    private static Usage WaitFor(int process, out int status)
    {
        Usage usage;
        while (Wait(process, out status, 0, out usage) < 0)
            if (Marshal.GetLastPInvokeError() != Interrupted)
                throw new CommandException("A measured program was lost.");
        return usage;
    }

    private static string?[] EnvironmentOfThis()
    {
        var variables = Environment.GetEnvironmentVariables();
        var list = new List<string?>();
        foreach (System.Collections.DictionaryEntry variable in variables)
            list.Add($"{variable.Key}={variable.Value}");
        list.Add(null);
        return [.. list];
    }

    [LibraryImport("libc", EntryPoint = "posix_spawn", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Spawn(out int process, string path, nint actions, nint attributes, string?[] arguments, string?[] environment);

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int ProcessControl(int option, nint first, nint second, nint third, nint fourth);

    [LibraryImport("libc", EntryPoint = "wait4", SetLastError = true)]
    private static partial int Wait(int process, out int status, int options, out Usage usage);

    /// <summary>struct rusage of Linux on 64 bits (getrusage(2)); behind these stand nine counters that nobody asks for.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 144)]
    private struct Usage
    {
        public long UserSeconds;
        public long UserMicroseconds;
        public long SystemSeconds;
        public long SystemMicroseconds;
        public long PeakKilobytes;
    }
}
