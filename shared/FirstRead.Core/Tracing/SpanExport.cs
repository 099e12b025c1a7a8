using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using FirstRead.Core.Settings;

namespace FirstRead.Core.Tracing;

/// <summary>
/// Sends spans to a collector by OTLP over HTTP, in JSON (OpenTelemetry Protocol 1.x, "OTLP/HTTP"). Without an endpoint it does
/// nothing. A collector that is away costs two seconds at most and never an error: a trace is no part of the work.
/// </summary>
public sealed class SpanExport(Uri? endpoint, IReadOnlyDictionary<string, string> headers, string service, HttpClient http)
{
    private const int Internal = 1;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static SpanExport None { get; } = new(null, new Dictionary<string, string>(), "", new HttpClient());

    public bool IsOn => endpoint is not null;

    /// <param name="service">As service.name.</param>
    /// <exception cref="SettingException">The endpoint is no absolute address.</exception>
    public static SpanExport Read(EnvironmentReader environment, string service)
    {
        if (environment.Optional(EnvironmentNames.TraceEndpoint) is not { } text)
            return None;
        if (!Uri.TryCreate($"{text.TrimEnd('/')}/v1/traces", UriKind.Absolute, out var address))
            throw new SettingException(EnvironmentNames.TraceEndpoint, "must be an absolute address");
        var headers = environment.List(EnvironmentNames.TraceHeaders).Select(pair => pair.Split('=', 2)).Where(pair => pair.Length == 2).ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair[1]));
        return new SpanExport(address, headers, service, new HttpClient { Timeout = Patience });
    }

    /// <returns>False where there is no collector, or it did not take them.</returns>
    public async Task<bool> SendAsync(CancellationToken cancel, params IReadOnlyList<Span> spans)
    {
        if (endpoint is null || spans.Count == 0)
            return false;
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = new ByteArrayContent(Write(spans)) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            foreach (var (name, value) in headers)
                request.Headers.TryAddWithoutValidation(name, value);
            using var answer = await http.SendAsync(request, cancel);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception away) when (away is HttpRequestException or OperationCanceledException or IOException)
        {
            return false;
        }
    }

    private byte[] Write(IReadOnlyList<Span> spans)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray("resourceSpans");
            json.WriteStartObject();
            json.WriteStartObject("resource");
            Write(json, [("service.name", service), ("service.namespace", ResourceNames.Prefix)]);
            json.WriteEndObject();
            json.WriteStartArray("scopeSpans");
            json.WriteStartObject();
            json.WriteStartObject("scope");
            json.WriteString("name", ResourceNames.Prefix);
            json.WriteEndObject();
            json.WriteStartArray("spans");
            foreach (var span in spans)
                Write(json, span);
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return buffer.ToArray();
    }

    private static void Write(Utf8JsonWriter json, Span span)
    {
        json.WriteStartObject();
        json.WriteString("traceId", StudyTrace.IdOf(span.Study));
        json.WriteString("spanId", span.Key is null ? StudyTrace.RootOf(span.Study) : StudyTrace.SpanOf(span));
        if (span.Key is not null)
            json.WriteString("parentSpanId", StudyTrace.RootOf(span.Study));
        json.WriteString("name", span.Name);
        json.WriteNumber("kind", Internal);
        json.WriteString("startTimeUnixNano", Nanoseconds(span.Begin));
        json.WriteString("endTimeUnixNano", Nanoseconds(span.End));
        Write(json, [("study", span.Study), .. span.Facts]);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, IEnumerable<(string Name, object? Value)> facts)
    {
        json.WriteStartArray("attributes");
        foreach (var (name, value) in facts)
        {
            if (value is null)
                continue;
            json.WriteStartObject();
            json.WriteString("key", name);
            json.WriteStartObject("value");
            if (value is int or long)
                json.WriteString("intValue", Convert.ToInt64(value, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture));
            else
                json.WriteString("stringValue", value.ToString());
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static string Nanoseconds(DateTimeOffset time) => ((time - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick).ToString(CultureInfo.InvariantCulture);
}
