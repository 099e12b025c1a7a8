using FirstRead.Core.Studies;
using FirstRead.Core.Tracing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FirstRead.Web;

/// <summary>
/// Requests about a study as spans of its trace; of others nothing is sent. The span goes before the answer does, for Lambda freezes a program that
/// has answered: a collector that is slow or away costs a quarter of a second once a minute.
/// </summary>
public sealed class RequestTrace(SpanExport spans, TimeProvider clock)
{
    private const string StudyParameter = "studyId";
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private long silentUntil = long.MinValue;

    public Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        if (spans.IsOn)
        {
            var began = clock.GetUtcNow();
            http.Response.OnStarting(() => SendAsync(http, began));
        }
        return next(http);
    }

    private async Task SendAsync(HttpContext http, DateTimeOffset began)
    {
        if (StudyOf(http) is not { } study || clock.GetTimestamp() < Interlocked.Read(ref silentUntil))
            return;
        using var patience = new CancellationTokenSource(Patience, clock);
        var route = (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        var span = new Span(study, "request", http.TraceIdentifier, began, clock.GetUtcNow(), ("method", http.Request.Method), ("route", route), ("status", http.Response.StatusCode));
        if (!await spans.SendAsync(patience.Token, span))
            Interlocked.Exchange(ref silentUntil, clock.GetTimestamp() + (long)(Pause.TotalSeconds * clock.TimestampFrequency));
    }

    private static StudyId? StudyOf(HttpContext http)
    {
        try
        {
            return http.GetRouteValue(StudyParameter) is string text ? StudyId.Parse(text) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
