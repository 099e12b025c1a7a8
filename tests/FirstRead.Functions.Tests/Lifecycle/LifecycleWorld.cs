using FirstRead.Aws.Access;
using FirstRead.Aws.Audit;
using FirstRead.Aws.DynamoDb;
using FirstRead.Aws.Reviews;
using FirstRead.Aws.Triage;
using FirstRead.Core;
using FirstRead.Core.Analysis;
using FirstRead.Core.Review;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;
using FirstRead.Core.Triage;
using FirstRead.Core.Triage.OnCall;
using FirstRead.Core.Triage.Policy;
using FirstRead.Functions.Tests.Ingest;
using FirstRead.Functions.Tests.Triage;
using FirstRead.Testing;
using static FirstRead.Testing.Slices;

namespace FirstRead.Functions.Tests.Lifecycle;

/// <summary>Uploads, Ingest, Reconcile, tasks, Triage and readers over one table, done one step at a time, any of which may die.</summary>
internal sealed class LifecycleWorld
{
    private const int Studies = 2;
    private const int SlicesOfAStudy = 3;
    private const uint MostUploads = 5;

    private readonly IntakeWorld intake;
    private readonly AlertPorts alerts;
    private readonly ResultAlerts triage;
    private readonly DueAlerts due;
    private readonly DynamoReviewStore reviews;
    private readonly List<(Promised Upload, int Index)> sent = [];
    private readonly List<Claim> claims = [];

    private LifecycleWorld(IntakeWorld intake, string auditTable)
    {
        this.intake = intake;
        var (client, table) = (intake.Client, intake.StudiesTable);
        reviews = new DynamoReviewStore(client, table);
        (Results, Alerts) = (new DynamoResultStore(client, table), new DynamoAlertStore(client, table));
        var log = new EventLog(TextWriter.Null, intake.Clock);
        var fuse = intake.Fuse;
        alerts = new AlertPorts(
            fuse.Guard<IStudyStore>(intake.Studies), fuse.Guard<IResultStore>(Results), fuse.Guard<IAlertStore>(Alerts), fuse.Guard<IRota>(new DynamoRota(client, table)),
            fuse.Guard<IAlertMessages>(Phones), fuse.Guard<ITriagePolicy>(new DynamoTriagePolicy(client, table, log)), new DynamoClinicStore(client, table), new DynamoAuditLog(client, auditTable), intake.Clock);
        SendAlert Sending(string who) => new(alerts, new AlertText(new Uri("https://read.example.org")), EscalationSettings.Standard, who);
        triage = new ResultAlerts(alerts, Sending("triage"));
        due = new DueAlerts(alerts, new ResultAlerts(alerts, Sending("reconcile")), Sending("reconcile"), log);
    }

    public Phones Phones { get; } = new();

    public DynamoResultStore Results { get; }

    public DynamoAlertStore Alerts { get; }

    public IntakeWorld Intake => intake;

    public DynamoReviewStore Reviews => reviews;

    public List<Promised> Uploads { get; } = [];

    /// <summary>Events whose handling died: S3 brings them again.</summary>
    public HashSet<(Promised Upload, int Index)> Undelivered { get; } = [];

    /// <summary>Signatures and addenda that were stored, by study.</summary>
    public Dictionary<StudyId, int> Signatures { get; } = [];

    public static async Task<LifecycleWorld> CreateAsync()
    {
        var intake = await IntakeWorld.CreateAsync();
        await intake.Client.PutItemAsync(intake.StudiesTable, new()
        {
            ["pk"] = new(StudiesTable.OnCallPhone.Pk),
            ["sk"] = new(StudiesTable.OnCallPhone.Sk),
            ["name"] = new("Dr. On Call"),
            ["phone"] = new("+15555550100"),
        });
        return new LifecycleWorld(intake, (await DynamoDbLocal.CreateAuditTableAsync()).Table);
    }

    public async Task DoAsync(Step step)
    {
        if (step.DiesBefore > 0)
            intake.Fuse.ArmBeforeWrite(step.DiesBefore);
        try
        {
            await HappenAsync(step);
        }
        catch (CrashException)
        {
            // Whoever did it is dead. Events come again, Reconcile looks again, persons press again.
        }
        intake.Fuse.Disarm();
    }

    /// <summary>What time and repetition bring: every event once more, every deadline, every task.</summary>
    public async Task SettleAsync()
    {
        foreach (var (upload, index) in sent)
            await intake.EventAsync(upload, index);
        for (var round = 0; round < 2 || (await intake.Queue.ListWaitingAsync(int.MaxValue, default)).Count > 0 || (await intake.Queue.ListTakenAsync(default)).Count > 0; round++)
        {
            Assert.That(round, Is.LessThan(20), "The queue never empties.");
            intake.Clock.Advance(TimeSpan.FromMinutes(16));
            await intake.ReconcileAsync();
            foreach (var claim in claims.ToList())
                await FinishAsync(claim, claims.Count);
            while (await intake.Queue.ListWaitingAsync(int.MaxValue, default) is [var work, ..])
                if (await intake.Queue.TakeAsync(work.Study, "slot-9.9", default) is { } claim)
                    await FinishAsync(claim, 1);
            await due.LookAsync(default);
        }
        intake.Clock.Advance(TimeSpan.FromMinutes(16));
        await due.LookAsync(default);
        // Tasks that were launched for work that is done find nothing and end.
        foreach (var slot in await intake.Slots.ListAsync(default))
            await intake.Slots.FreeAsync(slot, default);
    }

    private Task HappenAsync(Step step) => step.What switch
    {
        Happening.Announce => AnnounceAsync(step.Which, growing: false),
        Happening.AnnounceGrowing => AnnounceAsync(step.Which, growing: true),
        Happening.Put => PutAsync(step.Which),
        Happening.Repeat => Chosen(sent, step.Which, chosen => DeliverAsync(chosen, () => intake.EventAsync(chosen.Upload, chosen.Index))),
        Happening.Cancel => Chosen(Uploads, step.Which, upload => intake.Uploads.CancelAsync(upload.Upload.Id, intake.Clock.GetUtcNow(), default)),
        Happening.Close => Chosen(Uploads, step.Which, upload => intake.Uploads.SealAsync(upload.Upload.Id, intake.Clock.GetUtcNow().AddMinutes(15), default)),
        Happening.Minute => LookAsync(1),
        Happening.QuarterOfAnHour => LookAsync(15),
        Happening.TaskTakes => TakeAsync(step.Which),
        Happening.TaskDies => DieAsync(step.Which),
        Happening.TaskFinishes => Chosen(claims, step.Which, claim => FinishAsync(claim, step.Which)),
        Happening.StreamComes => StreamAsync(step.Which),
        Happening.Acknowledge => ChangeAsync(step.Which, study => study.Times.AlertedAt is null ? null : study with { Times = study.Times with { AcknowledgedAt = intake.Clock.GetUtcNow() } }),
        Happening.Sign => SignAsync(step.Which, append: false),
        _ => SignAsync(step.Which, append: true),
    };

    /// <summary>Up to four files of both studies, some of them twice and some under a UID that others have too.</summary>
    private async Task AnnounceAsync(int which, bool growing)
    {
        if (Uploads.Count == MostUploads)
            return;
        var contents = Enumerable.Range(0, 1 + (which % 4)).Select(index =>
        {
            var pick = (which + (7 * index)) % (Studies * SlicesOfAStudy);
            return Bytes(Slice(1 + (pick % SlicesOfAStudy), study: 1 + (pick / SlicesOfAStudy), fill: (byte)(which % 11 == 0 ? 1 : 0)));
        }).ToArray();
        Uploads.Add(await intake.PromiseAsync((uint)Uploads.Count + 1, growing, contents));
    }

    private async Task PutAsync(int which)
    {
        var unsent = Uploads.SelectMany(upload => Enumerable.Range(0, upload.Files.Count).Select(index => (Upload: upload, Index: index))).Except(sent).ToList();
        await Chosen(unsent, which, chosen =>
        {
            sent.Add(chosen);
            return DeliverAsync(chosen, () => intake.PutAsync(chosen.Upload, chosen.Index));
        });
    }

    private async Task DeliverAsync((Promised, int) sending, Func<Task<UploadFile?>> deliver)
    {
        Undelivered.Add(sending);
        await deliver();
        Undelivered.Remove(sending);
    }

    private async Task LookAsync(int minutes)
    {
        intake.Clock.Advance(TimeSpan.FromMinutes(minutes));
        await due.LookAsync(default);
        await intake.ReconcileAsync();
    }

    private async Task TakeAsync(int which)
    {
        var slots = await intake.Slots.ListAsync(default);
        var waiting = await intake.Queue.ListWaitingAsync(int.MaxValue, default);
        if (slots.Count > 0 && waiting.Count > 0 && await intake.Queue.TakeAsync(waiting[which % waiting.Count].Study, slots[which % slots.Count].Owner, default) is { } claim)
            claims.Add(claim);
    }

    /// <summary>Its task ends; if nobody was told its name, its heart stops.</summary>
    private async Task DieAsync(int which)
    {
        foreach (var slot in await intake.Slots.ListAsync(default))
            if (slot.TaskArn is { } task && (which + slot.Number) % 2 == 0)
                intake.Runner.Phases[task] = Core.Launching.TaskPhase.Ended;
    }

    private async Task FinishAsync(Claim claim, int which)
    {
        var risk = (which % 3) switch { 0 => Risk.High, 1 => Risk.Indeterminate, _ => Risk.NoFinding };
        var result = Given.Result(claim.Study, claim.Attempt, risk) with { Outcome = which % 7 == 6 ? AnalysisOutcome.NotApplicable : AnalysisOutcome.Analysed, Reason = which % 7 == 6 ? "no-model: None fits." : null };
        await intake.Queue.FinishAsync(claim, result, default);
        claims.Remove(claim);
        foreach (var slot in (await intake.Slots.ListAsync(default)).Where(slot => slot.Owner == claim.Owner))
            await intake.Slots.FreeAsync(slot, default);
    }

    private async Task StreamAsync(int which)
    {
        var keys = new List<AlertKey>();
        foreach (var study in await StudiesAsync())
            for (var attempt = 1; attempt <= study.Attempt; attempt++)
                if (await Results.GetAsync(study.Id, attempt, default) is not null)
                    keys.Add(new AlertKey(study.Id, attempt));
        await Chosen(keys, which, key => triage.HandleAsync(key, default));
    }

    private async Task SignAsync(int which, bool append)
    {
        var studies = (await StudiesAsync()).Where(study => append == study.Times.SignedAt is not null).ToList();
        await Chosen(studies, which, async study =>
        {
            var reading = new Reading(study, await Results.GetCurrentAsync(study.Id, default), await reviews.ListAsync(study.Id, default));
            foreach (var finding in append ? [] : reading.Undecided.ToList())
                if (reading.Decide(new FindingDecision(study.ResultAttempt, finding.Id, Verdict.Accept, null, "Dr. Reader", intake.Clock.GetUtcNow())) is ReviewOutcome.Changed decided)
                    reading = reading with { Rounds = [.. reading.Rounds.Where(round => round.Number != decided.Round.Number), decided.Round] };
            var outcome = append
                ? reading.Append("Seen again.", "Dr. Reader", "sub-reader", intake.Clock.GetUtcNow())
                : reading.Sign("Read.", "Dr. Reader", "sub-reader", intake.Clock.GetUtcNow());
            if (outcome is ReviewOutcome.Changed signed && await reviews.SaveAsync(signed.Study, signed.Round, default))
                Signatures[study.Id] = Signatures.GetValueOrDefault(study.Id) + 1;
        });
    }

    private async Task ChangeAsync(int which, Func<Study, Study?> change) => await Chosen(await StudiesAsync(), which, async study =>
    {
        if (change(study) is { } changed)
            await intake.Studies.ReplaceAsync(changed, default);
    });

    public async Task<IReadOnlyList<Study>> StudiesAsync()
    {
        var ids = new HashSet<StudyId>();
        foreach (var upload in Uploads)
            ids.UnionWith(await intake.Uploads.ListStudiesAsync(upload.Upload.Id, default));
        var studies = await Task.WhenAll(ids.Select(id => intake.Studies.GetAsync(id, default)));
        return [.. studies.OfType<Study>().OrderBy(study => study.Id.Value, StringComparer.Ordinal)];
    }

    private static Task Chosen<T>(IReadOnlyList<T> among, int which, Func<T, Task> act) => among.Count == 0 ? Task.CompletedTask : act(among[which % among.Count]);
}
