using System.Net.Http.Json;
using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.S3;
using FirstRead.Aws.Audit;
using FirstRead.Aws.DynamoDb;
using FirstRead.Aws.S3;
using FirstRead.Cli;
using FirstRead.Cli.Demo;
using FirstRead.Cli.Demo.Portal;
using FirstRead.Cli.Samples;
using FirstRead.Cli.Upload;
using FirstRead.Core.Settings;
using FirstRead.Core.Studies;
using FirstRead.Dicom.Datasets;

namespace FirstRead.EndToEnd.Tests;

/// <summary>A clinic that uploads and an operator who is logged in, over the running local cloud.</summary>
internal sealed class HoldWorld : IAsyncDisposable
{
    private readonly PortalBrowser browser;
    private readonly UploadClient clinic;
    private readonly AmazonDynamoDBClient dynamo;
    private readonly AmazonS3Client s3;
    private readonly HttpClient http = new();

    private HoldWorld(CloudProcess cloud, PortalBrowser browser, PortalFlow portal, UploadClient clinic)
    {
        (Cloud, this.browser, Portal, this.clinic) = (cloud, browser, portal, clinic);
        Pages = new HeldPages(BrainSeries.Load(RepositoryFolder.Find()));
        Stores = new DemoStores(cloud);
        using var description = cloud.Describe();
        string Text(string name) => description.RootElement.GetProperty(name).GetString()!;
        dynamo = new AmazonDynamoDBClient(
            new BasicAWSCredentials(Text("accessKeyId"), Text("secretAccessKey")), new AmazonDynamoDBConfig { ServiceURL = Text("dynamodb"), AuthenticationRegion = Text("region") });
        (Holds, Audit) = (new DynamoHoldStore(dynamo, ResourceNames.StudiesTable), new DynamoAuditLog(dynamo, ResourceNames.AuditTable));
        s3 = new AmazonS3Client(
            new BasicAWSCredentials(Text("accessKeyId"), Text("secretAccessKey")),
            new AmazonS3Config { ServiceURL = Text("s3"), AuthenticationRegion = Text("region"), ForcePathStyle = true });
        Objects = new S3ObjectStore(s3);
        http.BaseAddress = new Uri(Text("gateway"));
    }

    public CloudProcess Cloud { get; }

    /// <summary>In it the operator is logged in.</summary>
    public PortalFlow Portal { get; }

    public HeldPages Pages { get; }

    public DemoStores Stores { get; }

    public DynamoHoldStore Holds { get; }

    public DynamoAuditLog Audit { get; }

    public S3ObjectStore Objects { get; }

    public IAmazonS3 S3 => s3;

    public static async Task<HoldWorld> StartAsync()
    {
        var cloud = await SharedCloud.GetAsync();
        using var description = cloud.Describe();
        var login = description.RootElement.GetProperty("logins").EnumerateArray().First(person => person.GetProperty("groups")[0].GetString() == "operator");
        var browser = await PortalBrowser.LaunchAsync();
        var portal = await browser.OpenAsync(new Uri(description.RootElement.GetProperty("gateway").GetString()!));
        var world = new HoldWorld(cloud, browser, portal, await UploadClient.LogInAsync(UploadTarget.OfCloud(cloud.CloudFile), default));
        // The token that the login server gave the portal is the one that the calls below carry.
        var asked = await portal.Page.RunAndWaitForRequestAsync(
            () => portal.LogIn(login.GetProperty("username").GetString()!, login.GetProperty("password").GetString()!), request => new Uri(request.Url).AbsolutePath == "/api/me");
        world.http.DefaultRequestHeaders.Add("Authorization", asked.Headers["authorization"]);
        return world;
    }

    /// <summary>A page of the other operator's, logged in.</summary>
    public async Task<PortalFlow> OpenAsSecondOperatorAsync(string address)
    {
        using var description = Cloud.Describe();
        var login = description.RootElement.GetProperty("logins").EnumerateArray().Last(person => person.GetProperty("groups")[0].GetString() == "operator");
        var flow = await browser.OpenAsync(http.BaseAddress!);
        await flow.LogIn(login.GetProperty("username").GetString()!, login.GetProperty("password").GetString()!, address);
        return flow;
    }

    /// <summary>Uploads the files and waits until each has an end state.</summary>
    public async Task<UploadProgress> UploadAsync(CancellationToken cancel, params DicomDataset[] files)
    {
        var folder = SharedCloud.CreateFolder();
        HeldPages.Write(folder, files);
        var receipt = await clinic.SendAsync(await LocalFile.ListAsync(new DirectoryInfo(folder), cancel), new UploadOrder("routine", null, Prior: false, []), _ => { }, cancel);
        return await clinic.WaitAsync(receipt, files.Length, cancel);
    }

    /// <summary>Waits for what must come about.</summary>
    public async Task<UploadProgress> UntilAsync(UploadProgress upload, Func<UploadProgress, bool> reached, CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        while (await timer.WaitForNextTickAsync(cancel))
            if (await clinic.StateAsync(upload.UploadId, cancel) is var state && reached(state))
                return state;
        throw new OperationCanceledException(cancel);
    }

    /// <summary>The study as it is stored, once it is what it should be.</summary>
    public async Task<Study> UntilAsync(StudyId id, Func<Study, bool> reached, CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        while (await timer.WaitForNextTickAsync(cancel))
            if (await Stores.Studies.GetAsync(id, cancel) is { } study && reached(study))
                return study;
        throw new OperationCanceledException(cancel);
    }

    /// <summary>Until the operator's list has it no longer.</summary>
    public async Task UntilGoneAsync(string fileId, CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        while ((await GetAsync("/api/holds", cancel)).GetProperty("holds").EnumerateArray().Any(row => row.GetProperty("fileId").GetString() == fileId))
            await timer.WaitForNextTickAsync(cancel);
    }

    /// <summary>As the operator.</summary>
    public Task<JsonElement> GetAsync(string path, CancellationToken cancel) => http.GetFromJsonAsync<JsonElement>(path, cancel);

    /// <inheritdoc cref="GetAsync"/>
    public async Task<JsonElement> PostAsync(string path, object body, CancellationToken cancel)
    {
        using var answer = await http.PostAsJsonAsync(path, body, cancel);
        Assert.That(answer.IsSuccessStatusCode, Is.True, await answer.Content.ReadAsStringAsync(cancel));
        return await answer.Content.ReadFromJsonAsync<JsonElement>(cancel);
    }

    /// <summary>The file's row on the operator's list.</summary>
    public async Task<JsonElement> RowAsync(FileStatus file, CancellationToken cancel) =>
        (await GetAsync("/api/holds", cancel)).GetProperty("holds").EnumerateArray().Single(row => row.GetProperty("fileId").GetString() == file.FileId);

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        clinic.Dispose();
        Stores.Dispose();
        dynamo.Dispose();
        s3.Dispose();
        await Portal.DisposeAsync();
        await browser.DisposeAsync();
    }
}
