using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using FirstRead.Cli.Upload;

namespace FirstRead.Cli.Results;

/// <summary>A clinic's way to its signed reports. A watch outlives its token: it logs in again when the token is refused.</summary>
/// <param name="logIn">Gives a client of the portal with a fresh token.</param>
/// <param name="downloads">Without the clinic's login: a presigned URL carries its own right. Null for the network.</param>
public sealed class ResultsClient(Func<CancellationToken, Task<HttpClient>> logIn, HttpMessageHandler? downloads = null) : IDisposable
{
    private readonly HttpMessageInvoker bare = new(downloads ?? new SocketsHttpHandler());
    private HttpClient? http;

    public static ResultsClient Of(UploadTarget target) => new(cancel => ClinicLogin.OpenAsync(target, cancel));

    /// <param name="since"><c>next</c> of an earlier answer; null for all there is.</param>
    public async Task<SignedList> ListAsync(string? since, CancellationToken cancel)
    {
        var path = since is null ? "/api/releases" : $"/api/releases?since={Uri.EscapeDataString(since)}";
        using var answer = await SendAsync(() => new HttpRequestMessage(HttpMethod.Get, path), cancel);
        return answer.IsSuccessStatusCode
            ? (await answer.Content.ReadFromJsonAsync(ResultsJson.Default.SignedList, cancel))!
            : throw await FailureAsync(answer, "The list of signed studies", cancel);
    }

    /// <summary>Asks for the newest signed set of a study; the portal audits it.</summary>
    /// <exception cref="ReleaseRefusedException">The portal says that it cannot be, and why.</exception>
    public async Task<ReleasedReport> ReleaseAsync(string studyId, CancellationToken cancel)
    {
        using var answer = await SendAsync(
            () => new HttpRequestMessage(HttpMethod.Post, $"/api/studies/{Uri.EscapeDataString(studyId)}/release")
            {
                Content = JsonContent.Create(new ReleaseOrder(null), ResultsJson.Default.ReleaseOrder),
            },
            cancel);
        return answer.IsSuccessStatusCode
            ? (await answer.Content.ReadFromJsonAsync(ResultsJson.Default.ReleasedReport, cancel))!
            : throw await FailureAsync(answer, $"The report of {studyId}", cancel);
    }

    /// <summary>Fetches a document whole; it is only there when its bytes are those that were announced.</summary>
    public async Task DownloadAsync(ReleasedDocument document, string path, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, document.Url);
        using var answer = await bare.SendAsync(request, cancel);
        if (!answer.IsSuccessStatusCode)
            throw new HttpRequestException($"{document.Name} could not be fetched (HTTP {(int)answer.StatusCode}).");
        await using (var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write))
            await answer.Content.CopyToAsync(file, cancel);
        await using var written = File.OpenRead(path);
        if (written.Length != document.Bytes || Convert.ToHexStringLower(await SHA256.HashDataAsync(written, cancel)) != document.Sha256)
            throw new HttpRequestException($"{document.Name} did not arrive as it was announced.");
    }

    public void Dispose()
    {
        http?.Dispose();
        bare.Dispose();
    }

    private async Task<HttpResponseMessage> SendAsync(Func<HttpRequestMessage> make, CancellationToken cancel)
    {
        for (var again = false; ; again = true)
        {
            http ??= await logIn(cancel);
            using var request = make();
            var answer = await http.SendAsync(request, cancel);
            if (answer.StatusCode != HttpStatusCode.Unauthorized || again)
                return answer;
            answer.Dispose();
            http.Dispose();
            http = null;
        }
    }

    /// <summary>What is refused stays refused; everything else is worth another try.</summary>
    private static async Task<Exception> FailureAsync(HttpResponseMessage answer, string what, CancellationToken cancel)
    {
        var problem = await ProblemAsync(answer, cancel);
        var code = problem?.Code ?? $"HTTP {(int)answer.StatusCode}";
        var text = (problem?.Detail ?? problem?.Title) is { } why ? $"{what}: {code}: {why}" : $"{what}: {code}";
        return (int)answer.StatusCode is >= 400 and < 500 and not (int)HttpStatusCode.TooManyRequests ? new ReleaseRefusedException(text) : new HttpRequestException(text);
    }

    private static async Task<ProblemAnswer?> ProblemAsync(HttpResponseMessage answer, CancellationToken cancel)
    {
        try
        {
            return await answer.Content.ReadFromJsonAsync(ResultsJson.Default.ProblemAnswer, cancel);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>The portal says that it cannot be; asking again gives the same answer.</summary>
public sealed class ReleaseRefusedException(string message) : Exception(message);
