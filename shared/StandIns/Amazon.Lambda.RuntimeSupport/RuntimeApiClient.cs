#nullable enable
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>The Lambda Runtime API, version 2018-06-01.</summary>
internal sealed class RuntimeApiClient(string hostAndPort) : IDisposable
{
    // Lambda freezes the process while it waits for an event: no timeout and no idle limit may fire after the thaw.
    private readonly HttpClient http = new(new SocketsHttpHandler { PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan })
    {
        BaseAddress = new Uri($"http://{hostAndPort}/2018-06-01/runtime/"),
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public void Dispose() => http.Dispose();

    public async Task<Invocation> NextAsync(CancellationToken cancel)
    {
        var response = await http.GetAsync("invocation/next", HttpCompletionOption.ResponseHeadersRead, cancel);
        response.EnsureSuccessStatusCode();
        return new Invocation(
            Header(response, "Lambda-Runtime-Aws-Request-Id") ?? throw new InvalidOperationException("The Runtime API sent an event without a request id."),
            Header(response, "Lambda-Runtime-Invoked-Function-Arn") ?? "",
            Deadline(Header(response, "Lambda-Runtime-Deadline-Ms")),
            Header(response, "Lambda-Runtime-Trace-Id"),
            await response.Content.ReadAsStreamAsync(cancel),
            response);
    }

    /// <summary>Sends the answer; one that Lambda refuses as too large becomes the invocation's error.</summary>
    public async Task SendResponseAsync(string requestId, Stream output, CancellationToken cancel)
    {
        using var content = new StreamContent(output);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await http.PostAsync($"invocation/{requestId}/response", content, cancel);
        if (response.StatusCode == HttpStatusCode.RequestEntityTooLarge)
            await ReportInvocationErrorAsync(requestId, new InvalidOperationException("The answer is larger than Lambda takes (6 MB)."), cancel);
        else
            response.EnsureSuccessStatusCode();
    }

    public Task ReportInvocationErrorAsync(string requestId, Exception error, CancellationToken cancel) =>
        ReportAsync($"invocation/{requestId}/error", error, cancel);

    public Task ReportInitializationErrorAsync(Exception error, CancellationToken cancel) => ReportAsync("init/error", error, cancel);

    private async Task ReportAsync(string path, Exception error, CancellationToken cancel)
    {
        var report = new ErrorReport(error.Message, error.GetType().Name, error.StackTrace?.Split('\n', StringSplitOptions.TrimEntries) ?? []);
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(report, RuntimeJson.Default.ErrorReport)),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/vnd.aws.lambda.error+json");
        request.Headers.Add("Lambda-Runtime-Function-Error-Type", report.ErrorType);
        using var response = await http.SendAsync(request, cancel);
        response.EnsureSuccessStatusCode();
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.First() : null;

    private static DateTimeOffset Deadline(string? milliseconds) =>
        long.TryParse(milliseconds, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? DateTimeOffset.FromUnixTimeMilliseconds(value)
            : DateTimeOffset.MaxValue;
}
