using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FirstRead.Core.Access;
using FirstRead.Core.Studies;
using FirstRead.Functions.Tests.Web;

namespace FirstRead.Functions.Tests.Api;

public class PixelSessionTests
{
    [Test]
    public async Task Open_SetsCloudFrontsThreeCookiesWithAPolicyThatThePublicKeyVerifies()
    {
        var world = await World.GetAsync();
        var before = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var response = await world.SendAsync(AuthorizationTable.PixelSession, "/api/pixel-session", world.TokenOf(Role.Radiologist));
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        var cookies = response.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';', 2)).ToDictionary(parts => parts[0].Split('=', 2)[0], parts => (Value: parts[0].Split('=', 2)[1], Attributes: parts[1]));
        Assert.That(cookies.Keys, Is.EquivalentTo(new[] { "CloudFront-Policy", "CloudFront-Signature", "CloudFront-Key-Pair-Id" }));
        var policy = Plain(cookies["CloudFront-Policy"].Value);
        var statement = JsonDocument.Parse(policy).RootElement.GetProperty("Statement")[0];
        var until = statement.GetProperty("Condition").GetProperty("DateLessThan").GetProperty("AWS:EpochTime").GetInt64();
        Assert.Multiple(() =>
        {
            Assert.That(statement.GetProperty("Resource").GetString(), Is.EqualTo("https://read.example.org/*studies/*"));
            Assert.That(until, Is.InRange(before + (15 * 60), DateTimeOffset.UtcNow.ToUnixTimeSeconds() + (15 * 60) + 1));
            Assert.That(Encoding.ASCII.GetString(policy), Does.Not.Contain(" "));
            Assert.That(world.PixelKey.VerifyData(policy, Plain(cookies["CloudFront-Signature"].Value), HashAlgorithmName.SHA1, RSASignaturePadding.Pkcs1), Is.True);
            Assert.That(cookies["CloudFront-Key-Pair-Id"].Value, Is.EqualTo("K123"));
            Assert.That(cookies.Values.Select(cookie => cookie.Attributes), Has.All.Contain("HttpOnly").And.All.Contain("Secure").And.All.Contain("SameSite=Strict").And.All.Contain("Path=/pixels/;"));
        });
    }

    [Test]
    public async Task Open_WithStudies_AddsTheResultsOfThoseThatTheCallerIsShown()
    {
        var world = await World.GetAsync();
        var blind = ClinicId.Parse("blind-clinic-pixels");
        await world.Clinics.PutAsync(new Clinic(blind, "Blind", AiDisplay.AfterOwnRead), null, default);
        var (shown, withheld) = (await world.AnalysedStudyAsync(), await world.AnalysedStudyAsync(clinic: blind));
        var response = await world.SendAsync(AuthorizationTable.PixelSession, "/api/pixel-session", world.TokenOf(Role.Radiologist), $$"""{"studies":["{{shown.Id}}","{{withheld.Id}}"]}""");
        var cookies = response.Headers.GetValues("Set-Cookie").ToArray();
        var resources = cookies.Where(cookie => cookie.StartsWith("CloudFront-Policy", StringComparison.Ordinal)).Select(cookie => Encoding.ASCII.GetString(Plain(cookie.Split('=', 2)[1].Split(';')[0]))).ToArray();
        Assert.Multiple(async () =>
        {
            Assert.That((await World.JsonOf(response)).GetProperty("results").EnumerateArray().Select(id => id.GetString()), Is.EqualTo(new[] { shown.Id.Value }));
            Assert.That(cookies, Has.Length.EqualTo(6));
            Assert.That(resources[1], Does.Contain($"\"https://read.example.org/results/{shown.Id}/*\""));
            Assert.That(cookies[3], Does.Contain($"Path=/results/{shown.Id}/;"));
        });
        Assert.That(await World.CodeOf(await world.SendAsync(AuthorizationTable.PixelSession, "/api/pixel-session", world.TokenOf(Role.Radiologist), """{"studies":["x"]}""")), Is.EqualTo("invalid-body"));
    }

    [Test]
    public async Task Configuration_NeedsNoLogin()
    {
        var world = await World.GetAsync();
        var body = await World.JsonOf(await world.SendAsync(AuthorizationTable.Configuration, "/api/configuration", null));
        Assert.That(body.ToString(), Is.EqualTo($$"""{"issuer":"{{world.Issuer.Address.OriginalString}}","clientId":"portal","portalUrl":"https://read.example.org"}"""));
    }

    private static byte[] Plain(string cookieSafe) =>
        Convert.FromBase64String(cookieSafe.Replace('-', '+').Replace('_', '=').Replace('~', '/'));
}
