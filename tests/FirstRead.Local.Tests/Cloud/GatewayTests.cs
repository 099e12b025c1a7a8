using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
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
            Assert.That(answer.Headers.GetValues("Content-Security-Policy").Single(), Does.StartWith("default-src 'none'").And.Contain(Running.Address("s3")));
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
