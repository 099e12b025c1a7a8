using System.Collections.Concurrent;
using System.Text.Json;
using FirstRead.Core.Settings;
using FirstRead.Core.Tracing;
using FirstRead.Local.Wire;
using FirstRead.Testing;

namespace FirstRead.Container.Tests;

/// <summary>Spans as a collector that listens on loopback gets them.</summary>
public sealed class SpanExportTests
{
    private readonly ConcurrentQueue<(string Path, string? Key, JsonElement Body)> _received = [];

    [SetUp]
    public void Forget() => _received.Clear();

    [Test]
    public async Task Send_TwoPrograms_StandInOneTraceUnderOneRoot()
    {
        await using var collector = await ListenAsync(200);
        var (ingest, triage) = (Export(collector, "firstread-ingest"), Export(collector, "firstread-triage"));

        Assert.That(await ingest.SendAsync(default, new Span(Given.StudyId(), "ingest", "f1", Given.Now, Given.Now.AddSeconds(2), ("bytes", 1234L), ("none", null))), Is.True);
        Assert.That(await triage.SendAsync(default, new Span(Given.StudyId(), "study to phone", null, Given.Now, Given.Now.AddSeconds(90))), Is.True);

        var (file, root) = (SpanOf(0), SpanOf(1));
        Assert.Multiple(() =>
        {
            Assert.That(_received.Select(each => (each.Path, each.Key)), Is.All.EqualTo(("/v1/traces", "s3cret")));
            Assert.That(Text(file, "traceId"), Has.Length.EqualTo(32).And.EqualTo(Text(root, "traceId")).And.EqualTo(StudyTrace.IdOf(Given.StudyId())));
            Assert.That(Text(file, "parentSpanId"), Has.Length.EqualTo(16).And.EqualTo(Text(root, "spanId")));
            Assert.That(root.TryGetProperty("parentSpanId", out _), Is.False);
            Assert.That(long.Parse(Text(file, "endTimeUnixNano")) - long.Parse(Text(file, "startTimeUnixNano")), Is.EqualTo(2_000_000_000));
            Assert.That(file.GetProperty("attributes").ToString(), Does.Contain("""{"key":"bytes","value":{"intValue":"1234"}}""").And.Not.Contain("none"));
            Assert.That(_received.First().Body.GetProperty("resourceSpans")[0].GetProperty("resource").ToString(), Does.Contain("firstread-ingest"));
        });
    }

    [Test]
    public async Task Send_SamePieceOfWorkAgain_HasTheSameSpan()
    {
        await using var collector = await ListenAsync(200);
        var span = new Span(Given.StudyId(), "analyse", "2", Given.Now, Given.Now);
        await Export(collector, "x").SendAsync(default, span, span with { Begin = Given.Now.AddSeconds(1) }, span with { Key = "3" });
        var ids = _received.Single().Body.GetProperty("resourceSpans")[0].GetProperty("scopeSpans")[0].GetProperty("spans").EnumerateArray().Select(each => Text(each, "spanId")).ToArray();
        Assert.That((ids[0] == ids[1], ids[1] == ids[2]), Is.EqualTo((true, false)));
    }

    [Test]
    public async Task Send_CollectorRefusesOrIsAway_IsNoError()
    {
        await using (var collector = await ListenAsync(503))
            Assert.That(await Export(collector, "x").SendAsync(default, new Span(Given.StudyId(), "a", "1", Given.Now, Given.Now)), Is.False);
        // Nobody listens at the discard port.
        var away = SpanExport.Read(new EnvironmentReader(name => name == EnvironmentNames.TraceEndpoint ? "http://127.0.0.1:9" : null), "x");
        Assert.That(await away.SendAsync(default, new Span(Given.StudyId(), "a", "1", Given.Now, Given.Now)), Is.False);
    }

    [Test]
    public void Read_WithoutAnEndpoint_IsOff() => Assert.That(SpanExport.Read(new EnvironmentReader(_ => null), "x").IsOn, Is.False);

    [Test]
    public void Log_OfAStudy_NamesItsTrace()
    {
        var lines = new StringWriter();
        new Inference.JsonLog(lines, TimeProvider.System).Write("analysed", ("study", Given.StudyId()));
        new Core.EventLog(lines, TimeProvider.System).Write("alert", ("study", Given.StudyId()));
        var read = lines.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        Assert.That(read.Select(line => Text(line, "trace")), Is.All.EqualTo(StudyTrace.IdOf(Given.StudyId())));
        Assert.That(read.Select(line => Text(line, "event")), Is.EqualTo(new[] { "analysed", "alert" }), "figures and alarms are counted by this member");
    }

    private static SpanExport Export(LoopbackServer collector, string service) => SpanExport.Read(
        new EnvironmentReader(name => name switch
        {
            EnvironmentNames.TraceEndpoint => collector.Address.ToString(),
            EnvironmentNames.TraceHeaders => "x-key=s3cret",
            _ => null,
        }),
        service);

    private Task<LoopbackServer> ListenAsync(int status) => LoopbackServer.StartAsync(0, "collector", async context =>
    {
        var body = await JsonDocument.ParseAsync(context.Request.Body);
        _received.Enqueue((context.Request.Path.Value!, context.Request.Headers["x-key"], body.RootElement));
        context.Response.StatusCode = status;
    });

    private JsonElement SpanOf(int request) => _received.ElementAt(request).Body.GetProperty("resourceSpans")[0].GetProperty("scopeSpans")[0].GetProperty("spans")[0];

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
