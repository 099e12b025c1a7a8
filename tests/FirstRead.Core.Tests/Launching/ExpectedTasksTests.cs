using FirstRead.Core.Launching;
using FirstRead.Core.Studies;
using FirstRead.Testing;

namespace FirstRead.Core.Tests.Launching;

public sealed class ExpectedTasksTests
{
    private static readonly DateTimeOffset Now = Given.Now;

    /// <summary>A study of 70 pictures takes 10 s.</summary>
    private static readonly LaunchPace Pace = new(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(0.1), TimeSpan.FromSeconds(30));

    [Test]
    public void Take_NoTaskRuns_WantsOne() => Assert.That(Of([], []).Take(Waits(1)), Is.False);

    [Test]
    public void Take_TaskWillSoonBeDone_LeavesItTheStudy() =>
        Assert.That(Of([Slot(0, 9)], [Held(9, slot: 0, sinceSeconds: 4)]).Take(Waits(1)), Is.True);

    [Test]
    public void Take_TaskHasLongerThanAStartToGo_WantsOne() =>
        Assert.That(Of([Slot(0, 9)], [Held(9, slot: 0, sinceSeconds: 0, instances: 2000)]).Take(Waits(1)), Is.False);

    [Test]
    public void Take_TaskIsLate_IsNotCountedOn() =>
        Assert.That(Of([Slot(0, 9)], [Held(9, slot: 0, sinceSeconds: 11)]).Take(Waits(1)), Is.False);

    [Test]
    public void Take_TaskStillStarts_LeavesItTheStudy() => Assert.That(Of([Slot(0, 9, claimedBefore: 5)], []).Take(Waits(1)), Is.True);

    [Test]
    public void Take_TaskShouldHaveStartedByNow_IsNotCountedOn() => Assert.That(Of([Slot(0, 9, claimedBefore: 61)], []).Take(Waits(1)), Is.False);

    /// <summary>The task that starts takes its own 300 s first.</summary>
    [Test]
    public void Take_TaskThatStartsHasALongStudyOfItsOwn_WantsOne()
    {
        var (own, other) = (Waits(9, instances: 2970), Waits(1));
        var expected = new ExpectedTasks(Pace, [Slot(0, 9, claimedBefore: 0)], [own, other], [], Now);

        Assert.That(expected.Take(other), Is.False);
    }

    /// <summary>One start's time and the patience hold four studies of 10 s: at 60, 70, 80 and 90 s. The fifth wants a task.</summary>
    [Test]
    public void Take_ManyTogether_StartsAsManyAsTheLineNeeds()
    {
        var expected = Of([], []);
        var started = 0;
        for (var study = 1u; study <= 20; study++)
            if (Waits(study) is var work && !expected.Take(work))
            {
                expected.Add(work);
                started++;
            }

        Assert.That(started, Is.EqualTo(5));
    }

    /// <summary>A line behind a task that works is not left to grow to a start's time: each study of it would wait so long.</summary>
    [Test]
    public void Take_TaskHasMoreThanThePatienceToGo_WantsOne()
    {
        Assert.That(Of([Slot(0, 9)], [Held(9, slot: 0, sinceSeconds: 0, instances: 260)]).Take(Waits(1)), Is.True, "29 s");
        Assert.That(Of([Slot(0, 9)], [Held(9, slot: 0, sinceSeconds: 0, instances: 280)]).Take(Waits(1)), Is.False, "31 s");
    }

    /// <summary>One that starts already takes what is too much for the one that works.</summary>
    [Test]
    public void Take_OneWorksLongAndOneStarts_LeavesItTheStudy() =>
        Assert.That(Of([Slot(0, 9), Slot(1, 8, claimedBefore: 5)], [Held(9, slot: 0, sinceSeconds: 0, instances: 500)]).Take(Waits(1)), Is.True);

    [Test]
    public void Take_UrgentStudy_IsLeftOnlyToATaskThatIsFreeAsSoonAsItsOwn()
    {
        var own = Waits(9);
        ExpectedTasks Starting(double claimedBefore) => new(Pace, [Slot(0, 9, claimedBefore)], [own], [], Now);

        Assert.That(Starting(5).Take(Waits(1, priority: Priority.Urgent)), Is.False, "65 s");
        Assert.That(Starting(5).Take(Waits(1)), Is.True, "65 s, and nobody hurries");
        Assert.That(Starting(15).Take(Waits(1, priority: Priority.Urgent)), Is.True, "55 s");
    }

    /// <summary>Patience runs from when it was put in line: urgent ones that come again and again do not put it off for ever.</summary>
    [Test]
    public void Take_StudyThatWaitedItsPatienceOut_WantsOne()
    {
        var own = Waits(9);

        Assert.That(new ExpectedTasks(Pace, [Slot(0, 9, claimedBefore: 5)], [own], [], Now).Take(Waits(1, sinceSeconds: 31)), Is.False);
    }

    private static ExpectedTasks Of(IReadOnlyList<Slot> slots, IReadOnlyList<WorkItem> taken) => new(Pace, slots, [], taken, Now);

    private static Slot Slot(int number, uint study, double claimedBefore = 1000) => new(number, 1, Given.StudyId(study), "arn", ClaimedAt: Now.AddSeconds(-claimedBefore));

    private static WorkItem Waits(uint study, int instances = 70, Priority priority = Priority.Routine, double sinceSeconds = 0) =>
        new(Given.StudyId(study), priority, Now.AddSeconds(-sinceSeconds), Instances: instances);

    private static WorkItem Held(uint study, int slot, double sinceSeconds, int instances = 70) =>
        Waits(study, instances) with
        {
            Owner = Slot(slot, study).Owner,
            TakenAt = Now.AddSeconds(-sinceSeconds),
        };
}
