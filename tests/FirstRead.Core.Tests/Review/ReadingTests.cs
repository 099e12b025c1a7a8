using FirstRead.Core.Review;
using FirstRead.Core.Studies;

namespace FirstRead.Core.Tests.Review;

public class ReadingTests
{
    private static readonly DateTimeOffset Later = Sample.Noon.AddMinutes(5);

    [Test]
    public void Decide_OfAnUnknownFinding_IsRefused() =>
        Assert.That(Refusal(Reading("f1").Decide(Decision("f2"))), Is.EqualTo(ReviewRefusal.UnknownFinding));

    [Test]
    public void Decide_OfAFindingOfAnEarlierResult_IsRefused() =>
        Assert.That(Refusal(Reading("f1").Decide(Decision("f1") with { Attempt = 0 })), Is.EqualTo(ReviewRefusal.UnknownFinding));

    [Test]
    public void Decide_Twice_KeepsTheSecondThoughtAlone()
    {
        var reading = Reading("f1");
        reading = reading with { Rounds = [Round(reading.Decide(Decision("f1")))] };
        var round = Round(reading.Decide(Decision("f1") with { Verdict = Verdict.Reject, Reason = "artefact" }));
        Assert.That(round.Decisions.Select(decision => (decision.FindingId, decision.Verdict)), Is.EqualTo(new[] { ("f1", Verdict.Reject) }));
    }

    [Test]
    public void Sign_WithAnUndecidedFinding_IsRefused()
    {
        var reading = Reading("f1", "f2");
        reading = reading with { Rounds = [Round(reading.Decide(Decision("f1")))] };
        Assert.That(Refusal(Sign(reading)), Is.EqualTo(ReviewRefusal.Undecided));
    }

    [TestCase(StudyStatus.Receiving)]
    [TestCase(StudyStatus.Queued)]
    [TestCase(StudyStatus.Analysing)]
    [TestCase(StudyStatus.Held)]
    public void Sign_OfAStudyThatMovesOrWaits_IsRefused(StudyStatus status) =>
        Assert.That(Refusal(Sign(new Reading(Sample.Study(status), Sample.Result(), []))), Is.EqualTo(ReviewRefusal.NotReady));

    [TestCase(StudyStatus.NotApplicable)]
    [TestCase(StudyStatus.Failed)]
    public void Sign_OfAStudyWithoutAResult_Signs(StudyStatus status)
    {
        var outcome = Sign(new Reading(Sample.Study(status, resultAttempt: 0), null, []));
        Assert.That(Round(outcome).Signature!.ResultAttempt, Is.Zero);
    }

    [Test]
    public void Sign_WithEverythingDecided_SetsTheTimeAndClosesTheRound()
    {
        var reading = Reading("f1");
        reading = reading with { Rounds = [Round(reading.Decide(Decision("f1")))] };
        var changed = (ReviewOutcome.Changed)Sign(reading);
        Assert.Multiple(() =>
        {
            Assert.That(changed.Study.Times.SignedAt, Is.EqualTo(Later));
            Assert.That(changed.Study.Revision, Is.EqualTo(reading.Study.Revision), "the store raises it");
            Assert.That(changed.Round.Number, Is.EqualTo(1));
            Assert.That(changed.Round.Decisions, Has.Count.EqualTo(1));
            Assert.That(changed.Round.Signature! with { Critical = null }, Is.EqualTo(new Signature("Glioma likely.", "Dr. A", "sub-a", Later, 1)));
            Assert.That(changed.Round.Signature!.Critical!.Findings, Is.Not.Empty, "what is of high risk is critical");
        });
    }

    [Test]
    public void Sign_OfAnAlertNobodyAcknowledged_AcknowledgesIt()
    {
        var study = Sample.Study(StudyStatus.Analysed);
        study = study with { Times = study.Times with { AlertedAt = Sample.Noon } };
        var changed = (ReviewOutcome.Changed)Sign(new Reading(study, Sample.Result(), []));
        Assert.That(changed.Study.Times.AcknowledgedAt, Is.EqualTo(changed.Study.Times.SignedAt));
    }

    [Test]
    public void Sign_Again_IsRefused()
    {
        var changed = (ReviewOutcome.Changed)Sign(Reading());
        var again = new Reading(changed.Study, Sample.Result(), [changed.Round]);
        Assert.Multiple(() =>
        {
            Assert.That(Refusal(Sign(again)), Is.EqualTo(ReviewRefusal.AlreadySigned));
            Assert.That(Refusal(again.Decide(Decision("f1"))), Is.EqualTo(ReviewRefusal.AlreadySigned));
        });
    }

    [Test]
    public void Sign_AfterALateSliceReopenedTheStudy_OpensTheNextRoundAndAsksForNewDecisions()
    {
        var first = Reading("f1");
        first = first with { Rounds = [Round(first.Decide(Decision("f1")))] };
        var signed = (ReviewOutcome.Changed)Sign(first);
        var reopened = new Reading(Sample.Study(resultAttempt: 2), Sample.Result(findings: "f1") with { Attempt = 2 }, [signed.Round]);
        Assert.That(Refusal(Sign(reopened)), Is.EqualTo(ReviewRefusal.Undecided), "the id is the same, the finding is another result's");
        var second = Round(reopened.Decide(Decision("f1") with { Attempt = 2 }));
        Assert.That((second.Number, second.Signature), Is.EqualTo((2, (Signature?)null)));
        Assert.That(Round(Sign(reopened with { Rounds = [signed.Round, second] })).Signature!.ResultAttempt, Is.EqualTo(2));
    }

    [Test]
    public void Append_BeforeSigning_IsRefused() =>
        Assert.That(Refusal(Append(Reading())), Is.EqualTo(ReviewRefusal.NotSigned));

    [Test]
    public void Append_ToASignedStudy_IsTheNextRoundAndAsksForNoDecision()
    {
        var first = Reading("f1");
        first = first with { Rounds = [Round(first.Decide(Decision("f1")))] };
        var signed = (ReviewOutcome.Changed)Sign(first);
        var reading = first with { Study = signed.Study, Rounds = [signed.Round] };
        var appended = (ReviewOutcome.Changed)Append(reading);
        Assert.Multiple(() =>
        {
            Assert.That((appended.Round.Number, appended.Round.Decisions.Count, appended.Round.Signature!.Impression), Is.EqualTo((2, 0, "Also seen by B.")));
            Assert.That(appended.Study.Times.SignedAt, Is.EqualTo(Later), "the time of the first signature");
            Assert.That((reading with { Rounds = [signed.Round, appended.Round] }).Decisions.Single().FindingId, Is.EqualTo("f1"), "it stands");
        });
    }

    [Test]
    public void Append_ToAStudyThatLateSlicesReopened_IsRefused()
    {
        var signed = (ReviewOutcome.Changed)Sign(Reading());
        Assert.That(Refusal(Append(new Reading(Sample.Study(StudyStatus.Queued), Sample.Result(), [signed.Round]))), Is.EqualTo(ReviewRefusal.NotSigned));
    }

    [Test]
    public void Add_TwoOwnFindings_CountsThemAndRemovesOne()
    {
        var reading = With(Reading(), Reading().Add(Own("R1")));
        Assert.That(reading.NextOwnId, Is.EqualTo("R2"));
        reading = With(reading, reading.Add(Own("R2")));
        reading = With(reading, reading.Remove("R1"));
        Assert.That(reading.OwnFindings.Select(finding => finding.Id), Is.EqualTo(new[] { "R2" }));
        Assert.That(reading.NextOwnId, Is.EqualTo("R3"), "R2 stands");
        Assert.That(Refusal(reading.Remove("R1")), Is.EqualTo(ReviewRefusal.UnknownFinding));
        Assert.That(Refusal(reading.Decide(Decision("R2"))), Is.EqualTo(ReviewRefusal.UnknownFinding), "what is not signed is removed, not decided");
    }

    [Test]
    public void OwnFinding_OfASignedRound_StandsInTheNextUntilItIsRejected()
    {
        var first = With(Reading(), Reading().Add(Own("R1")));
        var signed = (ReviewOutcome.Changed)Sign(first);
        var reopened = new Reading(Sample.Study(resultAttempt: 2), Sample.Result() with { Attempt = 2 }, [signed.Round]);
        Assert.That(reopened.StandingOwnFindings.Single().Id, Is.EqualTo("R1"));
        Assert.That(Refusal(reopened.Remove("R1")), Is.EqualTo(ReviewRefusal.UnknownFinding), "what is signed is not changed");
        var rejected = With(reopened, reopened.Decide(Decision("R1") with { Attempt = 2, Verdict = Verdict.Reject, Reason = "vessel" }));
        Assert.That(rejected.StandingOwnFindings, Is.Empty);
        var amended = With(reopened, reopened.Decide(Decision("R1") with { Attempt = 2, Verdict = Verdict.Amend, Contours = [Square(9)] }));
        Assert.That(amended.StandingOwnFindings.Single().Contours.Single().Points[1][0], Is.EqualTo(9));
    }

    [Test]
    public void Decide_WithMorePointsThanARoundHolds_IsRefused()
    {
        var reading = Reading("f1", "f2", "f3", "f4", "f5", "f6");
        foreach (var finding in new[] { "f1", "f2", "f3", "f4", "f5" })
            reading = With(reading, reading.Decide(Amend(finding, DrawingRules.MostPoints)));
        Assert.That(Refusal(reading.Decide(Amend("f6", 3))), Is.EqualTo(ReviewRefusal.TooMuchDrawn));
        Assert.That(reading.Decide(Amend("f5", 3)), Is.TypeOf<ReviewOutcome.Changed>(), "a second thought takes the place of the first");
    }

    [Test]
    public void VerdictNames_AreStoredLiterals() =>
        Assert.That(Enum.GetValues<Verdict>().Select(verdict => (VerdictNames.Of(verdict), VerdictNames.Parse(VerdictNames.Of(verdict)))), Is.EqualTo(new (string, Verdict?)[]
        {
            ("accept", Verdict.Accept),
            ("amend", Verdict.Amend),
            ("reject", Verdict.Reject),
        }));

    private static Reading Reading(params string[] findings) => new(Sample.Study(), Sample.Result(findings: findings), []);

    private static FindingDecision Decision(string finding) => new(1, finding, Verdict.Accept, null, "Dr. A", Sample.Noon);

    private static FindingDecision Amend(string finding, int points) =>
        Decision(finding) with { Verdict = Verdict.Amend, Contours = [new("2.25.3", 1, [.. Enumerable.Range(0, points).Select(index => new double[] { index, 0 })])] };

    private static OwnFinding Own(string id) => new(id, "Bleeding", FindingCodes.All[^1], [Square(5)], null, "Dr. A", Sample.Noon);

    private static DrawnContour Square(double side) => new("2.25.3", 1, [[0, 0], [side, 0], [side, side], [0, side]]);

    private static Reading With(Reading reading, ReviewOutcome outcome)
    {
        var round = Round(outcome);
        return reading with { Rounds = [.. reading.Rounds.Where(other => other.Number != round.Number), round] };
    }

    private static ReviewOutcome Append(Reading reading) => reading.Append("Also seen by B.", "Dr. B", "sub-b", Later.AddHours(1));

    private static ReviewOutcome Sign(Reading reading) => reading.Sign("Glioma likely.", "Dr. A", "sub-a", Later, critical: Untold(reading));

    private static CriticalResult? Untold(Reading reading) => reading.CriticalAmong([]) is [_, ..] critical ? new(critical, null) : null;

    private static ReviewRound Round(ReviewOutcome outcome) => ((ReviewOutcome.Changed)outcome).Round;

    private static ReviewRefusal Refusal(ReviewOutcome outcome) => ((ReviewOutcome.Refused)outcome).Refusal;
}
