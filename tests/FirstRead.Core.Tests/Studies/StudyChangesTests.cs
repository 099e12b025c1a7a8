using FirstRead.Core.Analysis;
using FirstRead.Core.Studies;
using FirstRead.Testing;

namespace FirstRead.Core.Tests.Studies;

public sealed class StudyChangesTests
{
    [Test]
    public void Queue_SignedStudy_StandsOnTheWorklistAgain()
    {
        var signed = Given.Study() with { Status = StudyStatus.Analysed, Times = Given.Study().Times with { SignedAt = Given.Now, AlertedAt = Given.Now } };

        var queued = signed.Queue(5, incomplete: true, Given.Now.AddHours(1));

        Assert.That(Urgency.IsOpen(queued), Is.True);
        Assert.That((queued.Times.ReceivedAt, queued.Times.CompleteAt), Is.EqualTo((signed.Times.ReceivedAt, (DateTimeOffset?)Given.Now.AddHours(1))));
    }

    [TestCase(Risk.High, Risk.NoFinding, Risk.High)]
    [TestCase(Risk.Indeterminate, Risk.High, Risk.High)]
    [TestCase(Risk.Undetermined, Risk.NoFinding, Risk.NoFinding)]
    public void Finish_AnyResult_NeverLowersTheHighestRisk(Risk before, Risk result, Risk highest)
    {
        var study = Given.Study() with { Status = StudyStatus.Analysing, Attempt = 2, HighestRisk = before };

        var finished = study.Finish(Given.Result(study.Id, 2, result));

        Assert.That((finished.Risk, finished.HighestRisk, finished.ResultAttempt), Is.EqualTo((result, highest, 2)));
    }

    [TestCase(AnalysisOutcome.Analysed, StudyStatus.Analysed)]
    [TestCase(AnalysisOutcome.NotApplicable, StudyStatus.NotApplicable)]
    [TestCase(AnalysisOutcome.Failed, StudyStatus.Failed)]
    public void Finish_Outcome_IsTheStatus(AnalysisOutcome outcome, StudyStatus status) =>
        Assert.That((Given.Study() with { Status = StudyStatus.Analysing }).Finish(Given.Result(Given.StudyId(), 1) with { Outcome = outcome }).Status, Is.EqualTo(status));
}
