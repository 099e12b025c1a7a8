using FirstRead.Core.Operations.Standstills;
using FirstRead.Core.Studies;
using FirstRead.Testing;

namespace FirstRead.Core.Tests.Operations;

public sealed class StandstillTests
{
    private static readonly DateTimeOffset Now = Given.Now.AddDays(2);

    private static readonly Study Analysed = Given.Study() with { Status = StudyStatus.Analysed, Times = Given.Study().Times with { AnalysedAt = Now.AddMinutes(-1) } };

    [Test]
    public void Codes_AreStable() => Assert.That(
        new[]
        {
            StandstillRules.Receiving, StandstillRules.Waiting, StandstillRules.TasksDie, StandstillRules.Analysing, StandstillRules.Failed, StandstillRules.Held,
            StandstillRules.NothingLeft, StandstillRules.NobodyCalled, StandstillRules.Unanswered, StandstillRules.Unsigned,
        },
        Is.EqualTo(new[] { "upload-open", "waits-for-a-task", "tasks-die", "analysis-long", "analysis-failed", "held", "nothing-left", "nobody-called", "unanswered", "unsigned" }));

    [Test]
    public void Of_AStudyOnItsWay_IsNull()
    {
        Assert.That(CodeOf(Given.Study() with { Times = new StudyTimes(Now.AddHours(-1), LastInstanceAt: Now.AddMinutes(-1)) }), Is.Null);
        Assert.That(CodeOf(Queued(Now.AddMinutes(-14))), Is.Null);
        Assert.That(CodeOf(Analysed), Is.Null);
    }

    [Test]
    public void Of_EachThatStandsStill_SaysWhichAndSinceWhen()
    {
        Assert.That(CodeOf(Given.Study()), Is.EqualTo(StandstillRules.Receiving));
        Assert.That(CodeOf(Queued(Now.AddMinutes(-15))), Is.EqualTo(StandstillRules.Waiting));
        Assert.That(CodeOf(Given.Study() with { Status = StudyStatus.Analysing }), Is.EqualTo(StandstillRules.Analysing));
        Assert.That(CodeOf(Given.Study() with { Status = StudyStatus.Failed, Reason = "x" }), Is.EqualTo(StandstillRules.Failed));
        Assert.That(CodeOf(Given.Study() with { Status = StudyStatus.Held }), Is.EqualTo(StandstillRules.Held));
        Assert.That(StandstillRules.Of(Queued(Now.AddMinutes(-20)), null, Now)!.Since, Is.EqualTo(Now.AddMinutes(-20)));
    }

    [TestCaseSource(nameof(Statuses))]
    public void Of_AnyUnsignedStudyThatStandsForDays_SaysWhereAndWhy(StudyStatus status)
    {
        var stuck = StandstillRules.Of(Given.Study() with { Status = status }, null, Now)!;

        Assert.That(new[] { stuck.Code, stuck.Why, stuck.Do }, Has.None.Empty);
    }

    [Test]
    public void Of_AStudyWhoseTaskDied_IsInLineAgain()
    {
        var study = Given.Study() with { Status = StudyStatus.Analysing };

        Assert.That(StandstillRules.Of(study, new WorkItem(study.Id, Priority.Routine, Now.AddMinutes(-20), Launches: 1, LaunchedAt: Now, Owner: null, Attempt: 1), Now)!.Code, Is.EqualTo(StandstillRules.Waiting));
        Assert.That(StandstillRules.Of(study, new WorkItem(study.Id, Priority.Routine, Now, Deaths: 1), Now)!.Code, Is.EqualTo(StandstillRules.TasksDie));
    }

    [Test]
    public void Of_AStudyOfWhichEveryFileWasRefused_AsksNobodyToDecide() =>
        Assert.That(CodeOf(Given.Study().Hold(waits: false, missing: null)), Is.EqualTo(StandstillRules.NothingLeft));

    private static IEnumerable<StudyStatus> Statuses => Enum.GetValues<StudyStatus>();

    [Test]
    public void Of_AnUncalledHighRisk_CountsAfterFiveMinutes()
    {
        var risky = Analysed with { Risk = Risk.High, Times = Analysed.Times with { AnalysedAt = Now.AddMinutes(-5) } };
        Assert.That(CodeOf(risky), Is.EqualTo(StandstillRules.NobodyCalled));
        Assert.That(CodeOf(risky with { Prior = true }), Is.Null, "nobody is called for a prior");
        Assert.That(CodeOf(risky with { Times = risky.Times with { AlertedAt = Now.AddMinutes(-15) } }), Is.EqualTo(StandstillRules.Unanswered));
        Assert.That(CodeOf(risky with { Times = risky.Times with { AlertedAt = Now.AddMinutes(-15), AcknowledgedAt = Now } }), Is.Null);
    }

    [Test]
    public void Of_WorkThatKilledTasks_SaysSoAtOnce()
    {
        var stuck = StandstillRules.Of(Queued(Now), new WorkItem(Given.StudyId(), Priority.Routine, Now, Launches: 2, Deaths: 2), Now)!;
        Assert.That((stuck.Code, stuck.Why), Is.EqualTo((StandstillRules.TasksDie, "It waits for another task; 2 tasks ended on it without a result.")));
    }

    [Test]
    public void Of_StudyInLineWhileTheDayIsSpent_SaysSoAtOnce()
    {
        var stuck = StandstillRules.Of(Queued(Now), null, Now, paused: true)!;
        Assert.That((stuck.Code, stuck.Why), Is.EqualTo(("paused-by-budget", "Paused by budget: the task time of this day (UTC) is spent, and nothing is launched.")));
        Assert.That(StandstillRules.Of(Given.Study() with { Status = StudyStatus.Analysing }, null, Given.Now, paused: true), Is.Null, "what runs goes on");
    }

    [Test]
    public void Of_ASignedStudy_IsNullWhateverItsState() =>
        Assert.That(CodeOf(Given.Study() with { Status = StudyStatus.Failed, Times = Given.Study().Times with { SignedAt = Now } }), Is.Null);

    private static Study Queued(DateTimeOffset complete) => Given.Study() with { Status = StudyStatus.Queued, Times = Given.Study().Times with { CompleteAt = complete } };

    private static string? CodeOf(Study study) => StandstillRules.Of(study, null, Now)?.Code;
}
