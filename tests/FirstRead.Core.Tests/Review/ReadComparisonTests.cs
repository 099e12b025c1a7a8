using FirstRead.Core.Review;
using FirstRead.Core.Studies;
using FirstRead.Testing;

namespace FirstRead.Core.Tests.Review;

public sealed class ReadComparisonTests
{
    [Test]
    public void Sign_OfMarksAndOwnFindings_CountsWhatBecameOfEach()
    {
        var study = Given.Study() with { Status = StudyStatus.Analysed, ResultAttempt = 1, Scanner = "SIEMENS Avanto" };
        var result = Given.Result(study.Id, 1);
        result = result with { Findings = [.. new[] { "f1", "f2", "f3" }.Select(id => result.Findings[0] with { Id = id })] };
        FindingDecision Decision(string id, Verdict verdict) => new(1, id, verdict, "reason", "Dr. A", Given.Now);
        var own = new OwnFinding("R1", "Bleeding", FindingCodes.All[0], [], new DrawnPoint("2.25.1004", 1, 3, 4), "Dr. A", Given.Now);
        var round = new ReviewRound(1, [Decision("f1", Verdict.Accept), Decision("f2", Verdict.Amend), Decision("f3", Verdict.Reject)], null, [own]);

        var signed = ((ReviewOutcome.Changed)new Reading(study, result, [round]).Sign("Glioma.", "Dr. A", "sub-a", Given.Now)).Round;

        Assert.That(signed.Comparison, Is.EqualTo(new ReadComparison("brain-tumor-mri", "1.0.0", "MR", "SIEMENS Avanto", Shown: 3, Accepted: 1, Amended: 1, Rejected: 1, Added: 1)));
    }

    [Test]
    public void Append_ToASignedStudy_IsNoReadOfItsOwn()
    {
        var study = Given.Study() with { Times = Given.Study().Times with { SignedAt = Given.Now } };
        var appended = ((ReviewOutcome.Changed)new Reading(study, null, []).Append("Also.", "Dr. A", "sub-a", Given.Now)).Round;
        Assert.That(appended.Comparison, Is.Null);
    }
}
