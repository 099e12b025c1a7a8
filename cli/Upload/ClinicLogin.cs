using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace FirstRead.Cli.Upload;

/// <summary>Logs in with the clinic's machine client (OAuth 2.0 client credentials, RFC 6749 4.4).</summary>
public static class ClinicLogin
{
    /// <summary>A client of the portal that carries the token.</summary>
    /// <exception cref="CommandException">The login was refused.</exception>
    public static async Task<HttpClient> OpenAsync(UploadTarget target, CancellationToken cancel)
    {
        var http = new HttpClient { BaseAddress = target.Portal };
        var configuration = (await http.GetFromJsonAsync("/api/configuration", MessagesJson.Default.PortalConfiguration, cancel))!;
        var discovery = (await http.GetFromJsonAsync($"{configuration.Issuer.TrimEnd('/')}/.well-known/openid-configuration", MessagesJson.Default.Discovery, cancel))!;
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = target.ClientId,
            ["client_secret"] = target.ClientSecret,
        });
        using var answer = await http.PostAsync(discovery.TokenEndpoint, form, cancel);
        if (!answer.IsSuccessStatusCode)
            throw new CommandException($"The login of {target.ClientId} was refused ({(int)answer.StatusCode}): check the client id and FIRSTREAD_CLIENT_SECRET.");
        var token = (await answer.Content.ReadFromJsonAsync(MessagesJson.Default.TokenAnswer, cancel))!;
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.AccessToken);
        return http;
    }
}
