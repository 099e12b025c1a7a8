using FirstRead.Core.Access;
using FirstRead.Core.Storage;
using FirstRead.Web;
using Microsoft.AspNetCore.Http;

namespace FirstRead.Functions.Tests.Web;

/// <summary>Nobody reaches a function around CloudFront.</summary>
public sealed class OriginGuardTests
{
    [TestCase("new", ExpectedResult = true)]
    [TestCase("old", ExpectedResult = true)]
    [TestCase("ne", ExpectedResult = false)]
    [TestCase("new ", ExpectedResult = false)]
    [TestCase("", ExpectedResult = false)]
    [TestCase(null, ExpectedResult = false)]
    public Task<bool> Request_WhoseHeaderIs_Passes(string? shown) => PassesAsync("""{"current":"new","previous":"old"}""", shown);

    [Test]
    public async Task Request_WithoutAHeader_DoesNotMatchAnEmptyPrevious() => Assert.That(await PassesAsync("""{"current":"new","previous":""}""", ""), Is.False);

    private static async Task<bool> PassesAsync(string secret, string? shown)
    {
        var http = new DefaultHttpContext();
        if (shown is not null)
            http.Request.Headers[OriginHeader.Name] = shown;
        var passed = false;
        await new OriginGuard(new OneSecret(secret), "firstread/origin-secret").InvokeAsync(http, _ =>
        {
            passed = true;
            return Task.CompletedTask;
        });
        Assert.That(http.Response.StatusCode, Is.EqualTo(passed ? 200 : 403));
        return passed;
    }

    private sealed class OneSecret(string value) : ISecretStore
    {
        public Task<string> GetAsync(string name, CancellationToken cancel) =>
            name == "firstread/origin-secret" ? Task.FromResult(value) : throw new ArgumentException(name, nameof(name));
    }
}
