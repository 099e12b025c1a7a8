using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using FirstRead.Cli.Demo;

namespace FirstRead.Cli.Bench.Faults.Readers;

/// <summary>The portal as a radiologist's browser calls it: a fresh login every few minutes, and no second try of anything.</summary>
internal sealed class ReaderPortal(CloudProcess cloud, TimeProvider clock) : IDisposable
{
    /// <summary>Signing asks for a login of the last five minutes, by a clock that may be wrong.</summary>
    private static readonly TimeSpan LoginLasts = TimeSpan.FromMinutes(3);

    private HttpClient? http;
    private DateTimeOffset loggedInAt;

    /// <exception cref="HttpRequestException">No answer, or an error.</exception>
    public async Task<(JsonElement Body, string? ETag)> GetAsync(string path, CancellationToken cancel)
    {
        using var answer = await (await ClientAsync(cancel)).GetAsync(path, cancel);
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(cancel), answer.Headers.ETag?.ToString());
    }

    /// <returns>How it ended, and the revision that then stands where the answer says so.</returns>
    public async Task<(ActEnd End, string? ETag)> ActAsync(HttpMethod method, string path, object? body, string? ifMatch, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        try
        {
            using var answer = await (await ClientAsync(cancel)).SendAsync(request, cancel);
            if (answer.StatusCode == HttpStatusCode.Unauthorized)
                Forget();
            return (answer.IsSuccessStatusCode ? ActEnd.Done : (int)answer.StatusCode < 500 ? ActEnd.Refused : ActEnd.Unanswered, answer.Headers.ETag?.ToString());
        }
        catch (Exception lost) when (lost is HttpRequestException or IOException || (lost is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return (ActEnd.Unanswered, null);
        }
    }

    public void Dispose() => http?.Dispose();

    private async Task<HttpClient> ClientAsync(CancellationToken cancel)
    {
        if (http is not null && clock.GetUtcNow() - loggedInAt > LoginLasts)
            Forget();
        if (http is null)
            (http, loggedInAt) = (await ReaderLogin.OpenAsync(cloud, "radiologist", cancel), clock.GetUtcNow());
        return http;
    }

    private void Forget()
    {
        http?.Dispose();
        http = null;
    }
}
