using FirstRead.Core;
using FirstRead.Core.Analysis;
using FirstRead.Core.Analysis.Results;
using FirstRead.Core.Deidentification;
using FirstRead.Core.Identity;
using FirstRead.Core.Learning;
using FirstRead.Core.Review;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Functions.Tests.Web;
using FirstRead.Testing;

namespace FirstRead.Functions.Tests.Learning;

/// <summary>Signed studies with real de-identified slices, the function that copies them, and cases ready to be read.</summary>
internal static class TeachingSeeds
{
    public const int SlicesOfAStudy = 3;
    private const int Side = 32;

    /// <summary>What a careless technician typed: it would give the case away.</summary>
    public const string Description = "AX T1 POST LEFT";

    public static PrepareCases Prepare(this World world, TimeProvider? clock = null, Fuse? fuse = null)
    {
        T Guarded<T>(T port) where T : class => fuse?.Guard(port) ?? port;
        var objects = Guarded<IObjectStore>(world.Objects);
        var (client, table) = world.StudiesTable;
        var ports = new TeachingPorts(
            Guarded<ITeachingStore>(world.Cases), world.Studies, new FirstRead.Aws.DynamoDb.DynamoResultStore(client, table), world.Reviews, objects, clock ?? TimeProvider.System);
        return new PrepareCases(
            ports, new TeachingBuckets(World.Deidentified, World.Results), new TeachingCopy(objects, World.Deidentified, new Deidentifier(DeidentificationProfile.Teaching)),
            new EventLog(TextWriter.Null, TimeProvider.System));
    }

    /// <summary>Finding f1 on the second slice, accepted or rejected, and an own finding where asked for; signed.</summary>
    public static async Task<Study> SignedForTeachingAsync(this World world, Verdict verdict = Verdict.Accept, bool own = false)
    {
        var id = world.NextStudyId();
        var original = (int)UInt128.Parse(id.Value[^8..], System.Globalization.NumberStyles.HexNumber);
        var instances = new List<Instance>();
        for (var number = 1; number <= SlicesOfAStudy; number++)
            instances.Add(await world.StoreSliceAsync(id, number, original));
        await world.Studies.TouchAsync(Given.Study() with { Id = id, InstanceCount = instances.Count, Simulated = true }, default);
        foreach (var instance in instances)
            await world.Studies.PutInstanceAsync(instance, default);
        var result = Seeds.Result(id, "f1");
        var finding = result.Findings[0] with { KeySopInstanceUid = instances[1].SopInstanceUid, SeriesInstanceUid = instances[1].SeriesInstanceUid };
        var contours = ObjectKeys.Result(id, 1, "contours.json");
        var outline = new Contour(instances[1].SopInstanceUid, 1, Box(8, 8, 16, 16), null, null, null);
        await world.Objects.PutAsync(World.Results, contours, ContourJson.Write(new ContourDocument(1, "Research use.", id.Value, 1, [new FindingContours("f1", [outline])])), "application/json", default);
        var study = await world.FinishAsync(id, result with { Findings = [finding], Objects = new ResultObjects(contours, [], null) });
        var found = new OwnFinding("R1", "Oedema beside it", FindingCodes.All[0], [new DrawnContour(instances[2].SopInstanceUid, 1, Box(20, 20, 28, 28))], null, "Dr Ada Reader", Given.Now);
        var round = new ReviewRound(
            1, [new(study.ResultAttempt, "f1", verdict, verdict == Verdict.Reject ? "a vessel" : null, "Dr Ada Reader", Given.Now)],
            new Signature("Words.", "Dr Ada Reader", "sub-radiologist", Given.Now.AddHours(1), study.ResultAttempt), own ? [found] : null);
        Assert.That(await world.Reviews.SaveAsync(study with { Times = study.Times with { SignedAt = Given.Now.AddHours(1) } }, round, default), Is.True);
        return (await world.Studies.GetAsync(id, default))!;
    }

    public static async Task<CaseId> RequestedCaseAsync(this World world, StudyId study, CaseKind kind = CaseKind.Positive, bool facesAgreed = true, DateTimeOffset? at = null)
    {
        var id = CaseId.From(((IRandomSource)new SystemRandomSource()).NextUInt128());
        var now = at ?? DateTimeOffset.UtcNow;
        Assert.That(await world.Cases.AddAsync(
            new TeachingCase(id, study, 1, kind, CaseState.Requested, "head", "introductory", facesAgreed, Simulated: true, "sub-radiologist", now, CopyPseudonyms.NewSeed(new SystemRandomSource()), DueAt: now), default), Is.True);
        return id;
    }

    /// <summary>A case that learners see, of one slice.</summary>
    /// <param name="readBy">A learner who has read it; null: nobody.</param>
    public static async Task<CaseId> ReadyCaseAsync(this World world, string? readBy = null, bool withAi = true)
    {
        var id = await world.RequestedCaseAsync(world.NextStudyId());
        TeachingPicture[] pictures = [new("2.25.501", "1.2.840.10008.5.1.4.1.1.4", "2.25.500", ObjectKeys.TeachingPicture(id, "a"), "MR", 1, Side, Side, 1, null, null, [0.5, 0.5])];
        var answers = new TeachingAnswers([Mark("T1", "Secret mass", 8, 16)], withAi ? [Mark("A1", "Secret mass", 9, 17)] : [], withAi ? "net 1.0.0" : null, withAi);
        await world.Objects.PutAsync(World.Deidentified, ObjectKeys.TeachingContents(id), TeachingJson.Write(new CaseContents([pictures[0].ObjectKey], pictures)), "application/json", default);
        await world.Objects.PutAsync(World.Results, ObjectKeys.TeachingAnswers(id), TeachingJson.Write(answers), "application/json", default);
        Assert.That(await world.Cases.ReplaceAsync((await world.Cases.GetAsync(id, default))!.Finish(1), default), Is.Not.Null);
        if (readBy is not null)
            Assert.That(await world.Learners.SaveAsync(
                new LearnerRead(id, readBy, ReadMode.Blind, null, DateTimeOffset.UtcNow, [], ReadScores.Of([], answers, pictures), "head", "introductory", ["Secret mass"], withAi), default), Is.True);
        return id;
    }

    private static Marking Mark(string id, string label, double from, double to) => new(id, label, [new DrawnContour("2.25.501", 1, Box(from, from, to, to))]);

    public static double[][] Box(double left, double top, double right, double bottom) => [[left, top], [right, top], [right, bottom], [left, bottom]];

    /// <summary>As Ingest would have stored it.</summary>
    private static async Task<Instance> StoreSliceAsync(this World world, StudyId study, int number, int original)
    {
        var slice = Slices.Slice(number, original).Add(Tags.Rows, Side).Add(Tags.Columns, Side).Add(Tags.PixelSpacing, "0.5", "0.5").Add(Tags.SeriesDescription, Description)
            .Add(Tags.PixelData, Vr.OW, Enumerable.Range(0, Side * Side * 2).Select(index => (byte)(index * number % 16)).ToArray());
        var deidentifier = new Deidentifier(DeidentificationProfile.ClinicalReview);
        using var opened = deidentifier.Open(new MemoryStream(Slices.Bytes(slice)));
        using var target = new MemoryStream();
        var written = deidentifier.Write(opened, new Pseudonym(Given.Study().Patient, 100), new UidMap(new byte[32], study.Clinic), target);
        var key = ObjectKeys.Deidentified(study, written.SeriesInstanceUid, written.SopInstanceUid, FileId.From((uint)number));
        await world.Objects.PutAsync(World.Deidentified, key, target.ToArray(), "application/dicom", default);
        return Given.Instance((uint)number, study, UploadId.From(1)) with
        {
            SopInstanceUid = written.SopInstanceUid,
            SeriesInstanceUid = written.SeriesInstanceUid,
            ObjectKey = key,
            Rows = Side,
            Columns = Side,
            BodyPart = null,
        };
    }
}
