using System.Net;
using FirstRead.Testing;

namespace FirstRead.Publishing.Tests;

/// <summary>Secrets Manager with the origin's secret, and a rotation that is done already; SNS, which takes every message.</summary>
internal sealed class StubServices : IDisposable
{
    public const string Origin = "what-cloudfront-shows";
    private readonly HttpListener listener = new();

    public StubServices()
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
                var (type, body) = Answer(context.Request.Headers["X-Amz-Target"]);
                context.Response.ContentType = type;
                await context.Response.OutputStream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(body));
                context.Response.Close();
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
    }

    /// <param name="target">Null: SNS, which alone is asked by a query and answers in XML.</param>
    private static (string Type, string Body) Answer(string? target) => target switch
    {
        null => ("text/xml", "<PublishResponse><PublishResult><MessageId>one</MessageId></PublishResult></PublishResponse>"),
        _ when target.EndsWith(".DescribeSecret", StringComparison.Ordinal) =>
            ("application/x-amz-json-1.1", """{"Name":"one","RotationEnabled":true,"VersionIdsToStages":{"token":["AWSCURRENT"]}}"""),
        _ => ("application/x-amz-json-1.1", $$"""{"Name":"one","SecretString":"{\"current\":\"{{Origin}}\",\"previous\":\"\"}"}"""),
    };
}
