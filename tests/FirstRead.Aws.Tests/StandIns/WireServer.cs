using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FirstRead.Aws.Tests.StandIns;

/// <summary>An HTTP server on a free port that records what it is sent and answers as the test says.</summary>
internal sealed class WireServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Func<WireRequest, Task<WireAnswer>> answer;
    private readonly ConcurrentQueue<WireRequest> requests = new();

    private WireServer(Func<WireRequest, Task<WireAnswer>> answer)
    {
        this.answer = answer;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0));
        app = builder.Build();
        app.Run(HandleAsync);
    }

    public IReadOnlyList<WireRequest> Requests => [.. requests];

    public Uri Address => new(app.Urls.Single());

    public static async Task<WireServer> StartAsync(Func<WireRequest, Task<WireAnswer>> answer)
    {
        var server = new WireServer(answer);
        await server.app.StartAsync();
        return server;
    }

    /// <summary>Answers the first request with the first answer and so on, then with the last one for ever.</summary>
    public static Task<WireServer> StartAsync(params WireAnswer[] answers)
    {
        var next = -1;
        return StartAsync(_ => Task.FromResult(answers[Math.Min(Interlocked.Increment(ref next), answers.Length - 1)]));
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(new CancellationToken(canceled: true));
        await app.DisposeAsync();
    }

    private async Task HandleAsync(HttpContext context)
    {
        using var body = new StreamReader(context.Request.Body, Encoding.UTF8);
        var headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var request = new WireRequest(context.Request.Method, context.Request.Path, headers, await body.ReadToEndAsync(context.RequestAborted));
        requests.Enqueue(request);
        var reply = await answer(request).WaitAsync(context.RequestAborted);
        context.Response.StatusCode = reply.Status;
        context.Response.ContentType = reply.ContentType;
        foreach (var (name, value) in reply.Headers ?? [])
            context.Response.Headers[name] = value;
        await context.Response.WriteAsync(reply.Body);
    }
}

internal sealed record WireRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body);

internal sealed record WireAnswer(int Status, string Body, string ContentType = "application/json", Dictionary<string, string>? Headers = null);
