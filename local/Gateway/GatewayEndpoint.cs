using FirstRead.Local.Sns;

namespace FirstRead.Local.Gateway;

/// <summary>The one origin of docs/api.md, as CloudFront is on AWS: portal, API, pixels, and the outbox, which AWS has not.</summary>
public sealed class GatewayEndpoint(Addresses addresses, FunctionProxy functions, PixelFiles pixels, StaticFiles portal, StaticFiles outboxPage, Outbox outbox)
{
    // wasm: image decoders. blob: their workers. Styles: the viewer sets them on its elements.
    private readonly string _contentSecurityPolicy = string.Join("; ",
        "default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "worker-src 'self' blob:", "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:", "font-src 'self'", "manifest-src 'self'",
        $"connect-src 'self' {Addresses.Text(addresses.Issuer)} {Addresses.Text(addresses.S3)}",
        $"form-action 'self' {Addresses.Text(addresses.Issuer)}", "base-uri 'none'", "frame-ancestors 'none'");

    public Task HandleAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = _contentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        return context.Request.Path.Value!.Split('/') switch
        {
            ["", "api", "uploads", ..] => functions.HandleAsync(context, addresses.Uploads),
            ["", "api", "studies", _, "identity" or "reidentification" or "release"] => functions.HandleAsync(context, addresses.Reidentify),
            ["", "api", "holds" or "releases", ..] => functions.HandleAsync(context, addresses.Reidentify),
            ["", "api", ..] => functions.HandleAsync(context, addresses.Api),
            ["", "pixels" or "results", _, ..] => pixels.HandleAsync(context),
            ["", "outbox.json"] => SendOutboxAsync(context),
            ["", "outbox"] => RedirectAsync(context),
            ["", "outbox", ..] => SendPageAsync(context),
            _ => portal.HandleAsync(context),
        };
    }

    private Task SendOutboxAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsync(outbox.ReadAll());
    }

    /// <summary>The page's own files stand beside it, so it needs the slash.</summary>
    private static Task RedirectAsync(HttpContext context)
    {
        context.Response.Redirect("/outbox/");
        return Task.CompletedTask;
    }

    private Task SendPageAsync(HttpContext context)
    {
        context.Request.Path = context.Request.Path.Value!["/outbox".Length..];
        return outboxPage.HandleAsync(context);
    }
}
