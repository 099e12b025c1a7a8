using System.Net;
using FirstRead.Testing;

namespace FirstRead.Publishing.Tests;

/// <summary>The Runtime API with one event to hand out.</summary>
internal sealed class OneEvent : IDisposable
{
    private readonly HttpListener listener = new();
    private readonly TaskCompletionSource<string> answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string payload;

    public OneEvent(string payload)
    {
        this.payload = payload;
        Address = LoopbackAddress.Free();
        listener.Prefixes.Add($"http://{Address}/");
        listener.Start();
        _ = ServeAsync();
    }

    public string Address { get; }

    /// <summary><c>response</c>, or <c>error</c>.</summary>
    public Task<string> Answered => answered.Task;

    public void Dispose() => listener.Close();

    private async Task ServeAsync()
    {
        for (var events = 0; listener.IsListening;)
            try
            {
                var context = await listener.GetContextAsync();
                if (context.Request.Url!.AbsolutePath.EndsWith("/next", StringComparison.Ordinal) && events++ > 0)
                    continue; // It waits, as it would for the next event.
                if (context.Request.HttpMethod == "POST")
                    answered.TrySetResult(context.Request.Url.AbsolutePath.Split('/')[^1]);
                context.Response.Headers["Lambda-Runtime-Aws-Request-Id"] = "00000000-0000-4000-8000-000000000001";
                context.Response.Headers["Lambda-Runtime-Deadline-Ms"] = $"{DateTimeOffset.UtcNow.AddMinutes(5).ToUnixTimeMilliseconds()}";
                context.Response.Headers["Lambda-Runtime-Invoked-Function-Arn"] = "arn:aws:lambda:us-east-1:000000000000:function:one";
                context.Response.ContentType = "application/json";
                await context.Response.OutputStream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(payload));
                context.Response.Close();
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
    }
}
