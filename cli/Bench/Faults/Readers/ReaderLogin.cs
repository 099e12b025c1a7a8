using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FirstRead.Cli.Demo;

namespace FirstRead.Cli.Bench.Faults.Readers;

/// <summary>Logs a person of the local cloud in as the portal does (RFC 7636), without a browser.</summary>
internal static class ReaderLogin
{
    private const string Client = "firstread-portal";

    /// <summary>A client of the portal that carries the person's token.</summary>
    /// <param name="role">The first person who has it.</param>
    /// <exception cref="HttpRequestException">The portal or its login could not be reached, or the login was refused.</exception>
    public static async Task<HttpClient> OpenAsync(CloudProcess cloud, string role, CancellationToken cancel)
    {
        var (portal, user, password) = DemoLogins.Of(cloud, role);
        using var description = cloud.Describe();
        var issuer = new Uri(description.RootElement.GetProperty("issuer").GetString()!);
        using var handler = new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() };
        using var http = new HttpClient(handler);
        var home = new Uri(portal, "/").AbsoluteUri;
        var verifier = Base64Url(RandomNumberGenerator.GetBytes(32));
        var ask = Form(
            ("response_type", "code"), ("client_id", Client), ("scope", "openid"), ("state", "s"), ("redirect_uri", home),
            ("code_challenge", Base64Url(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)))), ("code_challenge_method", "S256"));
        var query = await ask.ReadAsStringAsync(cancel);
        using var form = await FollowAsync(http, issuer, home, await http.GetAsync(new Uri(issuer, $"/auth?{query}"), cancel), cancel);
        using var done = await FollowAsync(http, issuer, home, await http.PostAsync(form.RequestMessage!.RequestUri, Form(("username", user), ("password", password)), cancel), cancel);
        var code = done.Headers.Location?.Query.TrimStart('?').Split('&').FirstOrDefault(part => part.StartsWith("code=", StringComparison.Ordinal))?[5..]
            ?? throw new HttpRequestException($"The login of the first {role} was refused ({(int)done.StatusCode}).");
        using var redeemed = await http.PostAsync(
            new Uri(issuer, "/token"),
            Form(("grant_type", "authorization_code"), ("client_id", Client), ("code", Uri.UnescapeDataString(code)), ("code_verifier", verifier), ("redirect_uri", home)),
            cancel);
        using var answer = (await redeemed.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonDocument>(cancel))!;
        return new HttpClient { BaseAddress = portal, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", answer.RootElement.GetProperty("access_token").GetString()) } };
    }

    private static async Task<HttpResponseMessage> FollowAsync(HttpClient http, Uri issuer, string home, HttpResponseMessage answer, CancellationToken cancel)
    {
        while (answer.Headers.Location is { } location && !location.OriginalString.StartsWith(home, StringComparison.Ordinal))
        {
            answer.Dispose();
            answer = await http.GetAsync(new Uri(issuer, location), cancel);
        }
        return answer;
    }

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) => new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));

    private static string Base64Url(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
