using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using FirstRead.Core.Settings;
using FirstRead.Core.Tracing;
using FirstRead.Testing;
using FirstRead.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace FirstRead.Functions.Tests.Web;

/// <summary>Requests about a study stand in its trace.</summary>
public sealed class RequestTraceTests
{
    [Test]
    public async Task Request_AboutAStudy_IsASpanOfItsTraceBeforeItIsAnswered()
    {
        using var collector = new Collector();
        await using var app = await StartAsync(collector.Address);
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };

        var answer = await http.GetAsync($"/api/studies/{Given.StudyId()}");
        await http.GetAsync("/api/studies/none-such");
        await http.GetAsync("/api/me");

        var span = collector.Received.Single().GetProperty("resourceSpans")[0].GetProperty("scopeSpans")[0].GetProperty("spans")[0];
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That((span.GetProperty("traceId").GetString(), span.GetProperty("parentSpanId").GetString(), span.GetProperty("name").GetString()), Is.EqualTo((StudyTrace.IdOf(Given.StudyId()), StudyTrace.RootOf(Given.StudyId()), "request")));
        Assert.That(span.GetProperty("attributes").ToString(), Does.Contain("/api/studies/{studyId}").And.Contain("409"));
    }

    [Test]
    public async Task Collector_ThatIsAway_CostsNoRequest()
    {
        await using var app = await StartAsync(LoopbackAddress.Free());
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        for (var request = 0; request < 3; request++)
            Assert.That((await http.GetAsync($"/api/studies/{Given.StudyId()}")).StatusCode, Is.EqualTo(HttpStatusCode.Conflict));
    }

    private static async Task<WebApplication> StartAsync(string collector)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var spans = SpanExport.Read(new EnvironmentReader(name => name == EnvironmentNames.TraceEndpoint ? $"http://{collector}" : null), "firstread-api");
        app.Use(new RequestTrace(spans, new StillClock()).InvokeAsync);
        app.UseRouting();
        app.MapGet("/api/studies/{studyId}", () => Results.Conflict());
        app.MapGet("/api/me", () => Results.Ok());
        await app.StartAsync();
        return app;
    }

    /// <summary>Patience never runs out on it, however slow the machine is.</summary>
    private sealed class StillClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Given.Now;

        public override long GetTimestamp() => 1;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new NoTimer();

        private sealed class NoTimer : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => default;
        }
    }

    private sealed class Collector : IDisposable
    {
        private readonly HttpListener listener = new();

        public Collector()
        {
            Address = LoopbackAddress.Free();
            listener.Prefixes.Add($"http://{Address}/");
            listener.Start();
            _ = ServeAsync();
        }

        public string Address { get; }

        public ConcurrentQueue<JsonElement> Received { get; } = [];

        public void Dispose() => listener.Close();

        private async Task ServeAsync()
        {
            while (listener.IsListening)
                try
                {
                    var context = await listener.GetContextAsync();
                    Received.Enqueue((await JsonDocument.ParseAsync(context.Request.InputStream)).RootElement);
                    context.Response.Close();
                }
                catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
                {
                    return;
                }
        }
    }
}
