using FirstRead.Aws.Audit;
using FirstRead.Aws.Probes;
using FirstRead.Core;
using FirstRead.Core.Audit;
using FirstRead.Core.Probes;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;
using FirstRead.Functions.Tests.Ingest;
using FirstRead.Testing;

namespace FirstRead.Functions.Tests.Probes;

/// <summary>Test studies over the stores of the intake: what Reconcile plans, Ingest sends, and the bucket's events bring.</summary>
internal sealed class ProbeWorld
{
    public ProbeWorld(IntakeWorld intake, DynamoAuditLog audit, ProbeSettings settings)
    {
        (Intake, Audit, Settings) = (intake, audit, settings);
        Probes = new DynamoProbeStore(intake.Client, intake.StudiesTable);
        var guarded = intake.Fuse.Guard<IProbeStore>(Probes);
        Plan = new PlanProbe(guarded, intake.Fuse.Guard<IAuditLog>(audit), new SystemRandomSource(), intake.Clock);
        Watch = new WatchProbes(guarded, intake.Fuse.Guard<IUploadStore>(intake.Uploads), intake.Fuse.Guard<IStudyStore>(intake.Studies), Plan, settings, "reconcile", intake.Clock);
        Send = new SendProbes(guarded, intake.Fuse.Guard<IUploadStore>(intake.Uploads), intake.Fuse.Guard<IObjectStore>(intake.Objects), IntakeWorld.Incoming, TimeSpan.FromMinutes(15), intake.Clock);
    }

    /// <summary>Each morning at seven in Berlin, which in November is six UTC; two hours to answer.</summary>
    public static ProbeSettings Daily { get; } = new(["+4930000001", "+4930000002"], 7, "Europe/Berlin", TimeSpan.FromHours(2), TimeSpan.FromDays(7));

    public IntakeWorld Intake { get; }

    public DynamoAuditLog Audit { get; }

    public ProbeSettings Settings { get; }

    public DynamoProbeStore Probes { get; }

    public PlanProbe Plan { get; }

    public WatchProbes Watch { get; }

    public SendProbes Send { get; }

    /// <summary>At half past ten UTC on the 22nd of November 2026.</summary>
    public static async Task<ProbeWorld> CreateAsync(ProbeSettings? settings = null)
    {
        var (client, audit) = await DynamoDbLocal.CreateAuditTableAsync();
        return new ProbeWorld(await IntakeWorld.CreateAsync(), new DynamoAuditLog(client, audit), settings ?? Daily);
    }

    public async Task<IReadOnlyList<Probe>> ListAsync() => await Probes.ListAsync(default);

    /// <summary>A minute of the two functions, and the events of what lies in the bucket.</summary>
    /// <returns>Whether the newest is overdue.</returns>
    public async Task<bool> MinuteAsync()
    {
        var overdue = await Watch.LookAsync(default);
        await Send.SendAsync(default);
        foreach (var probe in await ListAsync())
            await Intake.EventsAsync(probe.Upload);
        return overdue;
    }

    public async Task<Study> StudyAsync(Probe probe) => (await Intake.Studies.GetAsync((await Intake.Uploads.ListStudiesAsync(probe.Upload, default)).Single(), default))!;
}
