using System.Net;
using System.Security.Cryptography;
using System.Text;
using FirstRead.Core.Access;
using FirstRead.Web.Tokens;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace FirstRead.Functions.Tests.Web;

public class TokenTests
{
    private static readonly (string Name, Action<Dictionary<string, object>> Spoil)[] Spoilings =
    [
        ("another issuer", claims => claims["iss"] = "https://elsewhere.example.org"),
        ("no issuer", claims => claims.Remove("iss")),
        ("another client", claims => claims["client_id"] = "someone-elses-app"),
        ("no client", claims => claims.Remove("client_id")),
        ("an id token", claims => claims["token_use"] = "id"),
        ("no use", claims => claims.Remove("token_use")),
        ("expired", claims => claims["exp"] = DateTimeOffset.UtcNow.AddMinutes(-2).ToUnixTimeSeconds()),
        ("no expiry", claims => claims.Remove("exp")),
        ("not yet", claims => claims["nbf"] = DateTimeOffset.UtcNow.AddMinutes(2).ToUnixTimeSeconds()),
        ("no subject", claims => claims.Remove("sub")),
        ("a machine that nobody enrolled", claims => claims["sub"] = claims["client_id"] = "unknown-machine"),
        ("a machine with groups and no row", claims => (claims["sub"], claims["client_id"]) = (TestIssuer.ClientId, TestIssuer.ClientId)),
    ];

    private static IEnumerable<string> SpoilingNames => Spoilings.Select(spoiling => spoiling.Name);

    [TestCaseSource(nameof(SpoilingNames))]
    public async Task Me_WithASpoiltToken_IsInvalid(string name)
    {
        var world = await World.GetAsync();
        var claims = world.Issuer.Claims("sub-radiologist", "radiologist");
        Spoilings.Single(spoiling => spoiling.Name == name).Spoil(claims);
        await ExpectInvalidAsync(world, world.Issuer.Sign(claims));
    }

    [Test]
    public async Task Me_WithATokenSignedByAnotherKeyUnderTheIssuersKeyId_IsInvalid()
    {
        var world = await World.GetAsync();
        using var other = RSA.Create(2048);
        await ExpectInvalidAsync(world, TestIssuer.Sign(world.Issuer.Claims("s", "radiologist"), other, world.Issuer.KeyId, SecurityAlgorithms.RsaSha256));
    }

    [Test]
    public async Task Me_WithTheAlgorithmNone_IsInvalid()
    {
        var world = await World.GetAsync();
        var header = Base64UrlEncoder.Encode($$"""{"alg":"none","kid":"{{world.Issuer.KeyId}}"}""");
        var payload = world.Issuer.Token("s", "radiologist").Split('.')[1];
        await ExpectInvalidAsync(world, $"{header}.{payload}.");
    }

    [Test]
    public async Task Me_WithThePublicKeyAsAnHmacSecret_IsInvalid()
    {
        var world = await World.GetAsync();
        var secret = new SymmetricSecurityKey(Encoding.ASCII.GetBytes(world.Issuer.PublicModulus)) { KeyId = world.Issuer.KeyId };
        var token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Claims = world.Issuer.Claims("s", "radiologist"),
            SigningCredentials = new SigningCredentials(secret, SecurityAlgorithms.HmacSha256),
        });
        await ExpectInvalidAsync(world, token);
    }

    [TestCase("")]
    [TestCase("x")]
    [TestCase("a.b.c")]
    [TestCase("e30.e30.e30")]
    public async Task Me_WithWhatIsNoToken_IsInvalid(string text) => await ExpectInvalidAsync(await World.GetAsync(), text);

    [Test]
    public async Task Me_ForAMachineClient_HasTheRolesAndClinicOfItsRow()
    {
        var world = await World.GetAsync();
        var claims = world.Issuer.Claims(World.MachineClient, "operator");
        claims["client_id"] = World.MachineClient;
        var me = await World.JsonOf(await world.SendAsync(AuthorizationTable.Me, "/api/me", world.Issuer.Sign(claims)));
        Assert.That(me.ToString(), Is.EqualTo($$"""{"subject":"{{World.MachineClient}}","name":"PACS North","roles":["clinic"],"clinic":"north-clinic"}"""));
    }

    [Test]
    public async Task Keys_AfterARotation_AreFetchedOnceForTheNewKeyIdAndNotForEveryInventedOne()
    {
        await using var issuer = await TestIssuer.StartAsync();
        var clock = new ManualClock();
        using var http = new HttpClient();
        using var keys = new SigningKeys(http, issuer.Address, clock);
        Assert.That(await keys.FindAsync("key-1", default), Has.Count.EqualTo(1));
        issuer.Rotate();
        clock.Advance(TimeSpan.FromMinutes(2));
        Assert.That(await keys.FindAsync("key-2", default), Has.Count.EqualTo(1));
        for (var invented = 0; invented < 10; invented++)
            Assert.That(await keys.FindAsync($"invented-{invented}", default), Is.Empty);
        Assert.That(issuer.Fetches, Is.EqualTo(2));
    }

    [Test]
    public async Task Keys_WhileTheIssuerIsAway_AreThoseOfBefore()
    {
        await using var issuer = await TestIssuer.StartAsync();
        var clock = new ManualClock();
        using var http = new HttpClient();
        using var keys = new SigningKeys(http, issuer.Address, clock);
        await keys.FindAsync("key-1", default);
        issuer.Away = true;
        clock.Advance(TimeSpan.FromHours(2));
        Assert.That(await keys.FindAsync("key-1", default), Has.Count.EqualTo(1));
    }

    [TestCase("https://issuer.example.org", true)]
    [TestCase("http://127.0.0.1:9", true)]
    [TestCase("http://localhost:9", true)]
    [TestCase("http://issuer.example.org", false)]
    [TestCase("ftp://127.0.0.1", false)]
    [TestCase("issuer", false)]
    public void TrustedAddress_IsHttpsOrLoopback(string address, bool trusted) =>
        Assert.That(TrustedAddress.TryParse(address) is not null, Is.EqualTo(trusted));

    private static async Task ExpectInvalidAsync(World world, string token)
    {
        var response = await world.SendAsync(AuthorizationTable.Me, "/api/me", token);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(await World.CodeOf(response), Is.AnyOf("invalid-token", "no-token"));
    }
}
