using System.Diagnostics;
using System.Net;
using System.Text;

namespace FirstRead.Cli.Bench.ColdStart;

/// <summary>Lambda's Runtime API for one event of one process: notes when it is asked for, and when it is answered.</summary>
internal sealed class RuntimeStub : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly TaskCompletionSource<long> _asked = new(), _answered = new();
    private readonly string _event;

    public RuntimeStub(int port, string first)
    {
        (_event, Address) = (first, $"127.0.0.1:{port}");
        _listener.Prefixes.Add($"http://{Address}/");
        _listener.Start();
        _ = ServeAsync();
    }

    public string Address { get; }

    /// <summary>Timestamp of the first request for an event.</summary>
    public Task<long> Asked => _asked.Task;

    /// <summary>Timestamp of the first answer; an error is one.</summary>
    public Task<long> Answered => _answered.Task;

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
                await AnswerAsync(await _listener.GetContextAsync());
        }
        catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
        {
            // The process is being ended, and its last request for an event was never to be answered.
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        if (context.Request.HttpMethod == "POST")
        {
            _answered.TrySetResult(Stopwatch.GetTimestamp());
            context.Response.StatusCode = 202;
            context.Response.Close();
        }
        else if (_asked.TrySetResult(Stopwatch.GetTimestamp()))
        {
            context.Response.Headers["Lambda-Runtime-Aws-Request-Id"] = "00000000-0000-4000-8000-000000000000";
            context.Response.Headers["Lambda-Runtime-Invoked-Function-Arn"] = "arn:aws:lambda:us-east-1:000000000000:function:firstread-bench";
            context.Response.Headers["Lambda-Runtime-Deadline-Ms"] = $"{TimeProvider.System.GetUtcNow().AddMinutes(1).ToUnixTimeMilliseconds()}";
            await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(_event));
            context.Response.Close();
        }
    }
}
