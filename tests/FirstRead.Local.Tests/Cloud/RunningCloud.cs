using System.Diagnostics;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using FirstRead.Local.Wire;

namespace FirstRead.Local.Tests.Cloud;

/// <summary>The local cloud's program in a process of its own, on free ports.</summary>
public sealed class RunningCloud : IAsyncDisposable
{
    private readonly string _data;

    private RunningCloud(Process process, string data) => (Process, _data) = (process, data);

    public Process Process { get; }

    /// <summary>cloud.json as it is now.</summary>
    public JsonNode Description => JsonNode.Parse(File.ReadAllText(Path.Combine(_data, "cloud.json")))!;

    public AccessKey Key => new((string)Description["accessKeyId"]!, (string)Description["secretAccessKey"]!, (string)Description["region"]!);

    public BasicAWSCredentials Credentials => new(Key.Id, Key.Secret);

    public IReadOnlyList<(string Name, int Id)> Children => [.. Description["pids"]!.AsArray().Select(child => ((string)child!["name"]!, (int)child["pid"]!))];

    public string Address(string service) => (string)Description[service]!;

    public static async Task<RunningCloud> StartAsync(string repository, string data)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(LocalCloud).Assembly.Location, "--data", data, "--port", "0", "--repository", repository]) { RedirectStandardOutput = true };
        var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(10));
        Assert.That(await process.StandardOutput.ReadLineAsync(patience.Token), Does.Contain("is ready at"));
        return new RunningCloud(process, data);
    }

    /// <summary>SIGKILL: nothing is cleaned up.</summary>
    public async Task CrashAsync()
    {
        Process.Kill();
        await Process.WaitForExitAsync();
    }

    /// <summary>SIGTERM.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!Process.HasExited)
        {
            using var kill = Process.Start("kill", [$"{Process.Id}"]);
            await Process.WaitForExitAsync();
            Assert.That(Process.ExitCode, Is.Zero);
        }
        Process.Dispose();
    }
}
