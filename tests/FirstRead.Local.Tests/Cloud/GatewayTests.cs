using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using static FirstRead.Local.Tests.Cloud.SharedCloud;

namespace FirstRead.Local.Tests.Cloud;

/// <summary>The one origin, and the web functions behind it.</summary>
[Category("Slow")]
public sealed class GatewayTests
{
    private readonly HttpClient _http = new();

    [OneTimeTearDown]
    public void Dispose() => _http.Dispose();

    [TestCase("/api/uploads", HttpStatusCode.OK)]
    [TestCase("/api/uploads/u1/urls?x=1", HttpStatusCode.OK)]
    [TestCase("/api/me", HttpStatusCode.BadGateway)]
    [TestCase("/api/studies/northside.1/identity", HttpStatusCode.BadGateway)]
    [TestCase("/pixels/studies/x.dcm", HttpStatusCode.Forbidden)]
    [TestCase("/results/x", HttpStatusCode.Forbidden)]
    [TestCase("/outbox/", HttpStatusCode.OK)]
    [TestCase("/outbox/outbox.js", HttpStatusCode.OK)]
    [TestCase("/outbox.json", HttpStatusCode.OK)]
    [TestCase("/..%2f..%2fetc/passwd", HttpStatusCode.NotFound)]
    public async Task Path_IsAnsweredByItsOwnerUnderAStrictPolicy(string path, HttpStatusCode status)
    {
        using var answer = await _http.GetAsync(Running.Address("gateway") + path);
        Assert.Multiple(() =>
        {
            Assert.That(answer.StatusCode, Is.EqualTo(status));
            foreach (var (name, value) in PortalHeaders)
                Assert.That(answer.Headers.GetValues(name).Single(), Is.EqualTo(value), name);
        });
    }

    /// <summary>The portal's own file, with the two origins that it speaks to here; it is what CloudFront sends on AWS.</summary>
    private static Dictionary<string, string> PortalHeaders => JsonDocument.Parse(File.ReadAllText(Path.Combine(LocalOptions.FindRepository(), "portal", "security-headers.json"))).RootElement.EnumerateObject()
        .ToDictionary(header => header.Name, header => header.Value.GetString()!.Replace("{connect-origins}", $"{Running.Address("issuer")} {Running.Address("s3")}"));

    [Test]
    public void PortalHeaders_AllowNoForeignScriptAndNoEvaluation()
    {
        var policy = PortalHeaders["Content-Security-Policy"].Split("; ").Select(directive => directive.Split(' ')).ToDictionary(words => words[0], words => words[1..]);
        Assert.Multiple(() =>
        {
            Assert.That(policy["default-src"], Is.EqualTo(new[] { "'none'" }));
            // WebAssembly for the image decoders; it lets nobody evaluate text.
            Assert.That(policy["script-src"], Is.EqualTo(new[] { "'self'", "'wasm-unsafe-eval'" }));
            Assert.That(policy["style-src"], Is.EqualTo(new[] { "'self'" }));
            Assert.That(policy.Values.SelectMany(sources => sources), Has.None.Contains("*").And.None.EqualTo("'unsafe-inline'").And.None.EqualTo("'unsafe-eval'").And.None.EqualTo("https:").And.None.EqualTo("data:"));
            Assert.That(policy["connect-src"], Is.EqualTo(new[] { "'self'", Running.Address("issuer"), Running.Address("s3") }));
        });
    }

    [Test]
    public async Task WebFunction_GetsPathAndQueryAsSent() =>
        Assert.That((string?)(await AskAsync("/api/uploads/u%201?a=b%26c"))["path"], Is.EqualTo("/api/uploads/u%201?a=b%26c"));

    [Test]
    public async Task WebFunction_WithAnAnswerAboveSixMegabytes_IsABadGateway()
    {
        using var answer = await _http.GetAsync(Running.Address("gateway") + "/api/uploads/large");
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadGateway));
    }

    [Test]
    public async Task WebFunction_ThatIsKilled_IsStartedAgain()
    {
        var first = (int)(await AskAsync("/api/uploads"))["pid"]!;
        Assert.That(Running.Children, Does.Contain(("uploads", first)));
        Process.GetProcessById(first).Kill();
        await Eventually.BecomesTrueAsync(async () =>
        {
            using var answer = await _http.GetAsync(Running.Address("gateway") + "/api/uploads");
            return answer.IsSuccessStatusCode && (int)(await answer.Content.ReadFromJsonAsync<JsonObject>())!["pid"]! != first;
        });
    }

    private async Task<JsonObject> AskAsync(string path) => (await _http.GetFromJsonAsync<JsonObject>(Running.Address("gateway") + path))!;
}
