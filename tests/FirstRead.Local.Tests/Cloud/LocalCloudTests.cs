using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Amazon.DynamoDBv2.Model;
using FirstRead.Core.Settings;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;
using FirstRead.Local.Wire;
using Microsoft.AspNetCore.WebUtilities;

namespace FirstRead.Local.Tests.Cloud;

/// <summary>The whole program in its own process, with the real DynamoDB Local and login server and one function of ours.</summary>
[Category("Slow")]
public sealed class LocalCloudTests
{
    private readonly HttpClient _http = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = true, CookieContainer = new CookieContainer() });
    private TemporaryFolder _folder = null!;
    private Process _process = null!;
    private JsonNode _cloud = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _folder = new TemporaryFolder();
        PlantFunction("Triage");
        (_process, _cloud) = await StartCloudAsync();
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await StopCloudAsync(_process);
        _http.Dispose();
        _folder.Dispose();
    }

    [Test]
    public async Task Tables_HoldTheClinicsAndTheRota()
    {
        using var dynamo = LocalStores.Dynamo(new Uri((string)_cloud["dynamodb"]!), Key);
        var principal = await dynamo.GetItemAsync(ResourceNames.StudiesTable, KeyOf(StudiesTable.Principal("northside-uploader")));
        var rota = await dynamo.GetItemAsync(ResourceNames.StudiesTable, KeyOf(StudiesTable.Rota));
        var table = await dynamo.DescribeTableAsync(ResourceNames.StudiesTable);
        Assert.Multiple(() =>
        {
            Assert.That(principal.Item["clinic"].S, Is.EqualTo("northside"));
            Assert.That(principal.Item["machineRoles"].S, Is.EqualTo("clinic"));
            Assert.That(rota.Item["phone"].S, Does.StartWith("+"));
            Assert.That(table.Table.GlobalSecondaryIndexes.Select(index => index.IndexName), Is.EquivalentTo(new[] { "due", "worklist", "clinicUploads" }));
        });
    }

    [Test]
    public async Task MachineClient_GetsATokenOfCognitosShape()
    {
        var machine = _cloud["machines"]![0]!;
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{_cloud["issuer"]}/token");
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{machine["clientId"]}:{machine["clientSecret"]}")));
        request.Content = new FormUrlEncodedContent([KeyValuePair.Create("grant_type", "client_credentials")]);
        using var answer = await _http.SendAsync(request);
        var claims = await VerifiedAsync((await answer.Content.ReadFromJsonAsync<JsonObject>())!);
        Assert.Multiple(() =>
        {
            Assert.That((string?)claims["sub"], Is.EqualTo("northside-uploader"));
            Assert.That((string?)claims["client_id"], Is.EqualTo("northside-uploader"));
            Assert.That((string?)claims["token_use"], Is.EqualTo("access"));
            Assert.That((string?)claims["iss"], Is.EqualTo((string?)_cloud["issuer"]));
            Assert.That(claims.ContainsKey("aud") || claims.ContainsKey("cognito:groups"), Is.False);
            Assert.That((long)claims["exp"]! - (long)claims["iat"]!, Is.EqualTo(3600));
        });
    }

    [Test]
    public async Task Person_WhoLogsInWithPkce_GetsATokenWithGroups()
    {
        var person = _cloud["logins"]!.AsArray().Single(login => (string?)login!["username"] == "radiologist@firstread.example")!;
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
    public async Task Person_WithAWrongPassword_GetsNoCode() =>
        Assert.That(await LogInAsync("radiologist@firstread.example", "wrong", "x"), Is.Null);

    [TestCase("/api/me", HttpStatusCode.BadGateway)]
    [TestCase("/pixels/studies/x.dcm", HttpStatusCode.Forbidden)]
    [TestCase("/results/x", HttpStatusCode.Forbidden)]
    [TestCase("/outbox/", HttpStatusCode.OK)]
    [TestCase("/outbox.json", HttpStatusCode.OK)]
    [TestCase("/../../etc/passwd", HttpStatusCode.NotFound)]
    public async Task Gateway_AnswersEachPathUnderAStrictPolicy(string path, HttpStatusCode status)
    {
        using var answer = await _http.GetAsync($"{_cloud["gateway"]}{path}");
        Assert.Multiple(() =>
        {
            Assert.That(answer.StatusCode, Is.EqualTo(status));
            Assert.That(answer.Headers.GetValues("Content-Security-Policy").Single(), Does.Contain("default-src 'none'").And.Not.Contain("unsafe-eval' "));
        });
    }

    [Test]
    public async Task Stream_OfTheStudiesTable_TellsTriageOfResultsAlone()
    {
        using var dynamo = LocalStores.Dynamo(new Uri((string)_cloud["dynamodb"]!), Key);
        var study = StudyId.Parse("northside." + new string('a', 32));
        foreach (var key in new[] { StudiesTable.Study(study), StudiesTable.Result(study, 1) })
            await dynamo.PutItemAsync(ResourceNames.StudiesTable, KeyOf(key));
        var journal = _folder.At("journal");
        await Eventually.BecomesTrueAsync(() => File.Exists(journal) && File.ReadAllText(journal).Contains("RESULT#", StringComparison.Ordinal));
        var record = JsonNode.Parse(File.ReadLines(journal).First())!["Records"]![0]!;
        Assert.Multiple(() =>
        {
            Assert.That(File.ReadAllText(journal), Does.Not.Contain("META"));
            Assert.That((string?)record["eventName"], Is.EqualTo("INSERT"));
            Assert.That((string?)record["dynamodb"]!["NewImage"]!["sk"]!["S"], Is.EqualTo("RESULT#000001"));
        });
    }

    [Test]
    public async Task Restart_AfterSigKill_KillsTheLeftoversAndKeepsTheLogins()
    {
        await using var second = await Second.StartAsync(this);
        var orphans = second.Cloud["pids"]!.AsArray().Select(child => (int)child!["pid"]!).ToList();
        second.Process.Kill();
        await second.Process.WaitForExitAsync();
        var (again, cloud) = await StartCloudAsync("second");
        try
        {
            Assert.Multiple(() =>
            {
                Assert.That(orphans.Where(Lives), Is.Empty);
                Assert.That((string?)cloud["logins"]![0]!["password"], Is.EqualTo((string?)second.Cloud["logins"]![0]!["password"]));
            });
        }
        finally
        {
            var children = cloud["pids"]!.AsArray().Select(child => (int)child!["pid"]!).ToList();
            await StopCloudAsync(again);
            Assert.That(children.Where(Lives), Is.Empty, "SIGTERM stops the children too");
        }
    }

    private AccessKey Key => new((string)_cloud["accessKeyId"]!, (string)_cloud["secretAccessKey"]!, (string)_cloud["region"]!);

    private static bool Lives(int process) => File.Exists($"/proc/{process}/cmdline") && File.ReadAllText($"/proc/{process}/cmdline").Length > 0;

    private static Dictionary<string, AttributeValue> KeyOf(ItemKey key) => new() { ["pk"] = new AttributeValue(key.Pk), ["sk"] = new AttributeValue(key.Sk) };

    private async Task<(Process Process, JsonNode Cloud)> StartCloudAsync(string data = "data")
    {
        var repository = Repository();
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true };
        foreach (var argument in new[] { typeof(LocalCloud).Assembly.Location, "--data", _folder.At(data), "--port", "0", "--repository", repository })
            start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        Assert.That(await process.StandardOutput.ReadLineAsync(patience.Token), Does.Contain("is ready at"));
        return (process, JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(_folder.At(data), "cloud.json")))!);
    }

    private static async Task StopCloudAsync(Process process)
    {
        using var kill = Process.Start("kill", [$"{process.Id}"]);
        await process.WaitForExitAsync();
        Assert.That(process.ExitCode, Is.Zero);
    }

    /// <summary>A repository in which only one function is built, and that one by the test.</summary>
    private string Repository()
    {
        var real = LocalOptions.FindRepository();
        foreach (var name in new[] { "node_modules", "local" })
            if (!Path.Exists(_folder.At($"repository/{name}")))
                Directory.CreateSymbolicLink(_folder.At($"repository/{name}"), Path.Combine(real, name));
        return _folder.At("repository");
    }

    private void PlantFunction(string name)
    {
        var folder = _folder.At($"repository/functions/{name}/bin/Release/net10.0/publish");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "bootstrap"), $$"""
            #!/usr/bin/env node
            const { appendFileSync } = require('node:fs');
            const api = `http://${process.env.AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime/invocation`;
            (async () => {
              for (;;) {
                const next = await fetch(`${api}/next`);
                appendFileSync('{{_folder.At("journal")}}', (await next.text()) + '\n');
                await fetch(`${api}/${next.headers.get('lambda-runtime-aws-request-id')}/response`, { method: 'POST', body: 'null' });
              }
            })();
            """);
        File.SetUnixFileMode(Path.Combine(folder, "bootstrap"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>The authorization code, or null where the password was refused.</summary>
    private async Task<string?> LogInAsync(string username, string password, string verifier)
    {
        var redirect = $"{_cloud["gateway"]}/";
        var challenge = WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));
        var address = $"{_cloud["issuer"]}/auth?response_type=code&client_id=firstread-portal&scope=openid&state=s&redirect_uri={Uri.EscapeDataString(redirect)}&code_challenge={challenge}&code_challenge_method=S256&prompt=login";
        using var form = await FollowAsync(new HttpRequestMessage(HttpMethod.Get, address), redirect);
        using var login = new HttpRequestMessage(HttpMethod.Post, form.RequestMessage!.RequestUri) { Content = new FormUrlEncodedContent([KeyValuePair.Create("username", username), KeyValuePair.Create("password", password)]) };
        using var done = await FollowAsync(login, redirect);
        return done.Headers.Location is { } location ? QueryHelpers.ParseQuery(location.Query)["code"].ToString() : null;
    }

    private async Task<HttpResponseMessage> FollowAsync(HttpRequestMessage request, string until)
    {
        var answer = await _http.SendAsync(request);
        while (answer.Headers.Location is { } location && !location.OriginalString.StartsWith(until, StringComparison.Ordinal))
            answer = await _http.GetAsync(new Uri(new Uri((string)_cloud["issuer"]!), location));
        return answer;
    }

    private async Task<JsonObject> RedeemAsync(string code, string verifier)
    {
        using var content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code", ["client_id"] = "firstread-portal", ["code"] = code, ["code_verifier"] = verifier, ["redirect_uri"] = $"{_cloud["gateway"]}/",
        });
        using var answer = await _http.PostAsync($"{_cloud["issuer"]}/token", content);
        return (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
    }

    /// <summary>The access token's claims, after its signature was found to be the issuer's.</summary>
    private async Task<JsonObject> VerifiedAsync(JsonObject answer)
    {
        var token = (string?)answer["access_token"] ?? throw new AssertionException(answer.ToJsonString());
        var parts = token.Split('.');
        var header = JsonNode.Parse(WebEncoders.Base64UrlDecode(parts[0]))!;
        var keys = (await _http.GetFromJsonAsync<JsonObject>($"{_cloud["issuer"]}/jwks"))!["keys"]!.AsArray();
        var key = keys.Single(candidate => (string?)candidate!["kid"] == (string?)header["kid"])!;
        using var rsa = RSA.Create(new RSAParameters { Modulus = WebEncoders.Base64UrlDecode((string)key["n"]!), Exponent = WebEncoders.Base64UrlDecode((string)key["e"]!) });
        Assert.That((string?)header["alg"], Is.EqualTo("RS256"));
        Assert.That(rsa.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), WebEncoders.Base64UrlDecode(parts[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1), Is.True);
        return (JsonObject)JsonNode.Parse(WebEncoders.Base64UrlDecode(parts[1]))!;
    }

    /// <summary>Another cloud beside the fixture's.</summary>
    private sealed record Second(Process Process, JsonNode Cloud) : IAsyncDisposable
    {
        public static async Task<Second> StartAsync(LocalCloudTests tests)
        {
            var (process, cloud) = await tests.StartCloudAsync("second");
            return new Second(process, cloud);
        }

        public ValueTask DisposeAsync()
        {
            Process.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
