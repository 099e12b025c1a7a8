using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace FirstRead.Cli.Upload;

/// <summary>
/// The portal's API as a clinic's program calls it: logs in again when its token has run out, waits when it is told to, and
/// tries again while the portal cannot be reached.
/// </summary>
/// <param name="logIn">Gives a client of the portal with a fresh token.</param>
/// <param name="clock">Whose time is waited.</param>
public sealed class ClinicPortal(Func<CancellationToken, Task<HttpClient>> logIn, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim door = new(1);
    private HttpClient? http;

    public async Task<TAnswer> PostAsync<TBody, TAnswer>(string path, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<TAnswer> answerType, CancellationToken cancel)
    {
        using var answer = await SendAsync(() => new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body, bodyType) }, cancel);
        return (await answer.Content.ReadFromJsonAsync(answerType, cancel))!;
    }

    public async Task PostAsync(string path, CancellationToken cancel) => (await SendAsync(() => new HttpRequestMessage(HttpMethod.Post, path), cancel)).Dispose();

    public async Task<TAnswer> GetAsync<TAnswer>(string path, JsonTypeInfo<TAnswer> answerType, CancellationToken cancel)
    {
        using var answer = await SendAsync(() => new HttpRequestMessage(HttpMethod.Get, path), cancel);
        return (await answer.Content.ReadFromJsonAsync(answerType, cancel))!;
    }

    public void Dispose()
    {
        http?.Dispose();
        door.Dispose();
    }

    private async Task<HttpResponseMessage> SendAsync(Func<HttpRequestMessage> make, CancellationToken cancel)
    {
        var backOff = new BackOff(clock);
        for (var renewed = false; ;)
        {
            HttpResponseMessage answer;
            try
            {
                var client = await ClientAsync(cancel);
                using var request = make();
                answer = await client.SendAsync(request, cancel);
            }
            catch (HttpRequestException) when (backOff.Again)
            {
                await backOff.WaitAsync(cancel);
                continue;
            }
            if (answer.IsSuccessStatusCode)
                return answer;
            using (answer)
            {
                if (answer.StatusCode == HttpStatusCode.Unauthorized && !renewed)
                {
                    renewed = true;
                    http = null;
                }
                else if (answer.StatusCode == HttpStatusCode.TooManyRequests)
                    await Task.Delay(answer.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1), clock, cancel);
                else if ((int)answer.StatusCode >= 500 && backOff.Again)
                    await backOff.WaitAsync(cancel);
                else
                    throw await RefusalAsync(answer, cancel);
            }
        }
    }

    private async Task<HttpClient> ClientAsync(CancellationToken cancel)
    {
        await door.WaitAsync(cancel);
        try
        {
            return http ??= await logIn(cancel);
        }
        finally
        {
            door.Release();
        }
    }

    private static async Task<Exception> RefusalAsync(HttpResponseMessage answer, CancellationToken cancel)
    {
        Refusal? refusal = null;
        try
        {
            refusal = await answer.Content.ReadFromJsonAsync(MessagesJson.Default.Refusal, cancel);
        }
        catch (JsonException)
        {
        }
        var text = string.Join(' ', new[] { refusal?.Title, refusal?.Detail }.Where(part => part is not null));
        var code = refusal?.Code ?? $"HTTP {(int)answer.StatusCode}";
        return (int)answer.StatusCode >= 500 ? new HttpRequestException($"{code}: {text}") : new UploadRefusedException(code, text);
    }
}

/// <summary>The portal says no; asking again gives the same answer.</summary>
public sealed class UploadRefusedException(string code, string text) : CommandException($"The portal refused: {text} ({code})")
{
    public string Code => code;
}
