using FirstRead.Local.Sns;

namespace FirstRead.Local.Gateway;

/// <summary>The one origin of docs/api.md, as CloudFront is on AWS: portal, API, pixels, and the outbox, which AWS has not.</summary>
public sealed class GatewayEndpoint(Addresses addresses, SecurityHeaders security, FunctionProxy functions, PixelFiles pixels, StaticFiles portal, StaticFiles outboxPage, Outbox outbox)
{
    public Task HandleAsync(HttpContext context)
    {
        security.WriteTo(context.Response.Headers);
        return context.Request.Path.Value!.Split('/') switch
        {
            ["", "api", "uploads", ..] => functions.HandleAsync(context, addresses.Uploads),
            ["", "api", "studies", _, "identity" or "reidentification" or "release"] => functions.HandleAsync(context, addresses.Reidentify),
            ["", "api", "holds" or "releases" or "patients" or "erasures", ..] => functions.HandleAsync(context, addresses.Reidentify),
            ["", "api", ..] => functions.HandleAsync(context, addresses.Api),
            ["", "pixels" or "results" or "teaching", _, ..] => pixels.HandleAsync(context),
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
