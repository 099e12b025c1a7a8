using FirstRead.Aws.DynamoDb;
using FirstRead.Aws.Operations;
using FirstRead.Core.Probes;
using FirstRead.Core.Studies;
using FirstRead.Core.Triage;
using FirstRead.Testing;

namespace FirstRead.Functions.Tests.Probes;

/// <summary>The daily test study, from its plan to an answer or an alarm, whatever dies on the way.</summary>
public sealed class ProbeTests
{
    private const int Most = 100;

    [Test]
    public async Task Day_AfterItsHour_HasOneStudyOnItsWayThatIsInNoList()
    {
        var world = await ProbeWorld.CreateAsync();

        for (var minute = 0; minute < 3; minute++)
            Assert.That(await world.MinuteAsync(), Is.False);

        var probe = (await world.ListAsync()).Single();
        var study = await world.StudyAsync(probe);
        Assert.Multiple(async () =>
        {
            Assert.That((probe.Id, probe.AskedBy, probe.SentAt, probe.Study), Is.EqualTo(("2026-11-22", "reconcile", (DateTimeOffset?)Given.Now, (StudyId?)study.Id)));
            Assert.That((study.Id.Clinic.Value, study.Status, study.Simulated, study.Priority, study.InstanceCount, study.Incomplete), Is.EqualTo(("synthetic", StudyStatus.Queued, true, Priority.Routine, 4, false)));
            Assert.That((await world.Intake.Uploads.ListFilesAsync(probe.Upload, default)).Select(file => file.State), Is.All.EqualTo(FileState.Accepted));
            Assert.That(world.Intake.Runner.Launches, Has.Count.EqualTo(1), "a task of its own");
            Assert.That(await world.Intake.Studies.WorklistAsync(10, default), Is.Empty);
            Assert.That(await new DynamoHourStore(world.Intake.Client, world.Intake.StudiesTable).ListStudiesAsync(Given.Now, 10, default), Is.Empty, "no figure counts it");
            Assert.That(await ListedAsync(world), Is.Zero);
            Assert.That((await world.Audit.ReadAsync($"UPLOAD#{probe.Upload}", default)).Single().Event.Why, Is.EqualTo("test study 2026-11-22"));
        });
    }

    [TestCase(5, 59, ExpectedResult = 0)]
    [TestCase(6, 0, ExpectedResult = 1)]
    [TestCase(22, 59, ExpectedResult = 1)]
    [TestCase(23, 30, ExpectedResult = 0, Description = "half past midnight in Berlin: the next day's has not come")]
    public async Task<int> Day_ByTheClockOfItsZone_BeginsAtTheHour(int hour, int minute)
    {
        var world = await ProbeWorld.CreateAsync();
        world.Intake.Clock.Advance(new DateTimeOffset(2026, 11, 23, hour, minute, 0, TimeSpan.Zero) - world.Intake.Clock.GetUtcNow());
        await world.Watch.LookAsync(default);
        return (await world.ListAsync()).Count;
    }

    [Test]
    public async Task Days_EachHaveOne()
    {
        var world = await ProbeWorld.CreateAsync();
        for (var hours = 0; hours < 48; hours++)
        {
            await world.Watch.LookAsync(default);
            world.Intake.Clock.Advance(TimeSpan.FromHours(1));
        }
        Assert.That((await world.ListAsync()).Select(probe => probe.Id), Is.EqualTo(new[] { "2026-11-24", "2026-11-23", "2026-11-22" }));
    }

    [Test]
    public async Task Answer_InTime_LateOrNever_EndsRaisesAndClearsTheAlarm()
    {
        var world = await ProbeWorld.CreateAsync();
        await world.MinuteAsync();
        var first = (await world.ListAsync()).Single();
        world.Intake.Clock.Advance(TimeSpan.FromHours(2) - TimeSpan.FromSeconds(1));
        Assert.That(await world.MinuteAsync(), Is.False, "there is time yet");
        world.Intake.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.That(await world.MinuteAsync(), Is.True);
        Assert.That(await world.MinuteAsync(), Is.True, "for as long as nobody answers");

        await AcknowledgeAsync(world, first);
        Assert.That(await world.MinuteAsync(), Is.False, "late, and answered");

        world.Intake.Clock.Advance(TimeSpan.FromHours(20));
        Assert.That(await world.MinuteAsync(), Is.False, "the next day's is under way");
        var second = (await world.ListAsync())[0];
        await AcknowledgeAsync(world, second);
        await world.MinuteAsync();
        world.Intake.Clock.Advance(TimeSpan.FromHours(3));
        Assert.That((await world.MinuteAsync(), (await world.ListAsync())[0].AcknowledgedAt), Is.EqualTo((false, (await world.StudyAsync(second)).Times.AcknowledgedAt)));
    }

    [Test]
    public async Task Planned_AndNeverSent_IsOverdueToo()
    {
        var world = await ProbeWorld.CreateAsync();
        await world.Watch.LookAsync(default);
        world.Intake.Clock.Advance(TimeSpan.FromHours(2));
        Assert.That(await world.Watch.LookAsync(default), Is.True, "Ingest stands still");
    }

    [Test]
    public async Task WithoutAPhone_NothingIsPlannedAndNothingIsOverdue()
    {
        var world = await ProbeWorld.CreateAsync(ProbeWorld.Daily with { Phones = [] });
        await world.MinuteAsync();
        world.Intake.Clock.Advance(TimeSpan.FromHours(12));
        Assert.That((await world.MinuteAsync(), (await world.ListAsync()).Count), Is.EqualTo((false, 0)));
    }

    [Test]
    public async Task Crash_BetweenAnyTwoWrites_EndsInOneStudyOfTheDay()
    {
        var call = 1;
        for (; call < Most; call++)
        {
            var world = await ProbeWorld.CreateAsync();
            world.Intake.Fuse.ArmBeforeWrite(call);
            var died = false;
            try
            {
                await world.MinuteAsync();
            }
            catch (CrashException)
            {
                died = true;
            }
            world.Intake.Fuse.Disarm();
            await world.MinuteAsync();
            await world.MinuteAsync();

            var probe = (await world.ListAsync()).Single();
            var study = await world.StudyAsync(probe);
            Assert.That((probe.SentAt is not null, study.Status, study.InstanceCount, study.Incomplete), Is.EqualTo((true, StudyStatus.Queued, 4, false)), $"death at call {call}");
            Assert.That(world.Intake.Objects.Keys(Ingest.IntakeWorld.Incoming).Count(), Is.EqualTo(4), $"death at call {call}");
            if (!died)
                break;
        }
        Assert.That(call, Is.InRange(10, Most - 1));
    }

    [Test]
    public void Pictures_OfOneProbe_AreTheSameBytesAndOfAnotherAnotherPatient()
    {
        var one = new Probe("2026-11-22", Given.Now, UploadId.From(1), "reconcile");
        var again = ProbeStudy.Of(one with { SentAt = Given.Now });
        Assert.That(ProbeStudy.Of(one), Is.EqualTo(again));
        Assert.That(ProbeStudy.Of(one with { Upload = UploadId.From(2) })[0], Is.Not.EqualTo(again[0]));
        Assert.That(again.Sum(file => file.Length), Is.LessThan(200_000), "it costs next to nothing");
    }

    private static async Task AcknowledgeAsync(ProbeWorld world, Probe probe)
    {
        var study = await world.StudyAsync(probe);
        Assert.That(await world.Intake.Studies.ReplaceAsync(Acknowledgement.Acknowledge(study, world.Intake.Clock.GetUtcNow()), default), Is.True);
    }

    private static async Task<int> ListedAsync(ProbeWorld world)
    {
        var studies = 0;
        await foreach (var _ in new DynamoStudyIndex(world.Intake.Client, world.Intake.StudiesTable, world.Intake.Clock).ListAsync(default))
            studies++;
        return studies;
    }
}
