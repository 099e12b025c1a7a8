using System.Diagnostics;
using System.Net;
using FirstRead.Core.Settings;
using FirstRead.Testing;

namespace FirstRead.Functions.Tests.Publishing;

/// <summary>
/// Published functions in a root that has of a system what Lambda's has (provided.al2023: the C and C++ libraries, OpenSSL, zlib) and no
/// .NET, no ICU, no time zones: each takes an event from the Runtime API and answers it.
/// </summary>
[Platform("Linux")]
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class EmptyRootTests
{
    private static readonly string[] Packages = ["libc6", "libgcc-s1", "libstdc++6", "libssl3", "zlib1g"];
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

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
            CopyAll(Path.Combine(await PublishedFunctions.FolderAsync(), function), Path.Combine(folder, "var", "task", function));
    }

    [OneTimeTearDown]
    public void Remove()
    {
        if (folder.Length > 0)
            Directory.Delete(folder, recursive: true);
    }

    [TestCase("Ingest")]
    [TestCase("Reconcile")]
    public async Task Function_InAnEmptyRoot_AnswersAScheduledEvent(string function)
    {
        var (client, table) = await DynamoDbLocal.CreateStudiesTableAsync();
        using var runtime = new OneEvent("""{"source":"aws.events","detail-type":"Scheduled Event","detail":{}}""");
        var command = root.Command($"/var/task/{function}/bootstrap");
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in EnvironmentOf(table, client.Config.ServiceURL, runtime.Address))
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var said = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        try
        {
            var outcome = await runtime.Answered.WaitAsync(Patience);
            Assert.That(outcome, Is.EqualTo("response"), "it failed; see its words below");
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            await TestContext.Out.WriteLineAsync(string.Concat(await said));
        }
    }

    [Test]
    public void Root_HasNeitherDotnetNorIcuNorTimeZones()
    {
        Assert.That(Directory.EnumerateFiles(folder, "libicu*", SearchOption.AllDirectories), Is.Empty);
        Assert.That(Directory.Exists(Path.Combine(folder, "usr", "share")) || Directory.Exists(Path.Combine(folder, "usr", "lib", "dotnet")), Is.False);
    }

    private static Dictionary<string, string> EnvironmentOf(string table, string dynamo, string runtime) => new()
    {
        ["AWS_LAMBDA_RUNTIME_API"] = runtime,
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

    private static void CopyAll(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    /// <summary>The Runtime API with one event to hand out.</summary>
    private sealed class OneEvent : IDisposable
    {
        private readonly HttpListener listener = new();
        private readonly TaskCompletionSource<string> answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly string payload;

        public OneEvent(string payload)
        {
            this.payload = payload;
            using (var free = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0))
            {
                free.Start();
                Address = $"127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}";
            }
            listener.Prefixes.Add($"http://{Address}/");
            listener.Start();
            _ = ServeAsync();
        }

        public string Address { get; }

        /// <summary><c>response</c>, or <c>error</c>.</summary>
        public Task<string> Answered => answered.Task;

        public void Dispose() => listener.Close();

        private async Task ServeAsync()
        {
            for (var events = 0; listener.IsListening;)
                try
                {
                    var context = await listener.GetContextAsync();
                    if (context.Request.Url!.AbsolutePath.EndsWith("/next", StringComparison.Ordinal) && events++ > 0)
                        continue; // It waits, as it would for the next event.
                    if (context.Request.HttpMethod == "POST")
                        answered.TrySetResult(context.Request.Url.AbsolutePath.Split('/')[^1]);
                    context.Response.Headers["Lambda-Runtime-Aws-Request-Id"] = "00000000-0000-4000-8000-000000000001";
                    context.Response.Headers["Lambda-Runtime-Deadline-Ms"] = $"{DateTimeOffset.UtcNow.AddMinutes(5).ToUnixTimeMilliseconds()}";
                    context.Response.Headers["Lambda-Runtime-Invoked-Function-Arn"] = "arn:aws:lambda:us-east-1:000000000000:function:one";
                    context.Response.ContentType = "application/json";
                    await context.Response.OutputStream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(payload));
                    context.Response.Close();
                }
                catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
                {
                    return;
                }
        }
    }
}
