using System.Net;
using FirstRead.Core.Access;

namespace FirstRead.Functions.Tests.Web;

public class ProblemTests
{
    [TestCase("GET", "/api/nowhere", 404, "not-found")]
    [TestCase("DELETE", "/api/worklist", 405, "method-not-allowed")]
    [TestCase("GET", "/", 404, "not-found")]
    public async Task Request_ThatNoEndpointTakes_IsAProblem(string method, string path, int status, string code)
    {
        var world = await World.GetAsync();
        var response = await world.SendAsync(Server.Api, new HttpMethod(method), path, null);
        Assert.That(((int)response.StatusCode, await World.CodeOf(response)), Is.EqualTo((status, code)));
        Assert.That((await World.JsonOf(response)).GetProperty("type").GetString(), Is.EqualTo($"urn:firstread:problem:{code}"));
    }

    [Test]
    public async Task Body_AboveOneMebibyte_IsRefused()
    {
        var world = await World.GetAsync();
        var body = $$"""{"question":"{{new string('x', 1024 * 1024)}}"}""";
        var response = await world.SendAsync(AuthorizationTable.CreateUpload, "/api/uploads", world.TokenOf(Role.Clinic), body);
        Assert.That((response.StatusCode, await World.CodeOf(response)), Is.EqualTo((HttpStatusCode.RequestEntityTooLarge, "body-too-large")));
    }

    [Test]
    public async Task Answer_IsKeptByNoCache()
    {
        var world = await World.GetAsync();
        var response = await world.SendAsync(AuthorizationTable.Me, "/api/me", world.TokenOf(Role.Radiologist));
        Assert.That(response.Headers.CacheControl!.ToString(), Does.Contain("private").And.Contain("no-cache"));
    }
}
