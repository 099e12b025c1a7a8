using System.Diagnostics;
using System.Net;
using FirstRead.Core.Access;
using FirstRead.Core.Settings;
using FirstRead.Testing;

namespace FirstRead.Publishing.Tests;

/// <summary>
/// Published functions in a root that has of a system what Lambda's has (provided.al2023: the C and C++ libraries, OpenSSL, zlib) and no
/// .NET, no ICU, no time zones: each takes an event from the Runtime API, or a request, and answers it.
/// </summary>
[Platform("Linux")]
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class EmptyRootTests
{
    private static readonly string[] Packages = ["libc6", "libgcc-s1", "libstdc++6", "libssl3", "zlib1g"];
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private const string Scheduled = """{"source":"aws.events","detail-type":"Scheduled Event","detail":{}}""";

    private string folder = "";
    private EmptyRoot root = null!;

    [OneTimeSetUp]
    public async Task InstallAsync()
    {
        if (!await EmptyRoot.IsPossibleAsync())
            Assert.Ignore("Only root may make a mount namespace.");
        folder = Directory.CreateTempSubdirectory("firstread-lambda-").FullName;
        File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        root = new(folder);
        if (await root.InstallAsync(Packages) is { } missing)
            Assert.Ignore($"The package {missing} is not installed.");
        Directory.CreateDirectory(Path.Combine(folder, "var", "task"));
        foreach (var function in PublishedFunctions.Names)
            await LinkAsync(Path.Combine(await PublishedFunctions.FolderAsync(), function), Path.Combine(folder, "var", "task", function));
    }

    [OneTimeTearDown]
    public void Remove()
    {
        if (folder.Length > 0)
            Directory.Delete(folder, recursive: true);
    }

    [TestCase("Ingest", Scheduled)]
    [TestCase("Reconcile", Scheduled)]
    [TestCase("Erase", Scheduled)]
    [TestCase("Teaching", Scheduled)]
    [TestCase("Triage", """{"Records":[]}""")]
    [TestCase("RotateSecret", """{"Step":"createSecret","SecretId":"arn","ClientRequestToken":"token"}""")]
    public async Task Function_InAnEmptyRoot_AnswersItsEvent(string function, string payload)
    {
        using var runtime = new OneEvent(payload);
        await RunAsync(function, new() { ["AWS_LAMBDA_RUNTIME_API"] = runtime.Address }, async _ =>
            Assert.That(await runtime.Answered.WaitAsync(Patience), Is.EqualTo("response"), "it failed; see its words below"));
    }

    /// <summary>Published and started as on AWS, each asks for what CloudFront alone knows before it looks at a token.</summary>
    [TestCase("Uploads", "/api/uploads")]
    [TestCase("Api", "/api/me")]
    [TestCase("Reidentify", "/api/holds")]
    public async Task WebFunction_InAnEmptyRoot_AnswersCloudFrontAlone(string function, string path)
    {
        var address = LoopbackAddress.Free();
        await RunAsync(function, new() { ["AWS_LWA_PORT"] = address[(address.LastIndexOf(':') + 1)..], [EnvironmentNames.OriginSecret] = "firstread/origin-secret" }, async process =>
        {
            using var http = new HttpClient { BaseAddress = new Uri($"http://{address}") };
            var around = await AskAsync(http, process, path, null);
            var guessed = await AskAsync(http, process, path, "something");
            var through = await AskAsync(http, process, path, StubServices.Origin);
            Assert.That((around, guessed, through), Is.EqualTo((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.Unauthorized)));
        });
    }

    [Test]
    public void Root_HasNeitherDotnetNorIcuNorTimeZones()
    {
        Assert.That(Directory.EnumerateFiles(folder, "libicu*", SearchOption.AllDirectories), Is.Empty);
        Assert.That(Directory.Exists(Path.Combine(folder, "usr", "share")) || Directory.Exists(Path.Combine(folder, "usr", "lib", "dotnet")), Is.False);
    }

    private async Task RunAsync(string function, Dictionary<string, string> more, Func<Process, Task> check)
    {
        var (client, table) = await DynamoDbLocal.CreateStudiesTableAsync();
        using var services = new StubServices();
        var command = root.Command($"/var/task/{function}/bootstrap");
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in EnvironmentOf(table, client.Config.ServiceURL, services.Address).Concat(more))
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var said = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        try
        {
            await check(process);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            await TestContext.Out.WriteLineAsync(string.Concat(await said));
        }
    }

    private static async Task<HttpStatusCode> AskAsync(HttpClient http, Process process, string path, string? origin)
    {
        using var patience = new CancellationTokenSource(Patience);
        for (; ; await Task.Delay(100, patience.Token))
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, path);
                if (origin is not null)
                    request.Headers.Add(OriginHeader.Name, origin);
                using var answer = await http.SendAsync(request, patience.Token);
                return answer.StatusCode;
            }
            catch (HttpRequestException)
            {
                // It has not begun to listen.
                Assert.That(process.HasExited, Is.False, "it ended; see its words below");
            }
    }

    private static Dictionary<string, string> EnvironmentOf(string table, string dynamo, string services) => new()
    {
        ["AWS_ENDPOINT_URL_SECRETS_MANAGER"] = $"http://{services}",
        ["AWS_ENDPOINT_URL_SNS"] = $"http://{services}",
        ["AWS_ACCESS_KEY_ID"] = "local",
        ["AWS_SECRET_ACCESS_KEY"] = "local",
        ["AWS_REGION"] = "us-east-1",
        ["AWS_ENDPOINT_URL_DYNAMODB"] = dynamo,
        ["TZDIR"] = "/var/task/Reconcile/zoneinfo",
        [EnvironmentNames.StudiesTable] = table,
        [EnvironmentNames.VaultTable] = "none",
        [EnvironmentNames.AuditTable] = "none",
        [EnvironmentNames.IncomingBucket] = "none",
        [EnvironmentNames.DeidentifiedBucket] = "none",
        [EnvironmentNames.ResultsBucket] = "none",
        [EnvironmentNames.FailuresBucket] = "none",
        [EnvironmentNames.PixelSigningKeySecret] = "none",
        [EnvironmentNames.PixelKeyPairId] = "none",
        [EnvironmentNames.Issuer] = "http://127.0.0.1:9",
        [EnvironmentNames.ClientIds] = "none",
        [EnvironmentNames.LookupKeySecret] = "none",
        [EnvironmentNames.UidKeySecret] = "none",
        [EnvironmentNames.VaultKeySecret] = "none",
        [EnvironmentNames.AlertTopic] = "none",
        [EnvironmentNames.OperationsTopic] = "none",
        [EnvironmentNames.PortalUrl] = "https://read.example.org",
        [EnvironmentNames.Cluster] = "none",
        [EnvironmentNames.TaskDefinition] = "none",
        [EnvironmentNames.ContainerName] = "none",
        [EnvironmentNames.Subnets] = "none",
        [EnvironmentNames.SecurityGroups] = "none",
    };

    /// <summary>By links: nine programs with the runtime in each are much to copy.</summary>
    private static async Task LinkAsync(string from, string to)
    {
        using var process = Process.Start("cp", ["-al", from, to]);
        await process.WaitForExitAsync();
        Assert.That(process.ExitCode, Is.Zero);
    }
}
