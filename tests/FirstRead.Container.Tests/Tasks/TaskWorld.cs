using System.Collections.Concurrent;
using System.Diagnostics;
using Amazon.DynamoDBv2;
using FirstRead.Aws.DynamoDb;
using FirstRead.Aws.S3;
using FirstRead.Core;
using FirstRead.Core.Launching;
using FirstRead.Core.Settings;
using FirstRead.Core.Studies;
using FirstRead.Dicom.Datasets;
using FirstRead.Local.S3;
using FirstRead.Local.Wire;
using FirstRead.Testing;
using Microsoft.AspNetCore.Http;

namespace FirstRead.Container.Tests.Tasks;

/// <summary>DynamoDB Local, our S3, and the container's program as the launcher starts it.</summary>
internal sealed class TaskWorld : IAsyncDisposable
{
    private const int Slots = 2;
    private static readonly AccessKey Key = new("AKIALOCALFIRSTREAD01", "0123456789abcdef0123456789abcdef", "us-east-1");
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly string _folder = Directory.CreateTempSubdirectory("firstread-task-").FullName;
    private readonly ConcurrentBag<TaskProcess> _tasks = [];
    private readonly string _table;
    private readonly string _dynamo;
    private LoopbackServer _s3 = null!;
    private Amazon.S3.AmazonS3Client _client = null!;

    private TaskWorld(IAmazonDynamoDB client, string table)
    {
        (_table, _dynamo) = (table, ((AmazonDynamoDBClient)client).Config.ServiceURL!);
        Studies = new DynamoStudyStore(client, table);
        Queue = new DynamoWorkQueue(client, table, TimeProvider.System);
        SlotStore = new DynamoSlotStore(client, table, Slots, TimeProvider.System);
        Results = new DynamoResultStore(client, table);
    }

    public DynamoStudyStore Studies { get; }

    public DynamoWorkQueue Queue { get; }

    public DynamoSlotStore SlotStore { get; }

    public DynamoResultStore Results { get; }

    /// <summary>What S3 does before it answers: nothing, or wait.</summary>
    public Func<HttpContext, Task> BeforeS3 { get; set; } = _ => Task.CompletedTask;

    public static async Task<TaskWorld> StartAsync()
    {
        var (client, table) = await DynamoDbLocal.CreateStudiesTableAsync();
        var world = new TaskWorld(client, table);
        var objects = new ObjectStore(world._folder, [ResourceNames.DeidentifiedBucket, ResourceNames.ResultsBucket], TimeProvider.System, new SystemRandomSource());
        var endpoint = new S3Endpoint(objects, new SignatureGate(Key, TimeProvider.System), "http://127.0.0.1");
        world._s3 = await LoopbackServer.StartAsync(0, "S3", async context =>
        {
            await world.BeforeS3(context);
            await endpoint.HandleAsync(context);
        });
        world._client = new Amazon.S3.AmazonS3Client(
            new Amazon.Runtime.BasicAWSCredentials(Key.Id, Key.Secret), new Amazon.S3.AmazonS3Config { ServiceURL = world._s3.Address.ToString(), AuthenticationRegion = Key.Region });
        return world;
    }

    /// <summary>A study as Ingest leaves it: objects, instance rows, in line.</summary>
    public async Task<StudyId> QueuedAsync(uint number, params IReadOnlyList<byte[]> files)
    {
        var objects = new S3ObjectStore(_client);
        await Studies.TouchAsync(Given.Study(number), default);
        foreach (var instance in new MemoryStudy(files).Instances.Zip(files, (instance, file) => (Row: instance, File: file)))
        {
            var row = instance.Row with { Study = Given.StudyId(number), ObjectKey = $"studies/{number}/{instance.Row.SopInstanceUid}.dcm" };
            await Studies.PutInstanceAsync(row, default);
            await objects.PutAsync(ResourceNames.DeidentifiedBucket, row.ObjectKey, instance.File, "application/dicom", default);
        }
        var study = (await Studies.GetAsync(Given.StudyId(number), default))!;
        Assert.That(await Queue.EnqueueAsync(study.Queue(files.Count, incomplete: false, Given.Now.AddSeconds(number)), default), Is.True);
        return study.Id;
    }

    /// <summary>As RunTask does.</summary>
    /// <param name="program">The program and its first arguments; null for the one of this build.</param>
    public async Task<TaskProcess> RunAsync(StudyId study, IReadOnlyList<string>? program = null, string? models = null)
    {
        var slot = (await SlotStore.ClaimAsync(study, default))!;
        var arn = $"arn:task/{Guid.NewGuid():N}";
        await SlotStore.SetTaskAsync(slot, arn, default);
        var task = TaskProcess.Start(arn, program ?? [Path.Combine(TestContext.CurrentContext.TestDirectory, "FirstRead.Inference")], new()
        {
            ["AWS_ACCESS_KEY_ID"] = Key.Id,
            ["AWS_SECRET_ACCESS_KEY"] = Key.Secret,
            ["AWS_REGION"] = Key.Region,
            ["AWS_EC2_METADATA_DISABLED"] = "true",
            ["AWS_ENDPOINT_URL_S3"] = _s3.Address.ToString(),
            ["AWS_ENDPOINT_URL_DYNAMODB"] = _dynamo,
            [EnvironmentNames.StudyId] = study.Value,
            [EnvironmentNames.SlotNumber] = $"{slot.Number}",
            [EnvironmentNames.SlotGeneration] = $"{slot.Generation}",
            [EnvironmentNames.MaxTasks] = $"{Slots}",
            [EnvironmentNames.StudiesTable] = _table,
            [EnvironmentNames.DeidentifiedBucket] = ResourceNames.DeidentifiedBucket,
            [EnvironmentNames.ResultsBucket] = ResourceNames.ResultsBucket,
            [EnvironmentNames.HeartbeatSeconds] = "1",
            [EnvironmentNames.Device] = "cpu",
            [EnvironmentNames.ModelsDirectory] = models ?? SpotModels.Folder,
        });
        _tasks.Add(task);
        return task;
    }

    /// <summary>One look of Reconcile at what died.</summary>
    public Task<int> LookAsync() => new FreeTheDead(Queue, SlotStore, new Runner(_tasks), TimeProvider.System).FreeAsync(default);

    /// <summary>Waits for what the stores will show.</summary>
    public static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!await holds())
            await Task.Delay(20, patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var task in _tasks)
            task.Dispose();
        _client.Dispose();
        await _s3.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Knows of its tasks whether they run.</summary>
    private sealed class Runner(ConcurrentBag<TaskProcess> tasks) : ITaskRunner
    {
        public Task<string?> RunAsync(Launch launch, CancellationToken cancel) => Task.FromResult<string?>(null);

        public Task StopAsync(string taskArn, CancellationToken cancel) => Task.CompletedTask;

        public Task<IReadOnlyDictionary<string, TaskPhase>> DescribeAsync(IReadOnlyCollection<string> taskArns, CancellationToken cancel) =>
            Task.FromResult<IReadOnlyDictionary<string, TaskPhase>>(
                tasks.Where(task => taskArns.Contains(task.Arn)).ToDictionary(task => task.Arn, task => task.HasExited ? TaskPhase.Ended : TaskPhase.Running));
    }
}
