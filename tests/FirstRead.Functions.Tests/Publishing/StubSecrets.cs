using System.Net;

namespace FirstRead.Functions.Tests.Publishing;

/// <summary>Secrets Manager with the origin's secret, and a rotation that is done already.</summary>
internal sealed class StubSecrets : IDisposable
{
    public const string Origin = "what-cloudfront-shows";
    private readonly HttpListener listener = new();

    public StubSecrets()
    {
        Address = LoopbackAddress.Free();
        listener.Prefixes.Add($"http://{Address}/");
        listener.Start();
        _ = ServeAsync();
    }

    public string Address { get; }

    public void Dispose() => listener.Close();

    private async Task ServeAsync()
    {
        while (listener.IsListening)
            try
            {
                var context = await listener.GetContextAsync();
                var described = context.Request.Headers["X-Amz-Target"]!.EndsWith(".DescribeSecret", StringComparison.Ordinal);
                context.Response.ContentType = "application/x-amz-json-1.1";
                await context.Response.OutputStream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(described
                    ? """{"Name":"one","RotationEnabled":true,"VersionIdsToStages":{"token":["AWSCURRENT"]}}"""
                    : $$"""{"Name":"one","SecretString":"{\"current\":\"{{Origin}}\",\"previous\":\"\"}"}"""));
                context.Response.Close();
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
    }
}
