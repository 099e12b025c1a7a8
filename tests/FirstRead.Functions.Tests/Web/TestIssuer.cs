using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace FirstRead.Functions.Tests.Web;

/// <summary>An OpenID issuer on the loopback address that makes tokens of Cognito's shape.</summary>
public sealed class TestIssuer : IAsyncDisposable
{
    public const string ClientId = "portal";

    private readonly WebApplication app;
    private RSA key = RSA.Create(2048);
    private int keyNumber = 1;

    private TestIssuer(WebApplication app) => this.app = app;

    public Uri Address { get; private set; } = null!;

    public int Fetches { get; private set; }

    public bool Away { get; set; }

    public string KeyId => $"key-{keyNumber}";

    public static async Task<TestIssuer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var issuer = new TestIssuer(builder.Build());
        issuer.app.MapGet("/.well-known/openid-configuration", issuer.Discover);
        issuer.app.MapGet("/keys", issuer.Keys);
        await issuer.app.StartAsync();
        issuer.Address = new Uri(issuer.app.Urls.Single());
        return issuer;
    }

    /// <summary>A person's access token.</summary>
    public string Token(string subject, params string[] groups) => Sign(Claims(subject, groups));

    public Dictionary<string, object> Claims(string subject, params string[] groups) => new()
    {
        ["iss"] = Address.OriginalString,
        ["sub"] = subject,
        ["client_id"] = ClientId,
        ["token_use"] = "access",
        ["auth_time"] = DateTimeOffset.UtcNow.ToUnixTimeSeconds(),
        ["exp"] = DateTimeOffset.UtcNow.AddMinutes(30).ToUnixTimeSeconds(),
        ["cognito:groups"] = groups,
    };

    public string Sign(Dictionary<string, object> claims) => Sign(claims, key, KeyId, SecurityAlgorithms.RsaSha256);

    public static string Sign(Dictionary<string, object> claims, RSA key, string keyId, string algorithm) =>
        new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Claims = claims,
            SigningCredentials = new SigningCredentials(new RsaSecurityKey(key) { KeyId = keyId, CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false } }, algorithm),
        });

    public void Rotate() => (key, keyNumber) = (RSA.Create(2048), keyNumber + 1);

    public string PublicModulus => Base64UrlEncoder.Encode(key.ExportParameters(false).Modulus);

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private IResult Discover() => Away
        ? Results.StatusCode(503)
        : Results.Text($$"""{"issuer":"{{Address.OriginalString}}","jwks_uri":"{{Address.OriginalString}}/keys"}""", "application/json");

    private IResult Keys()
    {
        Fetches++;
        var parameters = key.ExportParameters(false);
        var (modulus, exponent) = (Base64UrlEncoder.Encode(parameters.Modulus), Base64UrlEncoder.Encode(parameters.Exponent));
        return Results.Text($$"""{"keys":[{"kty":"RSA","use":"sig","alg":"RS256","kid":"{{KeyId}}","n":"{{modulus}}","e":"{{exponent}}"}]}""", "application/json");
    }
}
