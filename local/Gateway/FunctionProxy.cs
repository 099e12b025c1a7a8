using FirstRead.Core.Access;

namespace FirstRead.Local.Gateway;

/// <summary>Passes <c>/api/*</c> on to the web functions, under Lambda's limits: 6 MB each way and 30 seconds.</summary>
/// <param name="originSecret">What it shows the functions, as CloudFront does.</param>
public sealed class FunctionProxy(HttpClient http, string originSecret)
{
    private const long LargestBody = 6 * 1024 * 1024;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly string[] HopByHop = ["Connection", "Keep-Alive", "Transfer-Encoding", "Upgrade", "Host", "Expect"];

    public async Task HandleAsync(HttpContext context, Uri function)
    {
        if (context.Request.ContentLength > LargestBody)
        {
            context.Response.StatusCode = 413;
            return;
        }
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        limit.CancelAfter(Limit);
        try
        {
            using var request = Copy(context.Request, function);
            request.Headers.Remove(OriginHeader.Name);
            request.Headers.Add(OriginHeader.Name, originSecret);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseContentRead, limit.Token);
            await AnswerAsync(context, response, limit.Token);
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            context.Response.StatusCode = 504;
        }
        catch (HttpRequestException)
        {
            // Not built, just starting again, or an answer larger than Lambda would pass on.
            context.Response.StatusCode = 502;
        }
    }

    /// <summary>A client for it: an answer above 6 MB is an error, redirects are the browser's.</summary>
    public static HttpClient CreateClient() => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false })
    {
        MaxResponseContentBufferSize = LargestBody,
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private static HttpRequestMessage Copy(HttpRequest source, Uri function)
    {
        var request = new HttpRequestMessage(new HttpMethod(source.Method), new Uri(function, source.Path.ToUriComponent() + source.QueryString));
        if (source.ContentLength is not null || source.Headers.TransferEncoding.Count > 0)
            request.Content = new StreamContent(source.Body);
        foreach (var (name, values) in source.Headers)
            if (!HopByHop.Contains(name, StringComparer.OrdinalIgnoreCase) && !request.Headers.TryAddWithoutValidation(name, values.ToArray()))
                request.Content?.Headers.TryAddWithoutValidation(name, values.ToArray());
        return request;
    }

    private static async Task AnswerAsync(HttpContext context, HttpResponseMessage response, CancellationToken cancel)
    {
        context.Response.StatusCode = (int)response.StatusCode;
        foreach (var (name, values) in response.Headers.Concat(response.Content.Headers))
            if (!HopByHop.Contains(name, StringComparer.OrdinalIgnoreCase))
                context.Response.Headers[name] = values.ToArray();
        // 204 and 304 have no body, and Kestrel refuses even an empty write to one.
        if (await response.Content.ReadAsByteArrayAsync(cancel) is { Length: > 0 } body)
            await context.Response.Body.WriteAsync(body, cancel);
    }
}
