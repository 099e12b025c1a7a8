using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace FirstRead.Local.Wire;

/// <summary>One HTTP server on 127.0.0.1: each emulated service has its own, as each AWS service has its own host name.</summary>
public sealed class LoopbackServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private LoopbackServer(WebApplication application, Uri address) => (_application, Address) = (application, address);

    public Uri Address { get; }

    /// <param name="port">0 for any free one.</param>
    /// <param name="name">Stands before errors that no handler expected.</param>
    /// <param name="address">Null for 127.0.0.1; anything else only inside a container's own network.</param>
    public static async Task<LoopbackServer> StartAsync(int port, string name, RequestDelegate handler, IPAddress? address = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        // The program as a whole answers signals, in its own order; a server alone does not.
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Listen(address ?? IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1);
            options.Limits.MaxRequestBodySize = null;
            options.Limits.MinRequestBodyDataRate = null;
            options.Limits.MinResponseDataRate = null;
        });
        var application = builder.Build();
        application.Run(context => HandleAsync(name, handler, context));
        await application.StartAsync();
        return new LoopbackServer(application, new Uri(application.Urls.First()));
    }

    public async ValueTask DisposeAsync()
    {
        using var impatience = new CancellationTokenSource(TimeSpan.FromMilliseconds(500));
        await _application.StopAsync(impatience.Token);
        await _application.DisposeAsync();
    }

    private static async Task HandleAsync(string name, RequestDelegate handler, HttpContext context)
    {
        try
        {
            await handler(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client went away.
        }
        catch (Exception error) when (error is not Microsoft.AspNetCore.Http.BadHttpRequestException)
        {
            await Console.Error.WriteLineAsync($"{name}: {context.Request.Method} failed: {error}");
            if (context.Response.HasStarted)
                context.Abort();
            else
                context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
    }

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
