using FirstRead.Core.Tests.Review;
using FirstRead.Core.Triage;

namespace FirstRead.Core.Tests.Triage;

public class AcknowledgementTests
{
    [Test]
    public void AlertStateNames_AreStoredLiterals() =>
        Assert.That(Enum.GetValues<AlertState>().Select(AlertStateNames.Of), Is.EqualTo(new[] { "recorded", "intended", "sent", "ended" }));

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
