using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FirstRead.Web;

/// <summary>
/// One line of JSON a request: the route's pattern, never the path, query or body. Turns what breaks, and what no endpoint
/// answered, into problem details.
/// </summary>
public sealed class RequestLog(TextWriter output, TimeProvider clock)
{
    internal const string CallerItem = "caller";

    public async Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        var started = clock.GetTimestamp();
        Exception? broken = null;
        try
        {
            await next(http);
            if (!http.Response.HasStarted && ProblemOf(http.Response) is { } problem)
                await Answer.Of(problem).WriteAsync(http.Response, http.RequestAborted);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            http.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
        }
        catch (Exception problem)
        {
            broken = problem;
            if (!http.Response.HasStarted)
                await Answer.Of(Problems.Unexpected).WriteAsync(http.Response, http.RequestAborted);
        }
        await output.WriteLineAsync(Line(http, clock.GetElapsedTime(started), broken));
    }

    /// <summary>Only for what the router answers by itself: no endpoint, or not with this method.</summary>
    private static Problem? ProblemOf(HttpResponse response) => response switch
    {
        { ContentLength: > 0 } => null,
        { StatusCode: StatusCodes.Status404NotFound } => Problems.NotFound,
        { StatusCode: StatusCodes.Status405MethodNotAllowed } => Problems.MethodNotAllowed,
        _ => null,
    };

    private string Line(HttpContext http, TimeSpan elapsed, Exception? broken)
    {
        using var buffer = new MemoryStream();
        using (var line = new Utf8JsonWriter(buffer))
        {
            line.WriteStartObject();
            line.WriteString("time", clock.GetUtcNow());
            line.WriteString("method", http.Request.Method);
            line.WriteString("route", (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "none");
            line.WriteNumber("status", http.Response.StatusCode);
            line.WriteNumber("ms", Math.Round(elapsed.TotalMilliseconds, 1));
            line.WriteString("request", http.TraceIdentifier);
            if (http.Items[CallerItem] is string caller)
                line.WriteString("caller", caller);
            if (broken is not null)
                line.WriteString("exception", broken.ToString());
            line.WriteEndObject();
        }
        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }
}
