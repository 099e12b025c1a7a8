using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using static FirstRead.Local.Tests.Cloud.SharedCloud;

namespace FirstRead.Local.Tests.Cloud;

/// <summary>Logging in as the portal and as a clinic's program do, and the tokens that come of it.</summary>
[Category("Slow")]
public sealed class LoginTests
{
    private HttpClient _http = null!;

    [SetUp]
    public void Start() => _http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() });

    [TearDown]
    public void Stop() => _http.Dispose();

    [Test]
    public async Task MachineClient_GetsATokenOfCognitosShape()
    {
        var machine = Running.Description["machines"]![0]!;
        var claims = await VerifiedAsync(await AsMachineAsync((string)machine["clientId"]!, (string)machine["clientSecret"]!));
        Assert.Multiple(() =>
        {
            Assert.That((string?)claims["sub"], Is.EqualTo("northside-uploader"));
            Assert.That((string?)claims["client_id"], Is.EqualTo("northside-uploader"));
            Assert.That((string?)claims["token_use"], Is.EqualTo("access"));
            Assert.That((string?)claims["iss"], Is.EqualTo(Running.Address("issuer")));
            Assert.That(claims.ContainsKey("aud") || claims.ContainsKey("cognito:groups"), Is.False);
            Assert.That((long)claims["exp"]! - (long)claims["iat"]!, Is.EqualTo(3600));
        });
    }

    [Test]
    public async Task MachineClient_WithAnotherSecret_GetsNone() =>
        Assert.That((string?)(await AsMachineAsync("northside-uploader", "guess"))["error"], Is.EqualTo("invalid_client"));

    [Test]
    public async Task Person_WhoLogsInWithPkce_GetsATokenWithGroups()
    {
        var person = Running.Description["logins"]!.AsArray().Single(login => (string?)login!["username"] == "radiologist@firstread.example")!;
        var verifier = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));
        var code = await LogInAsync((string)person["username"]!, (string)person["password"]!, verifier);
        var claims = await VerifiedAsync(await RedeemAsync(code!, verifier));
        Assert.Multiple(() =>
        {
            Assert.That((string?)claims["sub"], Is.EqualTo((string?)person["subject"]));
            Assert.That((string?)claims["client_id"], Is.EqualTo("firstread-portal"));
            Assert.That((string?)claims["username"], Is.EqualTo("radiologist@firstread.example"));
            Assert.That((string?)claims["cognito:groups"]![0], Is.EqualTo("radiologist"));
            Assert.That(claims.ContainsKey("aud"), Is.False);
        });
    }

    [Test]
    public async Task Code_WithoutItsVerifier_IsWorthNothing()
    {
        var person = Running.Description["logins"]![0]!;
        var code = await LogInAsync((string)person["username"]!, (string)person["password"]!, WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32)));
        Assert.That((string?)(await RedeemAsync(code!, WebEncoders.Base64UrlEncode(new byte[32])))["error"], Is.EqualTo("invalid_grant"));
    }

    [Test]
    public async Task Person_WithAWrongPassword_GetsNoCode() =>
        Assert.That(await LogInAsync("radiologist@firstread.example", "wrong", WebEncoders.Base64UrlEncode(new byte[32])), Is.Null);

    private static string Portal => $"{Running.Address("gateway")}/";

    private async Task<JsonObject> AsMachineAsync(string id, string secret)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Running.Address("issuer")}/token") { Content = new FormUrlEncodedContent([KeyValuePair.Create("grant_type", "client_credentials")]) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{id}:{secret}")));
        using var answer = await _http.SendAsync(request);
        return (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
    }

    /// <summary>The authorization code, or null where the password was refused.</summary>
    private async Task<string?> LogInAsync(string username, string password, string verifier)
    {
        var challenge = WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));
        var address = QueryHelpers.AddQueryString($"{Running.Address("issuer")}/auth", new Dictionary<string, string?>
        {
            ["response_type"] = "code",
            ["client_id"] = "firstread-portal",
            ["scope"] = "openid",
            ["state"] = "s",
            ["redirect_uri"] = Portal,
            ["code_challenge"] = challenge,
            ["code_challenge_method"] = "S256",
        });
        using var form = await FollowAsync(new HttpRequestMessage(HttpMethod.Get, address));
        Assert.That(form.Headers.GetValues("Content-Security-Policy").Single(), Does.StartWith("default-src 'none'"));
        using var login = new HttpRequestMessage(HttpMethod.Post, form.RequestMessage!.RequestUri);
        login.Content = new FormUrlEncodedContent([KeyValuePair.Create("username", username), KeyValuePair.Create("password", password)]);
        using var done = await FollowAsync(login);
        return done.Headers.Location is { } location ? QueryHelpers.ParseQuery(location.Query)["code"].ToString() : null;
    }

    private async Task<HttpResponseMessage> FollowAsync(HttpRequestMessage request)
    {
        var answer = await _http.SendAsync(request);
        while (answer.Headers.Location is { } location && !location.OriginalString.StartsWith(Portal, StringComparison.Ordinal))
            answer = await _http.GetAsync(new Uri(new Uri(Running.Address("issuer")), location));
        return answer;
    }

    private async Task<JsonObject> RedeemAsync(string code, string verifier)
    {
        using var content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["client_id"] = "firstread-portal",
            ["code"] = code,
            ["code_verifier"] = verifier,
            ["redirect_uri"] = Portal,
        });
        using var answer = await _http.PostAsync($"{Running.Address("issuer")}/token", content);
        return (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
    }

    /// <summary>The access token's claims, after its signature was found to be the issuer's.</summary>
    private async Task<JsonObject> VerifiedAsync(JsonObject answer)
    {
        var token = (string?)answer["access_token"] ?? throw new AssertionException(answer.ToJsonString());
        var parts = token.Split('.');
        var header = JsonNode.Parse(WebEncoders.Base64UrlDecode(parts[0]))!;
        var keys = (await _http.GetFromJsonAsync<JsonObject>($"{Running.Address("issuer")}/jwks"))!["keys"]!.AsArray();
        var key = keys.Single(candidate => (string?)candidate!["kid"] == (string?)header["kid"])!;
        using var rsa = RSA.Create(new RSAParameters { Modulus = WebEncoders.Base64UrlDecode((string)key["n"]!), Exponent = WebEncoders.Base64UrlDecode((string)key["e"]!) });
        Assert.That((string?)header["alg"], Is.EqualTo("RS256"));
        Assert.That(rsa.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), WebEncoders.Base64UrlDecode(parts[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1), Is.True);
        return (JsonObject)JsonNode.Parse(WebEncoders.Base64UrlDecode(parts[1]))!;
    }
}
