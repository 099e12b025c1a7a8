using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using FirstRead.Aws.DynamoDb;
using FirstRead.Aws.Triage;
using FirstRead.Cli.Demo;
using FirstRead.Cli.Upload;
using FirstRead.Core.Settings;

namespace FirstRead.Cli.Bench.Pipeline;

/// <summary>A local cloud that counts its requests, and what a measurer asks of it.</summary>
internal sealed class PipelineCloud : IAsyncDisposable
{
    /// <summary>By this the counts know our own requests apart.</summary>
    public const string OurName = "bench";

    private const string Chest = "chest-pneumonia";

    private readonly CloudProcess _process;
    private readonly AmazonDynamoDBClient _dynamo;
    private readonly AmazonS3Client _s3;
    private readonly HttpClient _http = new();
    private readonly string _address;

    private PipelineCloud(CloudProcess process)
    {
        _process = process;
        using var description = process.Describe();
        string Text(string name) => description.RootElement.GetProperty(name).GetString()!;
        var credentials = new BasicAWSCredentials(Text("accessKeyId"), Text("secretAccessKey"));
        _address = Text("dynamodb");
        _dynamo = new(credentials, new AmazonDynamoDBConfig { ServiceURL = _address, AuthenticationRegion = Text("region"), ClientAppId = OurName });
        _s3 = new(credentials, new AmazonS3Config { ServiceURL = Text("s3"), ForcePathStyle = true, AuthenticationRegion = Text("region"), ClientAppId = OurName });
        AccessKey = (Text("accessKeyId"), Text("secretAccessKey"));
        ProcessId = description.RootElement.GetProperty("processId").GetInt32();
        (Studies, Uploads, Results, Alerts) = (
            new(_dynamo, ResourceNames.StudiesTable), new(_dynamo, ResourceNames.StudiesTable), new(_dynamo, ResourceNames.StudiesTable), new(_dynamo, ResourceNames.StudiesTable));
        Outbox = new(process.Folder);
    }

    /// <summary>Of who may do everything here.</summary>
    public (string Id, string Secret) AccessKey { get; }

    /// <summary>Of the local cloud itself.</summary>
    public int ProcessId { get; }

    public string Folder => _process.Folder;

    public Outbox Outbox { get; }

    public DynamoStudyStore Studies { get; }

    public DynamoUploadStore Uploads { get; }

    public DynamoResultStore Results { get; }

    public DynamoAlertStore Alerts { get; }

    /// <summary>A clinic may announce as much as it likes, and nobody is called twice.</summary>
    /// <param name="scheduleSeconds">On AWS 60.</param>
    public static async Task<PipelineCloud> StartAsync(string repository, string folder, string? programs, CancellationToken cancel, int scheduleSeconds = 60)
    {
        string[] options = ["--count-requests", "1", "--reconcile-seconds", $"{scheduleSeconds}", "--stalled-seconds", "900", "--escalation-minutes", "240"];
        var environment = new Dictionary<string, string>
        {
            [EnvironmentNames.ModelsDirectory] = Models(repository, Path.Combine(folder, "models")),
            [EnvironmentNames.UploadsPerMinute] = "60000",
        };
        return new(await CloudProcess.StartAsync(repository, folder, 0, programs is null ? options : [.. options, "--programs", programs], environment, cancel));
    }

    public Task<UploadClient> LogInAsync(HttpMessageHandler? storage, CancellationToken cancel) => UploadClient.LogInAsync(UploadTarget.OfCloud(_process.CloudFile), cancel, storage);

    /// <summary>Name and id of every process that runs now, the local cloud itself aside.</summary>
    public IReadOnlyList<(string Name, int Id)> Processes()
    {
        using var description = _process.Describe();
        return [.. description.RootElement.GetProperty("pids").EnumerateArray().Select(child => (child.GetProperty("name").GetString()!, child.GetProperty("pid").GetInt32()))];
    }

    /// <summary>Waits until no task runs and none is being started.</summary>
    public async Task RestAsync(CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (Processes().Any(process => process.Name == ProcessMeter.Task))
            await timer.WaitForNextTickAsync(cancel);
    }

    /// <summary>Requests so far, by service, program and operation.</summary>
    public async Task<RequestLedger> CountsAsync(CancellationToken cancel) =>
        RequestLedger.Parse((JsonArray)JsonNode.Parse(await _http.GetStringAsync($"{_address}/requests", cancel))!);

    /// <summary>How many objects of a bucket begin so.</summary>
    public async Task<int> CountObjectsAsync(string bucket, string prefix, string suffix, CancellationToken cancel)
    {
        var listed = await _s3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket, Prefix = prefix }, cancel);
        return listed.S3Objects?.Count(found => found.Key.EndsWith(suffix, StringComparison.Ordinal)) ?? 0;
    }

    public async ValueTask DisposeAsync()
    {
        _dynamo.Dispose();
        _s3.Dispose();
        _http.Dispose();
        await _process.DisposeAsync();
    }

    /// <summary>The repository's bundles; the chest's finds something in any picture, so that the picture by formula is written about and called for.</summary>
    private static string Models(string repository, string models)
    {
        foreach (var bundle in Directory.EnumerateDirectories(Path.Combine(repository, "inference-container", "models")).Where(bundle => File.Exists(Path.Combine(bundle, "model.json"))))
            LenientBundle.Copy(repository, Path.GetFileName(bundle), models);
        var path = Path.Combine(models, Chest, "model.json");
        var manifest = JsonNode.Parse(File.ReadAllText(path))!;
        (manifest["decision"]!["threshold"], manifest["decision"]!["highRiskConfidence"]) = (0, 0);
        File.WriteAllText(path, manifest.ToJsonString());
        return models;
    }
}
