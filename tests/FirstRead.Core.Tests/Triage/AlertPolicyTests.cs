using FirstRead.Core.Analysis;
using FirstRead.Core.Studies;
using FirstRead.Core.Tests.Review;
using FirstRead.Core.Triage;

namespace FirstRead.Core.Tests.Triage;

public class AlertPolicyTests
{
    [TestCase(false, AnalysisOutcome.Analysed, Risk.High, "high-risk", AlertChannel.TextMessage)]
    [TestCase(true, AnalysisOutcome.Analysed, Risk.High, "prior", AlertChannel.Record)]
    [TestCase(false, AnalysisOutcome.Analysed, Risk.Indeterminate, "not-high-risk", AlertChannel.Record)]
    [TestCase(false, AnalysisOutcome.Analysed, Risk.NoFinding, "not-high-risk", AlertChannel.Record)]
    [TestCase(false, AnalysisOutcome.Analysed, Risk.Undetermined, "not-high-risk", AlertChannel.Record)]
    [TestCase(false, AnalysisOutcome.NotApplicable, Risk.Undetermined, "not-applicable", AlertChannel.Record)]
    [TestCase(false, AnalysisOutcome.Failed, Risk.Undetermined, "failed", AlertChannel.Record)]
    public void For_EachKindOfResult_NamesItsRule(bool prior, AnalysisOutcome outcome, Risk risk, string rule, AlertChannel channel)
    {
        var decided = AlertPolicy.For(Sample.Study() with { Prior = prior }, Sample.Result(outcome, risk));
        Assert.That((decided.Name, decided.Channel), Is.EqualTo((rule, channel)));
    }

    [Test]
    public void For_AnIncompleteStudyAtHighRisk_StillSends() =>
        Assert.That(AlertPolicy.For(Sample.Study() with { Incomplete = true }, Sample.Result()).Channel, Is.EqualTo(AlertChannel.TextMessage));

    [Test]
    public void AlertStateNames_AreStoredLiterals() =>
        Assert.That(Enum.GetValues<AlertState>().Select(AlertStateNames.Of), Is.EqualTo(new[] { "recorded", "intended", "sent" }));

    [Test]
    public void Acknowledgement_OfAnEarlierMessage_DoesNotCoverALaterOne()
    {
        var alerted = Acknowledgement.Ask(Sample.Study(), Sample.Noon.AddMinutes(1))!;
        var acknowledged = Acknowledgement.Acknowledge(alerted, Sample.Noon.AddMinutes(2));
        var alertedAgain = Acknowledgement.Ask(acknowledged, Sample.Noon.AddMinutes(3))!;
        Assert.That(
            (Acknowledgement.IsDue(Sample.Study()), Acknowledgement.IsDue(alerted), Acknowledgement.IsDue(acknowledged), Acknowledgement.IsDue(alertedAgain)),
            Is.EqualTo((false, true, false, true)));
    }

    [Test]
    public void Ask_ForTheSameMessageAgain_LeavesAnAcknowledgementStanding()
    {
        var sentAt = Sample.Noon.AddMinutes(1);
        var acknowledged = Acknowledgement.Acknowledge(Acknowledgement.Ask(Sample.Study(), sentAt)!, Sample.Noon.AddMinutes(2));
        Assert.That(Acknowledgement.Ask(acknowledged, sentAt), Is.Null);
    }
}
