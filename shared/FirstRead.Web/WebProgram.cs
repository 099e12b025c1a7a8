using System.Net;
using FirstRead.Core.Access;
using FirstRead.Core.Storage;
using FirstRead.Web.Tokens;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FirstRead.Web;

/// <summary>A web function: Kestrel on the loopback address behind the Lambda Web Adapter, one log line a request, one gate.</summary>
public static class WebProgram
{
    private const int LargestBody = 1024 * 1024;
    private const int LargestDocument = 1024 * 1024;
    private static readonly TimeSpan IssuerPatience = TimeSpan.FromSeconds(20);

    /// <param name="secrets">Asked for the secret that <see cref="WebSettings.OriginSecret"/> names; may be null where none is named.</param>
    /// <param name="map">Maps the function's rows of the authorization table.</param>
    public static WebApplication Build(Server server, WebSettings settings, IPrincipalStore principals, ISecretStore? secrets, TimeProvider clock, Action<Gate> map)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            kestrel.Listen(IPAddress.Loopback, settings.Port);
        });
        var app = builder.Build();
        // Outermost: it sees the answer that the others have agreed on.
        app.Use(new RequestTrace(settings.Spans, clock).InvokeAsync);
        app.Use(new RequestLog(Console.Out, clock).InvokeAsync);
        if (settings.OriginSecret is { } secret)
            app.Use(new OriginGuard(secrets ?? throw new ArgumentNullException(nameof(secrets)), secret).InvokeAsync);
        app.UseRouting();
        map(new Gate(app, server, Receive(app, settings, principals, clock)));
        return app;
    }

    private static Reception Receive(WebApplication app, WebSettings settings, IPrincipalStore principals, TimeProvider clock)
    {
        var http = new HttpClient { Timeout = IssuerPatience, MaxResponseContentBufferSize = LargestDocument };
        var keys = new SigningKeys(http, settings.Issuer, clock);
        app.Lifetime.ApplicationStopped.Register(() =>
        {
            keys.Dispose();
            http.Dispose();
        });
        return new Reception(new TokenChecker(keys, settings.Issuer, clock), principals, settings.ClientIds);
    }
}
