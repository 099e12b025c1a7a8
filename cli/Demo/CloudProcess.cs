using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace FirstRead.Cli.Demo;

/// <summary>The local cloud as a child process, from start to ready to stopped.</summary>
public sealed class CloudProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private readonly Process process;

    private CloudProcess(Process process, string folder) => (this.process, Folder) = (process, folder);

    /// <summary>Everything that the local cloud stores.</summary>
    public string Folder { get; }

    public string CloudFile => Path.Combine(Folder, "cloud.json");

    /// <param name="port">The first port, or 0 for free ones.</param>
    /// <param name="options">More options of the local cloud.</param>
    public static Task<CloudProcess> StartAsync(string repository, string folder, int port, CancellationToken cancel, params IReadOnlyList<string> options) =>
        StartAsync(repository, folder, port, options, new Dictionary<string, string>(), cancel);

    /// <param name="port">The first port, or 0 for free ones.</param>
    /// <param name="options">More options of the local cloud.</param>
    /// <param name="environment">Variables for the local cloud, beside our own.</param>
    public static async Task<CloudProcess> StartAsync(
        string repository, string folder, int port, IReadOnlyList<string> options, IReadOnlyDictionary<string, string> environment, CancellationToken cancel)
    {
        Directory.CreateDirectory(folder);
        var program = Path.Combine(repository, "local", "bin", "Release", "net10.0", "FirstRead.Local.dll");
        if (!File.Exists(program))
            throw new CommandException($"The local cloud is not built: run {Path.Combine(repository, "demo.sh")}.");
        var start = new ProcessStartInfo("dotnet", [program, "--data", folder, "--port", port.ToString(), "--repository", repository, .. options])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var cloud = new CloudProcess(Process.Start(start)!, folder);
        File.Delete(cloud.CloudFile);
        var output = new StreamWriter(Path.Combine(folder, "local-cloud.log")) { AutoFlush = true };
        void Keep(object _, DataReceivedEventArgs line)
        {
            lock (output)
                output.WriteLine(line.Data);
        }
        cloud.process.OutputDataReceived += Keep;
        cloud.process.ErrorDataReceived += Keep;
        cloud.process.BeginOutputReadLine();
        cloud.process.BeginErrorReadLine();
        await cloud.UntilReadyAsync(cancel);
        return cloud;
    }

    public JsonDocument Describe() => JsonDocument.Parse(File.ReadAllBytes(CloudFile));

    public Task UntilStoppedAsync(CancellationToken cancel) => process.WaitForExitAsync(cancel);

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            const int terminate = 15;
            _ = Kill(process.Id, terminate);
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(40));
            try
            {
                await process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
            }
        }
        process.Dispose();
    }

    private async Task UntilReadyAsync(CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        var waiting = Stopwatch.StartNew();
        while (!File.Exists(CloudFile))
        {
            if (process.HasExited)
                throw new CommandException($"The local cloud stopped at once; see {Path.Combine(Folder, "local-cloud.log")}.");
            if (waiting.Elapsed > Patience)
                throw new CommandException($"The local cloud was not ready after {Patience.TotalMinutes} minutes; see {Path.Combine(Folder, "local-cloud.log")}.");
            await timer.WaitForNextTickAsync(cancel);
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int Kill(int pid, int signal);
}
