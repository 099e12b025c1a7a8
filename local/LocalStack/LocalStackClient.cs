using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace FirstRead.Local.LocalStack;

/// <summary>AWS's protocols to one endpoint that verifies no signature but reads of it which service is meant.</summary>
public sealed class LocalStackClient(HttpClient http, Uri endpoint)
{
    /// <summary>JSON 1.0 or 1.1: the operation's name in X-Amz-Target.</summary>
    /// <param name="unlessThere">The error that says that it was done before; then the answer is null.</param>
    public async Task<JsonNode?> JsonAsync(string service, string target, JsonObject body, string? unlessThere, CancellationToken cancel)
    {
        using var request = Request(service, HttpMethod.Post, "/");
        request.Headers.Add("X-Amz-Target", target);
        request.Content = Content(body.ToJsonString(), service == "dynamodb" ? "application/x-amz-json-1.0" : "application/x-amz-json-1.1");
        return Parse(await SendAsync(request, unlessThere, cancel));
    }

    /// <summary>Lambda's protocol: paths and JSON.</summary>
    public async Task<JsonNode?> RestAsync(string service, HttpMethod method, string path, JsonObject? body, string? unlessThere, CancellationToken cancel)
    {
        using var request = Request(service, method, path);
        request.Content = body is null ? null : Content(body.ToJsonString(), "application/json");
        return Parse(await SendAsync(request, unlessThere, cancel));
    }

    /// <summary>S3's: paths, and bodies of any kind. The bucket stands in the path.</summary>
    public async Task S3Async(string path, HttpContent? body, CancellationToken cancel)
    {
        using var request = Request("s3", HttpMethod.Put, path);
        request.Content = body;
        await SendAsync(request, "BucketAlreadyOwnedByYou", cancel);
    }

    /// <summary>SNS's: a form.</summary>
    public async Task QueryAsync(string service, IEnumerable<KeyValuePair<string, string>> form, CancellationToken cancel)
    {
        using var request = Request(service, HttpMethod.Post, "/");
        request.Content = new FormUrlEncodedContent(form);
        await SendAsync(request, unlessThere: null, cancel);
    }

    private HttpRequestMessage Request(string service, HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, new Uri(endpoint, path));
        request.Headers.TryAddWithoutValidation("Authorization", $"AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/{service}/aws4_request, SignedHeaders=host, Signature=0");
        return request;
    }

    /// <summary>The answer's text; null where it says <paramref name="unlessThere"/>.</summary>
    private async Task<string?> SendAsync(HttpRequestMessage request, string? unlessThere, CancellationToken cancel)
    {
        using var answer = await http.SendAsync(request, cancel);
        var text = await answer.Content.ReadAsStringAsync(cancel);
        if (answer.IsSuccessStatusCode)
            return text;
        var said = text + string.Join(' ', answer.Headers.TryGetValues("x-amzn-errortype", out var types) ? types : []);
        return unlessThere is not null && said.Contains(unlessThere, StringComparison.Ordinal) && answer.StatusCode < HttpStatusCode.InternalServerError
            ? null
            : throw new HttpRequestException($"{request.Method} {request.RequestUri!.AbsolutePath}: {(int)answer.StatusCode} {text}");
    }

    private static StringContent Content(string text, string type)
    {
        var content = new StringContent(text, Encoding.UTF8);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        return content;
    }

    private static JsonNode? Parse(string? text) => string.IsNullOrWhiteSpace(text) ? null : JsonNode.Parse(text);
}
