using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using FirstRead.Cli.Bench.Pipeline;
using FirstRead.Core.Settings;

namespace FirstRead.Cli.Bench.ColdStart;

/// <summary>One function in one form: medians, of memory the highest.</summary>
/// <param name="ReadyMs">Until it asks for its first event, or takes connections.</param>
/// <param name="AnswerMs">Until its first answer; a function with events has asked DynamoDB or Secrets Manager by then.</param>
/// <param name="Bytes">Of all its files.</param>
public sealed record ColdStartRow(string Function, string Form, double ReadyMs, double AnswerMs, double CpuMs, long PeakBytes, long Bytes);

/// <summary>Starts functions as Lambda would, before a local cloud's services, each round all of them in turn.</summary>
internal sealed class ColdStartBench(string repository, string folder, IReadOnlyList<FunctionForm> forms, TextWriter progress)
{
    private const int ScheduleSeconds = 10;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Functions that a local cloud starts unasked; among them they have every setting.</summary>
    private static readonly string[] Sources = ["uploads", "api", "reidentify", "ingest", "reconcile", "erase", "teaching"];

    private static readonly string[] OfOneProcess = ["LOG_FILE", "PWD", "OLDPWD", "PORT", "AWS_SESSION_TOKEN"];

    /// <summary>By function: its first event; null for one that is called by HTTP.</summary>
    private static readonly IReadOnlyDictionary<string, string?> Events = new Dictionary<string, string?>
    {
        ["Uploads"] = null,
        ["Ingest"] = "{}",
        ["Triage"] = """{"Records":[{"eventID":"1","eventName":"INSERT","eventSource":"aws:dynamodb","dynamodb":{"Keys":{"pk":{"S":"STUDY#bench-clinic.00000000000000000000000000000001"},"sk":{"S":"RESULT#0001"}},"SequenceNumber":"1"}}]}""",
        ["Reconcile"] = "{}",
        ["Reidentify"] = null,
        ["Api"] = null,
        ["Erase"] = "{}",
        ["Teaching"] = "{}",
        ["RotateSecret"] = $$"""{"SecretId":"{{ResourceNames.UidKeySecret}}","ClientRequestToken":"00000000-0000-0000-0000-000000000000","Step":"testSecret"}""",
    };

    /// <param name="rounds">At least 1.</param>
    public async Task<IReadOnlyList<ColdStartRow>> RunAsync(int rounds, CancellationToken cancel)
    {
        Clear();
        Directory.CreateDirectory(folder);
        try
        {
            await using var cloud = await PipelineCloud.StartAsync(repository, folder, null, cancel, ScheduleSeconds);
            var environment = await EnvironmentAsync(cloud, cancel);
            var runs = new Dictionary<(string Function, FunctionForm Form), List<ColdStart>>();
            for (var round = 0; round <= rounds; round++)
                foreach (var (function, form) in Events.Keys.SelectMany(function => forms.Select(form => (function, form))).Where(one => File.Exists(one.form.Command(one.function)[^1])))
                {
                    var start = await StartAsync(form.Command(function), Events[function], environment, cancel);
                    progress.WriteLine(FormattableString.Invariant($"{function}, {form.Name}: {start.AnswerMs:F0} ms"));
                    // The first brings the files into memory.
                    if (round == 0)
                        runs[(function, form)] = [];
                    else
                        runs[(function, form)].Add(start);
                }
            return [.. runs.Select(run => Row(run.Key.Function, run.Key.Form, run.Value))];
        }
        finally
        {
            Clear();
        }
    }

    private static ColdStartRow Row(string function, FunctionForm form, List<ColdStart> starts) => new(
        function,
        form.Name,
        PipelineTargets.Quantile(starts.Select(start => start.ReadyMs), 0.5),
        PipelineTargets.Quantile(starts.Select(start => start.AnswerMs), 0.5),
        PipelineTargets.Quantile(starts.Select(start => start.CpuMs), 0.5),
        starts.Max(start => start.PeakBytes),
        new DirectoryInfo(Path.GetDirectoryName(form.Command(function)[^1])!).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length));

    private static async Task<ColdStart> StartAsync(IReadOnlyList<string> command, string? first, IReadOnlyDictionary<string, string> environment, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Patience);
        using var runtime = new RuntimeStub(FreePort(), first ?? "");
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetDirectoryName(command[^1])! };
        start.Environment.Clear();
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var port = FreePort();
        start.Environment["AWS_LAMBDA_RUNTIME_API"] = runtime.Address;
        start.Environment["PORT"] = start.Environment["AWS_LWA_PORT"] = port.ToString(CultureInfo.InvariantCulture);
        start.Environment["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}";
        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        try
        {
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            var (ready, answered) = first is null ? await CallAsync(port, process, limit.Token) : (await runtime.Asked.WaitAsync(limit.Token), await runtime.Answered.WaitAsync(limit.Token));
            return new(Stopwatch.GetElapsedTime(began, ready).TotalMilliseconds, Stopwatch.GetElapsedTime(began, answered).TotalMilliseconds, process.TotalProcessorTime.TotalMilliseconds, Peak(process));
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new CommandException($"'{command[^1]}' did not answer in {Patience.TotalSeconds} seconds.");
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    /// <summary>Any answer is one: without a login it is a refusal.</summary>
    private static async Task<(long Ready, long Answered)> CallAsync(int port, Process process, CancellationToken cancel)
    {
        using var http = new HttpClient();
        while (true)
            try
            {
                using (var socket = new TcpClient())
                    await socket.ConnectAsync(IPAddress.Loopback, port, cancel);
                var ready = Stopwatch.GetTimestamp();
                using var answer = await http.GetAsync(new Uri($"http://127.0.0.1:{port}/api/uploads"), cancel);
                return (ready, Stopwatch.GetTimestamp());
            }
            catch (SocketException) when (!process.HasExited)
            {
                await Task.Delay(2, cancel);
            }
    }

    /// <summary>All that the functions which were started get, together, under a key that may do everything: each finds its own settings among them.</summary>
    private static async Task<IReadOnlyDictionary<string, string>> EnvironmentAsync(PipelineCloud cloud, CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        for (var waiting = Stopwatch.StartNew(); !Sources.All(name => cloud.Processes().Any(process => process.Name == name)); await timer.WaitForNextTickAsync(cancel))
            if (waiting.Elapsed > Patience)
                throw new CommandException($"Not all functions of the local cloud were started in {Patience.TotalSeconds} seconds.");
        var environment = new Dictionary<string, string>();
        foreach (var variable in Sources.SelectMany(name => VariablesOf(cloud.Processes().First(process => process.Name == name).Id)))
            environment[variable[0]] = variable[1];
        foreach (var name in OfOneProcess)
            environment.Remove(name);
        (environment["AWS_ACCESS_KEY_ID"], environment["AWS_SECRET_ACCESS_KEY"]) = cloud.AccessKey;
        (environment["AWS_LAMBDA_FUNCTION_NAME"], environment["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"], environment["AWS_LAMBDA_FUNCTION_VERSION"]) = ("firstread-bench", "2048", "$LATEST");
        (environment["AWS_LAMBDA_LOG_GROUP_NAME"], environment["AWS_LAMBDA_LOG_STREAM_NAME"], environment["_HANDLER"]) = ("bench", "bench", "bootstrap");
        return environment;
    }

    private static IEnumerable<string[]> VariablesOf(int process) =>
        File.ReadAllText($"/proc/{process}/environ", Encoding.UTF8).Split('\0', StringSplitOptions.RemoveEmptyEntries).Select(variable => variable.Split('=', 2));

    private static long Peak(Process process)
    {
        process.Refresh();
        return process.PeakWorkingSet64;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Clear()
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    private readonly record struct ColdStart(double ReadyMs, double AnswerMs, double CpuMs, long PeakBytes);
}
