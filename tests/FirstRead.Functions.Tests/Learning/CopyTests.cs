using System.Text;
using FirstRead.Core.Learning;
using FirstRead.Core.Review;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Functions.Tests.Web;
using FirstRead.Testing;

namespace FirstRead.Functions.Tests.Learning;

/// <summary>What becomes of a study that a radiologist released: real slices through the real de-identifier.</summary>
public sealed class CopyTests
{
    private World world = null!;

    [SetUp]
    public async Task GetWorld() => world = await World.GetAsync();

    [Test]
    public async Task Copy_SharesNoUidNoTokenNoDateAndNoWordWithItsStudy()
    {
        var (study, teaching, contents) = await CopiedAsync();
        var sources = (await world.Studies.ListInstancesAsync(study.Id, default)).Select(instance => Header(instance.ObjectKey)).ToArray();
        var copies = contents.Pictures.Select(picture => Header(picture.ObjectKey)).ToArray();
        var known = sources.SelectMany(Texts).Where(text => text.Length > 3).ToHashSet(StringComparer.Ordinal);

        Assert.That((teaching.State, teaching.Seed, copies.Length), Is.EqualTo((CaseState.Ready, (string?)null, TeachingSeeds.SlicesOfAStudy)));
        Assert.Multiple(() =>
        {
            foreach (var tag in new[] { Tags.SOPInstanceUID, Tags.SeriesInstanceUID, Tags.StudyInstanceUID, Tags.PatientID, Tags.PatientName, Tags.StudyDate })
                Assert.That(copies.Select(copy => copy.GetString(tag)).Intersect(sources.Select(source => source.GetString(tag))), Is.Empty, tag.ToString());
            Assert.That(copies.Select(copy => copy.GetString(Tags.StudyInstanceUID)).Distinct(), Has.Exactly(1).Items, "one study still");
            Assert.That(copies.SelectMany(Texts).Where(text => text.StartsWith("2.25.", StringComparison.Ordinal) && known.Contains(text)), Is.Empty, "at no depth");
            Assert.That(sources[0].GetString(Tags.SeriesDescription), Is.Not.Null, "there was something to tell");
            Assert.That(copies.SelectMany(copy => new[] { Tags.SeriesDescription, Tags.StudyDescription, Tags.ProtocolName }.Select(copy.GetString)), Has.All.Null);
            Assert.That(copies.Select(copy => copy.GetString(Tags.PatientSex)), Has.All.EqualTo("F"));
        });
    }

    [Test]
    public async Task Copy_KeepsPixelsAndPlaces_UnderNamesThatSayNothing()
    {
        var (study, teaching, contents) = await CopiedAsync();
        var sources = await world.Studies.ListInstancesAsync(study.Id, default);
        Assert.That(
            contents.Pictures.Select(picture => Convert.ToHexString(Whole(picture.ObjectKey)[Tags.PixelData]!.Value.Span)),
            Is.EquivalentTo(sources.Select(source => Convert.ToHexString(Whole(source.ObjectKey)[Tags.PixelData]!.Value.Span))));
        Assert.That(contents.Pictures.Select(picture => picture.ImagePosition![2]), Is.EquivalentTo(new[] { 5.0, 10, 15 }));
        Assert.That(contents.Pictures.Select(picture => picture.SpacingMm), Has.All.EqualTo(new[] { 0.5, 0.5 }));
        Assert.That(contents.Pictures.Select(picture => picture.ObjectKey), Has.All.Matches($"^teaching/{teaching.Id}/[0-9a-f]{{32}}\\.dcm$"));
        Assert.That(contents.Pictures.Select(picture => picture.SopInstanceUid), Is.Ordered.Using((System.Collections.IComparer)StringComparer.Ordinal), "in the order of random names");
        // A random UID has 37 to 39 digits, padded to an even length, in the file's head and in the dataset.
        var sizes = contents.Pictures.Select(picture => world.Objects.Objects[$"{World.Deidentified}/{picture.ObjectKey}"].Length).ToList();
        Assert.That(sizes.Max() - sizes.Min(), Is.LessThanOrEqualTo(12), "and of one size, but for the digits of their UIDs");
    }

    [Test]
    public async Task Copies_OfTheSameStudyTwice_HaveNothingInCommon()
    {
        var (study, first, one) = await CopiedAsync();
        await new WithdrawTeaching(world.Cases, TimeProvider.System).WithdrawAsync(study.Id, default);
        await world.Prepare().RunAsync(default);
        var second = await world.RequestedCaseAsync(study.Id);
        await world.Prepare().RunAsync(default);
        var other = ContentsOf(second);
        Assert.That(one.Pictures.Select(picture => picture.SopInstanceUid).Intersect(other.Pictures.Select(picture => picture.SopInstanceUid)), Is.Empty);
        Assert.That((await world.Cases.GetAsync(first.Id, default))!.State, Is.EqualTo(CaseState.Withdrawn));
    }

    [Test]
    public async Task Answers_AreTheSignedReadAndTheModels_OnTheCopysPictures()
    {
        var (study, teaching, contents) = await CopiedAsync(own: true);
        var answers = AnswersOf(teaching.Id)!;
        var uids = contents.Pictures.Select(picture => picture.SopInstanceUid).ToHashSet();
        Assert.Multiple(() =>
        {
            Assert.That(answers.Truth.Select(truth => (truth.Id, truth.Label)), Is.EqualTo(new[] { ("T1", "Enhancing mass"), ("T2", "Oedema beside it") }));
            Assert.That(answers.Ai.Select(mark => mark.Id), Is.EqualTo(new[] { "A1" }));
            Assert.That(answers.Truth.Concat(answers.Ai).SelectMany(mark => mark.Contours).Select(contour => contour.SopInstanceUid).Distinct(), Is.SubsetOf(uids));
            Assert.That(answers.Truth[0].Contours[0].Points, Is.EqualTo(TeachingSeeds.Box(8, 8, 16, 16)));
            Assert.That((answers.Model, answers.ReferenceWithAi), Is.EqualTo(("brain-tumor-mri 1.0.0", true)));
            var middle = contents.Pictures.Single(picture => picture.ImagePosition![2] == 10);
            Assert.That(answers.Truth[0].Contours[0].SopInstanceUid, Is.EqualTo(middle.SopInstanceUid), "the finding is on the slice where it was");
        });
        Assert.That(TeachingTextOf(teaching.Id), Does.Not.Contain(study.Id.Value).And.Not.Contain("mass"));
    }

    [Test]
    public async Task NegativeCase_HasNoTruth_AndWhatTheModelSaid()
    {
        var study = await world.SignedForTeachingAsync(Verdict.Reject);
        var id = await world.RequestedCaseAsync(study.Id, CaseKind.Negative);
        await world.Prepare().RunAsync(default);
        Assert.That(AnswersOf(id), Has.Property("Truth").Empty.And.Property("Ai").Count.EqualTo(1));
    }

    [Test]
    public async Task Copy_WhoseFacesNobodyAgreedTo_IsBarredAndLeavesNothing()
    {
        var study = await world.SignedForTeachingAsync();
        var id = await world.RequestedCaseAsync(study.Id, facesAgreed: false);
        await world.Prepare().RunAsync(default);
        var barred = (await world.Cases.GetAsync(id, default))!;
        Assert.That((barred.State, barred.Reason, barred.Seed, barred.DueAt), Is.EqualTo((CaseState.Barred, BarReasons.FacesMayShow, (string?)null, (DateTimeOffset?)null)));
        Assert.That(ObjectsOf(id), Is.Empty);
    }

    [Test]
    public async Task Copy_OfAReadThatChangedSince_IsBarred()
    {
        var study = await world.SignedForTeachingAsync();
        var id = await world.RequestedCaseAsync(study.Id);
        Assert.That(await world.Studies.ReplaceAsync(study with { Times = study.Times with { SignedAt = null } }, default), Is.True);
        await world.Prepare().RunAsync(default);
        Assert.That((await world.Cases.GetAsync(id, default))!.Reason, Is.EqualTo(BarReasons.ReadingChanged));
    }

    [Test]
    public async Task Withdrawal_TakesEveryObject_AndFreesTheStudy()
    {
        var (study, teaching, _) = await CopiedAsync();
        var withdrawals = new WithdrawTeaching(world.Cases, TimeProvider.System);
        Assert.That(await withdrawals.WithdrawAsync(study.Id, default), Is.False, "its objects go with the next look");
        Assert.That(ObjectsOf(teaching.Id), Is.Not.Empty);
        await world.Prepare().RunAsync(default);
        Assert.That(ObjectsOf(teaching.Id), Is.Empty);
        Assert.That(await withdrawals.WithdrawAsync(study.Id, default), Is.True);
        Assert.That(await world.Cases.GetOfStudyAsync(study.Id, default), Is.Null);
    }

    [Test]
    public async Task Withdrawal_WhileTheCopyIsMade_LeavesNothing()
    {
        var study = await world.SignedForTeachingAsync();
        var id = await world.RequestedCaseAsync(study.Id);
        var asked = (await world.Cases.GetAsync(id, default))!;
        // Claimed by a copier that now works; the radiologist takes it back; the copier comes to its end.
        var claimed = (await world.Cases.ReplaceAsync(asked.Claim(DateTimeOffset.UtcNow), default))!;
        Assert.That((await new WithdrawTeaching(world.Cases, TimeProvider.System).WithdrawAsync(id, default))!.DueAt, Is.EqualTo(claimed.DueAt).Within(TimeSpan.FromSeconds(1)), "the copier has it to itself");
        Assert.That(await world.Cases.ReplaceAsync(claimed.Finish(3), default), Is.Null);
    }

    [Test]
    public async Task Copy_CrashAtAnyCall_EndsInOneWholeCase([Values] bool afterTheCall)
    {
        var study = await world.SignedForTeachingAsync();
        var call = 1;
        for (; call < 60; call++)
        {
            var clock = new FirstRead.Testing.ManualClock(DateTimeOffset.UtcNow);
            var id = await world.RequestedCaseAsync(study.Id, at: clock.GetUtcNow());
            var fuse = new Fuse();
            fuse.Arm(call, afterTheCall);
            await DieAsync(() => world.Prepare(clock, fuse).RunAsync(default));
            var died = fuse.Burnt;
            fuse.Disarm();
            clock.Advance(TeachingCase.Lease + TimeSpan.FromMinutes(1));
            await world.Prepare(clock).RunAsync(default);
            var ready = (await world.Cases.GetAsync(id, default))!;
            Assert.That((ready.State, ready.Pictures), Is.EqualTo((CaseState.Ready, TeachingSeeds.SlicesOfAStudy)), $"death at call {call}");
            Assert.That(ObjectsOf(id), Is.EquivalentTo(ContentsOf(id).Planned.Append(ObjectKeys.TeachingContents(id)).Append(ObjectKeys.TeachingAnswers(id))), $"death at call {call}");

            await new WithdrawTeaching(world.Cases, clock).WithdrawAsync(id, default);
            fuse.Arm(call, afterTheCall);
            await DieAsync(() => world.Prepare(clock, fuse).RunAsync(default));
            fuse.Disarm();
            clock.Advance(TeachingCase.Lease + TimeSpan.FromMinutes(1));
            await world.Prepare(clock).RunAsync(default);
            Assert.That(ObjectsOf(id), Is.Empty, $"death at call {call} of the removal");
            Assert.That((await world.Cases.GetAsync(id, default))!.State, Is.EqualTo(CaseState.Withdrawn), $"death at call {call} of the removal");
            if (!died)
                break;
        }
        Assert.That(call, Is.InRange(10, 59), "the loop ends at the first run that the fuse outlives");
    }

    private static async Task DieAsync(Func<Task> run)
    {
        try
        {
            await run();
        }
        catch (Exception died) when (died is CrashException || died is AggregateException { InnerExceptions: [CrashException] })
        {
        }
    }

    private async Task<(Study Study, TeachingCase Case, CaseContents Contents)> CopiedAsync(bool own = false)
    {
        var study = await world.SignedForTeachingAsync(own: own);
        var id = await world.RequestedCaseAsync(study.Id);
        await world.Prepare().RunAsync(default);
        return (study, (await world.Cases.GetAsync(id, default))!, ContentsOf(id));
    }

    private CaseContents ContentsOf(CaseId id) => TeachingJson.Contents(world.Objects.Objects[$"{World.Deidentified}/{ObjectKeys.TeachingContents(id)}"]);

    private TeachingAnswers? AnswersOf(CaseId id) => TeachingJson.Answers(world.Objects.Objects[$"{World.Results}/{ObjectKeys.TeachingAnswers(id)}"]);

    private string TeachingTextOf(CaseId id) => Encoding.Latin1.GetString([.. world.Objects.Objects.Where(one => one.Key.StartsWith($"{World.Deidentified}/teaching/{id}/", StringComparison.Ordinal)).SelectMany(one => one.Value)]);

    private string[] ObjectsOf(CaseId id) => [.. world.Objects.Objects.Keys.Where(key => key.Contains(id.Value, StringComparison.Ordinal)).Select(key => key[(key.IndexOf('/') + 1)..])];

    private DicomDataset Header(string key) => DicomDataset.Read(new MemoryStream(world.Objects.Objects[$"{World.Deidentified}/{key}"]), Tags.PixelData);

    private DicomDataset Whole(string key) => DicomDataset.Read(new MemoryStream(world.Objects.Objects[$"{World.Deidentified}/{key}"]));

    private static IEnumerable<string> Texts(DicomDataset dataset) => dataset.SelectMany(element => element.Items is { } items ? items.SelectMany(Texts) : dataset.GetStrings(element.Tag));
}
