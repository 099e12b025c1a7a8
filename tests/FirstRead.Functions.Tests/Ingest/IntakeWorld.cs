using System.Security.Cryptography;
using FirstRead.Aws.DynamoDb;
using FirstRead.Aws.Patients;
using FirstRead.Aws.Uploads;
using FirstRead.Core;
using FirstRead.Core.Deidentification;
using FirstRead.Core.Identity;
using FirstRead.Core.Intake;
using FirstRead.Core.Intake.Holds;
using FirstRead.Core.Launching;
using FirstRead.Core.Patients;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;
using FirstRead.Core.Uploads;
using FirstRead.Testing;

namespace FirstRead.Functions.Tests.Ingest;

/// <summary>Intake and Reconcile over DynamoDB Local, buckets in memory and tasks that only count; every port behind one fuse.</summary>
internal sealed class IntakeWorld
{
    public const string Incoming = "incoming";
    public const string Deidentified = "deidentified";
    private static readonly SystemRandomSource Random = new();
    private static readonly Deidentifier Deidentifier = new(DeidentificationProfile.ClinicalReview);

    private readonly Secrets secrets = new();

    public DynamoPartRecords PartRecords { get; }

    public InMemoryPartStore Parts { get; } = new();

    private IntakeWorld(Amazon.DynamoDBv2.IAmazonDynamoDB client, string studiesTable, string vaultTable, IObjectStore? objects, TaskTimeCap? cap)
    {
        (Client, StudiesTable, VaultTable) = (client, studiesTable, vaultTable);
        Objects = new InMemoryObjectStore(Fuse.Pass);
        (Links, Patients, Splits) = (new DynamoPatientLinks(client, studiesTable), new DynamoPatientStudies(client, studiesTable), new DynamoPatientSplits(client, studiesTable, vaultTable));
        (Uploads, Holds, Studies, Vault) = (new DynamoUploadStore(client, studiesTable), new DynamoHoldStore(client, studiesTable), new DynamoStudyStore(client, studiesTable), new DynamoVaultStore(client, vaultTable));
        PartRecords = new DynamoPartRecords(client, studiesTable);
        (Queue, Slots) = (new DynamoWorkQueue(client, studiesTable, Clock), new DynamoSlotStore(client, studiesTable, maxTasks: 2, Clock));
        var settings = new IntakeSettings(Deidentified, "lookup", "uid", "vault", TimeSpan.FromMinutes(15));
        var ports = new IntakePorts(
            Fuse.Guard<IUploadStore>(Uploads), Fuse.Guard<IHoldStore>(Holds), Fuse.Guard<IStudyStore>(Studies), Fuse.Guard<IPatientLinks>(Links), Fuse.Guard(objects ?? Objects),
            Fuse.Guard<IVaultStore>(Vault), secrets, Random, Clock);
        var (queue, slots, runner) = (Fuse.Guard<IWorkQueue>(Queue), Fuse.Guard<ISlotStore>(Slots), Fuse.Guard<ITaskRunner>(Runner));
        var completion = new CompleteStudies(ports.Uploads, ports.Studies, queue, Clock);
        Launching = new LaunchTasks(queue, slots, runner, new TaskBudget(slots, cap ?? TaskTimeCap.None, Clock), Clock);
        File = new IngestFile(ports, settings, new AdmitInstance(ports, settings, Deidentifier), completion, Launching);
        Unannounced = new IngestUnannounced(ports, File, completion, Incoming, settings.Patience);
        CarryOut = new CarryOutDecision(ports.Holds, ports.Uploads, ports.Objects, Incoming, Clock);
        Resuming = new ResumeDecisions(ports.Holds, CarryOut, settings.Patience, Clock);
        Expiry = new ExpireUploads(ports.Uploads, completion, new AbandonParts(Fuse.Guard<IPartRecords>(PartRecords), Parts), settings.Patience, Clock);
        Dead = new FreeTheDead(queue, slots, runner, Clock);
    }

    public Sealer Sealer => new(Keyring.Parse(secrets.Values["vault"]), Random);

    /// <summary>The vault as Reidentify opens it.</summary>
    public IdentityVault OpenVault() => new(Vault, Sealer);

    public PatientDirectory Directory() => new(Vault, Keyring.Parse(secrets.Values["lookup"]), Random);

    /// <summary>Keys of the de-identified instances, without their reports.</summary>
    public IEnumerable<string> Instances() => Objects.Keys(Deidentified).Where(key => key.EndsWith(".dcm", StringComparison.Ordinal));

    public Amazon.DynamoDBv2.IAmazonDynamoDB Client { get; }

    public string StudiesTable { get; }

    public string VaultTable { get; }

    public Fuse Fuse { get; } = new();

    public ManualClock Clock { get; } = new(Given.Now);

    public CountingRunner Runner { get; } = new();

    public InMemoryObjectStore Objects { get; }

    public DynamoUploadStore Uploads { get; }

    public DynamoHoldStore Holds { get; }

    public DynamoStudyStore Studies { get; }

    public DynamoVaultStore Vault { get; }

    public DynamoPatientLinks Links { get; }

    public DynamoPatientStudies Patients { get; }

    public DynamoPatientSplits Splits { get; }

    public DynamoWorkQueue Queue { get; }

    public DynamoSlotStore Slots { get; }

    public LaunchTasks Launching { get; }

    public IngestFile File { get; }

    public IngestUnannounced Unannounced { get; }

    /// <summary>Behind the fuse, as all that follows from a decision is.</summary>
    public CarryOutDecision CarryOut { get; }

    public ResumeDecisions Resuming { get; }

    public ExpireUploads Expiry { get; }

    public FreeTheDead Dead { get; }

    /// <param name="objects">Other buckets than those in memory.</param>
    /// <param name="through">Another client of the same server; null for the shared one.</param>
    /// <param name="cap">Of the day's task time; null for none.</param>
    public static async Task<IntakeWorld> CreateAsync(
        IObjectStore? objects = null, Func<Amazon.DynamoDBv2.IAmazonDynamoDB, Amazon.DynamoDBv2.IAmazonDynamoDB>? through = null, TaskTimeCap? cap = null)
    {
        var (client, studies) = await DynamoDbLocal.CreateStudiesTableAsync();
        return new IntakeWorld(through is null ? client : through(client), studies, (await DynamoDbLocal.CreateVaultTableAsync()).Table, objects, cap);
    }

    /// <summary>A manifest of these contents; nothing is PUT yet. File ids are 100 × upload + index.</summary>
    public Task<Promised> PromiseAsync(uint number, params byte[][] contents) => PromiseAsync(number, growing: false, contents);

    public async Task<Promised> PromiseAsync(uint number, bool growing, params byte[][] contents)
    {
        var upload = Given.Upload(number, contents.Length) with
        {
            CreatedAt = Clock.GetUtcNow(),
            DueAt = Clock.GetUtcNow() + (growing ? TimeSpan.FromMinutes(1) : TimeSpan.FromMinutes(15)),
            Growing = growing,
        };
        var files = contents.Select((content, index) => Given.File(upload, (100 * number) + (uint)index) with
        {
            Bytes = content.Length,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(content)),
        }).ToArray();
        await Uploads.CreateAsync(upload, files, default);
        return new Promised(upload, files, contents);
    }

    /// <summary>The client's PUT, and the event that follows.</summary>
    public async Task<UploadFile?> PutAsync(Promised promised, int index)
    {
        var key = ObjectKeys.Incoming(promised.Upload.Id, promised.Files[index].Id);
        await Objects.PutAsync(Incoming, key, promised.Contents[index], "application/dicom", default);
        return await EventAsync(promised, index);
    }

    public Task<UploadFile?> EventAsync(Promised promised, int index) =>
        File.IngestAsync(new IncomingObject(Incoming, ObjectKeys.Incoming(promised.Upload.Id, promised.Files[index].Id), null), default);

    /// <summary>The event of every object that lies under an upload: what S3 brings of all of it, once more or for the first time.</summary>
    public async Task EventsAsync(UploadId upload)
    {
        foreach (var key in Objects.Keys(Incoming).Where(key => key.StartsWith($"{ObjectKeys.UploadsPrefix}{upload}/", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList())
            await File.IngestAsync(new IncomingObject(Incoming, key, null), default);
    }

    public async Task PutAllAsync(Promised promised)
    {
        for (var index = 0; index < promised.Files.Count; index++)
            await PutAsync(promised, index);
    }

    public async Task<FileState[]> StatesAsync(Promised promised) =>
        [.. (await Uploads.ListFilesAsync(promised.Upload.Id, default)).Select(file => file.State)];

    public async Task<Upload> UploadAsync(Promised promised) => (await Uploads.GetAsync(promised.Upload.Id, default))!;

    /// <summary>The one study on the worklist.</summary>
    public async Task<Study> StudyAsync() => (await Studies.WorklistAsync(10, default)).Single();

    /// <summary>A minute's look at everything.</summary>
    public async Task ReconcileAsync()
    {
        await Expiry.ExpireAsync(default);
        // Ingest's own schedule, as often.
        await Unannounced.LookAsync(default);
        await Dead.FreeAsync(default);
        await Launching.LaunchAsync(default);
    }

    private sealed class Secrets : ISecretStore
    {
        public Dictionary<string, string> Values { get; } = new[] { "lookup", "uid", "vault" }.ToDictionary(name => name, _ => Keyring.Create(Random).ToJson());

        public Task<string> GetAsync(string name, CancellationToken cancel) => Task.FromResult(Values[name]);
    }
}

internal sealed record Promised(Upload Upload, IReadOnlyList<UploadFile> Files, IReadOnlyList<byte[]> Contents);

/// <summary>Answers a repeated token with the same task, as ECS does; callers may come at once.</summary>
internal sealed class CountingRunner : ITaskRunner
{
    private readonly Lock gate = new();

    public Dictionary<string, Launch> Launches { get; } = [];

    public Dictionary<string, TaskPhase> Phases { get; } = [];

    public List<string> Stopped { get; } = [];

    public bool Refuses { get; set; }

    public Task<string?> RunAsync(Launch launch, CancellationToken cancel)
    {
        if (Refuses)
            return Task.FromResult<string?>(null);
        lock (gate)
        {
            Launches.TryAdd(launch.ClientToken, launch);
            Phases.TryAdd($"arn:{launch.ClientToken}", TaskPhase.Starting);
        }
        return Task.FromResult<string?>($"arn:{launch.ClientToken}");
    }

    public Task StopAsync(string taskArn, CancellationToken cancel)
    {
        Stopped.Add(taskArn);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyDictionary<string, TaskPhase>> DescribeAsync(IReadOnlyCollection<string> taskArns, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyDictionary<string, TaskPhase>>(taskArns.ToDictionary(arn => arn, arn => Phases[arn]));
}
