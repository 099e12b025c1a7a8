using System.Text.Json;
using System.Text.Json.Nodes;
using FirstRead.Local.Iam;
using FirstRead.Local.Wire;

namespace FirstRead.Local.DynamoDb;

/// <summary>Stands before DynamoDB Local, which knows no signatures and no policies: both are asked here, and what may be done is passed on as it came.</summary>
/// <param name="store">Where DynamoDB Local answers.</param>
public sealed class DynamoDbEndpoint(HttpClient http, Uri store, SignatureGate gate, DynamoPermissions permissions)
{
    /// <summary>Of a batch, 16 MB; JSON and Base64 make it larger.</summary>
    private const int LargestRequest = 32 << 20;

    // Of the connection to us, and of a body that is sent anew.
    private static readonly HashSet<string> NotPassedOn = new(StringComparer.OrdinalIgnoreCase) { "Host", "Connection", "Content-Length", "Transfer-Encoding", "Expect", "Accept-Encoding" };

    public static HttpClient CreateClient() => new(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false, ActivityHeadersPropagator = null }) { Timeout = Timeout.InfiniteTimeSpan };

    public async Task HandleAsync(HttpContext context)
    {
        var (body, signer, refusal) = await SignedBody.ReadAsync(context, gate, LargestRequest);
        if (refusal is not null)
            await RefuseAsync(context, Code(refusal.Code), refusal.Message);
        else if (Deny(signer!, context, body) is { } denial)
            await RefuseAsync(context, "com.amazon.coral.service#AccessDeniedException", denial);
        else
            await PassOnAsync(context, body);
    }

    /// <summary>What the caller is told; null when it may.</summary>
    private string? Deny(Principal signer, HttpContext context, byte[] body)
    {
        if (signer.Statements.Contains(PolicyStatement.Everything))
            return null;
        try
        {
            return permissions.Check(signer, context.Request.Headers["X-Amz-Target"].ToString().Split('.')[^1], body)?.Message;
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return "The request is not of the operation's shape: its policies cannot be asked.";
        }
    }

    private async Task PassOnAsync(HttpContext context, byte[] body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, store) { Content = new ByteArrayContent(body) };
        foreach (var (name, values) in context.Request.Headers)
            if (!NotPassedOn.Contains(name) && !request.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
                request.Content.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
        using var response = await AnswerAsync(request, context.RequestAborted);
        if (response is null)
        {
            // As the caller would have met it without us.
            context.Abort();
            return;
        }
        context.Response.StatusCode = (int)response.StatusCode;
        foreach (var (name, values) in response.Headers.NonValidated)
            if (!NotPassedOn.Contains(name))
                context.Response.Headers[name] = values.ToString();
        foreach (var (name, values) in response.Content.Headers.NonValidated)
            context.Response.Headers[name] = values.ToString();
        await response.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    /// <summary>Null where the store's connection broke.</summary>
    private async Task<HttpResponseMessage?> AnswerAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        try
        {
            return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private static async Task RefuseAsync(HttpContext context, string type, string message)
    {
        context.Response.StatusCode = 400;
        context.Response.ContentType = "application/x-amz-json-1.0";
        await context.Response.WriteAsync(new JsonObject { ["__type"] = type, ["Message"] = message }.ToJsonString());
    }

    /// <summary>S3's codes in DynamoDB's words.</summary>
    private static string Code(string code) => "com.amazon.coral.service#" + code switch
    {
        "InvalidAccessKeyId" => "UnrecognizedClientException",
        "SignatureDoesNotMatch" or "RequestTimeTooSkewed" => "InvalidSignatureException",
        _ => "MissingAuthenticationTokenException",
    };
}
