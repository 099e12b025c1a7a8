using FirstRead.Core.Learning;
using FirstRead.Core.Review;
using FirstRead.Core.Studies;
using FirstRead.Core.Tests.Review;
using FirstRead.Testing;

namespace FirstRead.Core.Tests.Learning;

public class TeachingReleaseTests
{
    private static readonly Instance[] Heads = [Given.Instance(1, Sample.Id, UploadId.From(1))];

    [TestCase(Verdict.Accept, CaseKind.Positive, ExpectedResult = null)]
    [TestCase(Verdict.Amend, CaseKind.Positive, ExpectedResult = null)]
    [TestCase(Verdict.Reject, CaseKind.Positive, ExpectedResult = TeachingRefusal.NothingToFind)]
    [TestCase(Verdict.Reject, CaseKind.Negative, ExpectedResult = null)]
    [TestCase(Verdict.Accept, CaseKind.Negative, ExpectedResult = TeachingRefusal.FindingStands)]
    public TeachingRefusal? Kind_MustBeWhatTheReadSays(Verdict verdict, CaseKind kind) => TeachingRelease.Refusal(Signed(verdict), Heads, kind, facesAgreed: true, filesHeld: false);

    [Test]
    public void Unsigned_IsRefused() => Assert.That(TeachingRelease.Refusal(new(Sample.Study(), null, []), Heads, CaseKind.Negative, true, false), Is.EqualTo(TeachingRefusal.NotSigned));

    [Test]
    public void HeldFiles_Bar() => Assert.That(TeachingRelease.Refusal(Signed(Verdict.Accept), Heads, CaseKind.Positive, true, filesHeld: true), Is.EqualTo(TeachingRefusal.FilesHeld));

    [TestCase("MR", "BRAIN", ExpectedResult = TeachingRefusal.FacesMayShow)]
    [TestCase("CT", null, ExpectedResult = TeachingRefusal.FacesMayShow)]
    [TestCase("CT", "CHEST", ExpectedResult = null)]
    [TestCase("DX", null, ExpectedResult = null)]
    public TeachingRefusal? Faces_BarUntilAPersonAgrees(string modality, string? part) =>
        TeachingRelease.Refusal(Signed(Verdict.Accept), [Heads[0] with { Modality = modality, BodyPart = part }], CaseKind.Positive, facesAgreed: false, filesHeld: false);

    [TestCase("1.2.840.10008.5.1.4.1.1.66.4")]
    [TestCase("1.2.840.10008.5.1.4.1.1.7")]
    public void DerivedObjects_AreNoPictures(string sopClass) =>
        Assert.That(TeachingRelease.Refusal(Signed(Verdict.Accept), [Heads[0] with { SopClassUid = sopClass }], CaseKind.Positive, true, false), Is.EqualTo(TeachingRefusal.NoPictures));

    [Test]
    public void Lists_NameNoDisease() => Assert.That(
        TeachingLists.Topics.Concat(TeachingLists.Difficulties).SelectMany(word => FindingCodes.All.Where(code => code.Meaning.Contains(word, StringComparison.OrdinalIgnoreCase))), Is.Empty);

    [Test]
    public void StoredNames_AreTheseAndNoOthers()
    {
        Assert.That(Enum.GetValues<CaseState>().Select(CaseNames.Of), Is.EqualTo(new[] { "requested", "ready", "barred", "withdrawing", "withdrawn" }));
        Assert.That(Enum.GetValues<CaseState>().Select(CaseNames.Of).Select(CaseNames.State), Is.EqualTo(Enum.GetValues<CaseState>()));
        Assert.That(Enum.GetValues<CaseKind>().Select(CaseNames.Of), Is.EqualTo(new[] { "positive", "negative" }));
        Assert.That(Enum.GetValues<ReadMode>().Select(ReadModeNames.Of), Is.EqualTo(new[] { "blind", "ai-on-demand" }));
        Assert.That(
            new[] { BarReasons.ReadingChanged, BarReasons.FacesMayShow, BarReasons.PixelsAtRisk, BarReasons.NoPictures, BarReasons.TruthNotInCopy, BarReasons.CopyFailed },
            Is.EqualTo(new[] { "reading-changed", "faces-may-show", "pixels-at-risk", "no-pictures", "truth-not-in-copy", "copy-failed" }));
        Assert.That(() => CaseNames.State("open"), Throws.TypeOf<FormatException>());
    }

    [Test]
    public void Pseudonyms_OfTwoSeeds_ShareNothing_AndOfOneSeedAreTheSame()
    {
        var (one, again, other) = (Pseudonyms('a'), Pseudonyms('a'), Pseudonyms('b'));
        Assert.That((one.Uids.Map("2.25.9"), one.Patient, one.NameOf(Heads[0])), Is.EqualTo((again.Uids.Map("2.25.9"), again.Patient, again.NameOf(Heads[0]))));
        Assert.That(one.Uids.Map("2.25.9"), Is.Not.EqualTo(other.Uids.Map("2.25.9")));
        Assert.That(one.Patient.Token, Is.Not.EqualTo(other.Patient.Token));
        Assert.That(one.NameOf(Heads[0]), Is.Not.EqualTo(other.NameOf(Heads[0])));
    }

    private static CopyPseudonyms Pseudonyms(char digit) => new(new string(digit, 2 * CopyPseudonyms.SeedBytes), Sample.Id.Clinic);

    private static Reading Signed(Verdict verdict) => new(
        Sample.Study() with { Times = new StudyTimes(Sample.Noon, SignedAt: Sample.Noon) },
        Sample.Result(findings: "f1"),
        [new ReviewRound(1, [new FindingDecision(1, "f1", verdict, "why", "Dr Reader", Sample.Noon)], new Signature("Words.", "Dr Reader", "sub", Sample.Noon, 1))]);
}
