using System.Collections.Concurrent;
using System.Globalization;
using Amazon.Lambda.RuntimeSupport;

namespace FirstRead.Aws.Tests.StandIns;

/// <summary>Lambda's side of the Runtime API: hands out the events in turn, then keeps the caller waiting.</summary>
internal sealed class RuntimeApi : IAsyncDisposable
{
    public const string Arn = "arn:aws:lambda:us-east-1:000000000000:function:test";
    private const string Prefix = "/2018-06-01/runtime";
    private const string HostVariable = "AWS_LAMBDA_RUNTIME_API";

    private readonly ConcurrentQueue<string> events;
    private readonly int largestAnswer;
    private readonly TaskCompletionSource drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int handedOut;
    private WireServer? server;

    private RuntimeApi(IEnumerable<string> events, int largestAnswer) => (this.events, this.largestAnswer) = (new(events), largestAnswer);

    public static TimeSpan TimeAllowed { get; } = TimeSpan.FromSeconds(30);

    public IReadOnlyList<(string Path, string Body)> Answers =>
        [.. Posts.Select(request => (request.Path[Prefix.Length..], request.Body))];

    public IReadOnlyList<string> ErrorTypes =>
        [.. Posts.Where(post => post.Headers.ContainsKey("Lambda-Runtime-Function-Error-Type")).Select(post => post.Headers["Lambda-Runtime-Function-Error-Type"])];

    private IEnumerable<WireRequest> Posts => server!.Requests.Where(request => request.Method == "POST");

    public static async Task<RuntimeApi> StartAsync(IEnumerable<string> events, int largestAnswer = int.MaxValue)
    {
        var api = new RuntimeApi(events, largestAnswer);
        api.server = await WireServer.StartAsync(api.AnswerAsync);
        return api;
    }

    /// <summary>Runs the loop until it asks for an event and there is none left.</summary>
    public async Task RunAsync(LambdaBootstrapBuilder builder)
    {
        Environment.SetEnvironmentVariable(HostVariable, server!.Address.Authority);
        try
        {
            using var bootstrap = builder.Build();
            using var stop = new CancellationTokenSource(TimeAllowed);
            var loop = bootstrap.RunAsync(stop.Token);
            await Task.WhenAny(loop, drained.Task);
            await stop.CancelAsync();
            await loop;
        }
        finally
        {
            Environment.SetEnvironmentVariable(HostVariable, null);
        }
    }

    public ValueTask DisposeAsync() => server!.DisposeAsync();

    private async Task<WireAnswer> AnswerAsync(WireRequest request)
    {
        if (request.Method == "POST")
            return new WireAnswer(request.Body.Length > largestAnswer && request.Path.EndsWith("/response", StringComparison.Ordinal) ? 413 : 202, "");
        if (!events.TryDequeue(out var body))
        {
            drained.TrySetResult();
            await Task.Delay(Timeout.Infinite);
        }
        return new WireAnswer(200, body!, Headers: new()
        {
            ["Lambda-Runtime-Aws-Request-Id"] = $"id-{Interlocked.Increment(ref handedOut)}",
            ["Lambda-Runtime-Invoked-Function-Arn"] = Arn,
            ["Lambda-Runtime-Deadline-Ms"] = DateTimeOffset.UtcNow.Add(TimeAllowed).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
            ["Lambda-Runtime-Trace-Id"] = "Root=1-1",
        });
    }
}
