using Amazon.DynamoDBv2.Model;
using FirstRead.Aws.Audit;
using FirstRead.Aws.Patients;
using FirstRead.Core;
using FirstRead.Core.Audit;
using FirstRead.Core.Intake.Holds;
using FirstRead.Core.Patients;
using FirstRead.Core.Patients.Erasing;
using FirstRead.Core.Studies;
using FirstRead.Functions.Tests.Ingest;
using FirstRead.Testing;

namespace FirstRead.Functions.Tests.Patients;

/// <summary>Intake, and the two functions of an erasure over the same stores; every port of theirs behind the intake's fuse.</summary>
internal sealed class EraseWorld
{
    public const string Results = "results";

    private EraseWorld(IntakeWorld intake, DynamoAuditLog audit)
    {
        (Intake, Audit, Erasures) = (intake, audit, new DynamoErasureStore(intake.Client, intake.StudiesTable));
        var fuse = intake.Fuse;
        var guarded = fuse.Guard<IErasureStore>(Erasures);
        var acts = new PatientPorts(intake.Links, intake.Splits, intake.Patients, fuse.Guard<IAuditLog>(audit), new SystemRandomSource(), intake.Clock);
        Requests = new RequestErasure(acts, guarded, fuse.Guard<IHoldStore>(intake.Holds));
        var ports = new ErasurePorts(
            guarded,
            fuse.Guard<IStudyEraser>(new DynamoStudyEraser(intake.Client, intake.StudiesTable)),
            fuse.Guard<IVaultEraser>(new DynamoVaultEraser(intake.Client, intake.VaultTable)),
            fuse.Guard<IObjectEraser>(new InMemoryEraser(intake.Objects)),
            fuse.Guard<IUploadStore>(intake.Uploads),
            (study, _) => Task.FromResult(!TeachingGoes.Remove(study)),
            fuse.Guard<IAuditLog>(audit),
            intake.Clock);
        Ports = ports;
        Erasing = new ErasePatients(ports, Buckets);
    }

    public static ErasureBuckets Buckets { get; } = new(IntakeWorld.Incoming, IntakeWorld.Deidentified, Results);

    public ErasurePorts Ports { get; }

    public IntakeWorld Intake { get; }

    public DynamoAuditLog Audit { get; }

    public DynamoErasureStore Erasures { get; }

    public RequestErasure Requests { get; }

    public ErasePatients Erasing { get; }

    /// <summary>Studies whose teaching copies still go at the first look.</summary>
    public HashSet<StudyId> TeachingGoes { get; } = [];

    public static async Task<EraseWorld> CreateAsync()
    {
        var (client, table) = await DynamoDbLocal.CreateAuditTableAsync();
        return new EraseWorld(await IntakeWorld.CreateAsync(), new DynamoAuditLog(client, table));
    }

    public static ErasureRequest Request(PatientToken patient, bool linked = false, string? force = "the patient insists") =>
        new(patient, Given.Clinic, linked, "GDPR Art. 17(1)(b)", force, new PatientAct("sub-one", "consent withdrawn"));

    public async Task<Erasure> ConfirmedAsync(ErasureRequest request)
    {
        var asked = await Requests.RequestAsync(request, default);
        Assert.That(asked.Problem, Is.Null);
        var confirmed = await Requests.ConfirmAsync(asked.Erasure!.Id, asked.Erasure.Id.Code, "sub-two", default);
        Assert.That(confirmed.Problem, Is.Null);
        return confirmed.Erasure!;
    }

    /// <summary>Minute after minute until it is done.</summary>
    public async Task<Erasure> RunAsync(ErasureId id)
    {
        for (var looks = 0; looks < 20; looks++)
        {
            await Erasing.LookAsync(default);
            if (await Erasures.GetAsync(id, default) is { State: ErasureState.Done } done)
                return done;
            Intake.Clock.Advance(Erasure.Lease);
        }
        throw new InvalidOperationException("The erasure does not end.");
    }

    /// <summary>Every item of both tables as one text each.</summary>
    public async Task<IReadOnlyList<string>> ItemsAsync()
    {
        var items = new List<string>();
        foreach (var table in new[] { Intake.StudiesTable, Intake.VaultTable })
        {
            var request = new ScanRequest { TableName = table, ConsistentRead = true };
            do
            {
                var page = await Intake.Client.ScanAsync(request);
                items.AddRange(page.Items.Select(item => string.Join(' ', item.OrderBy(field => field.Key).Select(field => $"{field.Key}={field.Value.S ?? field.Value.N}"))));
                request.ExclusiveStartKey = page.LastEvaluatedKey;
            }
            while (request.ExclusiveStartKey is { Count: > 0 });
        }
        return items;
    }

    private sealed class InMemoryEraser(InMemoryObjectStore objects) : IObjectEraser
    {
        public async Task<int> EraseAsync(string bucket, string prefix, CancellationToken cancel)
        {
            var keys = objects.Keys(bucket).Where(key => key.StartsWith(prefix, StringComparison.Ordinal)).ToList();
            foreach (var key in keys)
                await objects.DeleteAsync(bucket, key, cancel);
            return keys.Count;
        }
    }
}
