using System.Threading.Channels;
using FirstRead.Local.Wire;

namespace FirstRead.Local.Lambda;

/// <summary>
/// The Lambda Runtime API (2018-06-01) for one process: hands out one event at a time and takes the answer.
/// </summary>
internal sealed class RuntimeApi(FunctionDefinition function, TimeProvider time)
{
    /// <summary>6 MB, the limit of a synchronous answer.</summary>
    public const int LargestPayload = 6 * 1024 * 1024;

    private const string Root = "/2018-06-01/runtime/";
    private readonly Channel<Invocation> _waiting = Channel.CreateBounded<Invocation>(1);
    private Invocation? _current;

    /// <summary>What the runtime reported before it asked for a first event.</summary>
    public TaskCompletionSource<string> InitializationFailed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ValueTask OfferAsync(Invocation invocation) => _waiting.Writer.WriteAsync(invocation);

    public Task HandleAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        var parts = path.StartsWith(Root, StringComparison.Ordinal) ? path[Root.Length..].Split('/') : [];
        return (context.Request.Method, parts) switch
        {
            ("GET", ["invocation", "next"]) => NextAsync(context),
            ("POST", ["invocation", var id, "response"]) => AnswerAsync(context, id, failed: false),
            ("POST", ["invocation", var id, "error"]) => AnswerAsync(context, id, failed: true),
            ("POST", ["init", "error"]) => FailInitializationAsync(context),
            _ => ReplyAsync(context, 404),
        };
    }

    private async Task NextAsync(HttpContext context)
    {
        var invocation = await _waiting.Reader.ReadAsync(context.RequestAborted);
        _current = invocation;
        var (now, headers) = (time.GetUtcNow(), context.Response.Headers);
        headers["Lambda-Runtime-Aws-Request-Id"] = invocation.RequestId;
        headers["Lambda-Runtime-Invoked-Function-Arn"] = function.Arn;
        headers["Lambda-Runtime-Deadline-Ms"] = $"{now.Add(function.Timeout).ToUnixTimeMilliseconds()}";
        headers["Lambda-Runtime-Trace-Id"] = $"Root=1-{now.ToUnixTimeSeconds():x8}-{invocation.RequestId.Replace("-", "", StringComparison.Ordinal)[..24]};Sampled=0";
        context.Response.ContentType = "application/json";
        invocation.Taken.TrySetResult();
        await context.Response.Body.WriteAsync(invocation.Payload, context.RequestAborted);
    }

    private async Task AnswerAsync(HttpContext context, string id, bool failed)
    {
        var body = await ReadAsync(context);
        if (_current is not { } invocation || invocation.RequestId != id)
        {
            await ReplyAsync(context, 400);
            return;
        }
        _current = null;
        var tooLarge = body is null;
        invocation.Answered.TrySetResult(tooLarge
            ? InvocationOutcome.Failure(id, "Function.ResponseSizeTooLarge", "Response payload size exceeded maximum allowed payload size (6291556 bytes).")
            : new InvocationOutcome(id, body, failed ? ErrorType(context) : null));
        await ReplyAsync(context, tooLarge ? 413 : 202);
    }

    private async Task FailInitializationAsync(HttpContext context)
    {
        await ReadAsync(context);
        InitializationFailed.TrySetResult(ErrorType(context));
        await ReplyAsync(context, 202);
    }

    private static string ErrorType(HttpContext context) =>
        context.Request.Headers["Lambda-Runtime-Function-Error-Type"].ToString() is { Length: > 0 } type ? type : "Unhandled";

    /// <summary>Null when it is larger than Lambda takes.</summary>
    private static async Task<byte[]?> ReadAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int count;
        while ((count = await context.Request.Body.ReadAsync(buffer, context.RequestAborted)) > 0)
            if (body.Length <= LargestPayload)
                body.Write(buffer, 0, count);
        return body.Length > LargestPayload ? null : body.ToArray();
    }

    private static async Task ReplyAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(status == 202 ? """{"status":"OK"}""" : """{"errorType":"InvalidRequest","errorMessage":"not here, not now or too large"}""");
    }
}
