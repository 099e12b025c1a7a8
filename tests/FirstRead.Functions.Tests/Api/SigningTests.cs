using System.Net;
using System.Text;
using System.Text.Json;
using FirstRead.Aws.DynamoDb;
using FirstRead.Core;
using FirstRead.Core.Access;
using FirstRead.Core.Analysis;
using FirstRead.Core.Analysis.Geometry;
using FirstRead.Core.Analysis.Results;
using FirstRead.Core.Review;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Functions.Api;
using FirstRead.Functions.Tests.Web;
using FirstRead.Reports.Signing;
using FirstRead.Testing;
using FirstRead.Web;
using Microsoft.AspNetCore.Http;

namespace FirstRead.Functions.Tests.Api;

/// <summary>Signing over HTTP: what it writes, what it answers, and what a crash or a lost race leaves behind.</summary>
public class SigningTests
{
    private const string Drawn = """{"decision":"amend","contours":[{"sopInstanceUid":"2.25.1004","polygon":[[10.2,10.3],[60.4,12.1],[40.6,55.8]]}]}""";

    [Test]
    public async Task Sign_OfAnAmendedFinding_WritesTheSetThatItNames()
    {
        var world = await World.GetAsync();
        var study = await AnalysedAsync(world);
        await DecideAsync(world, study, study.Revision, Drawn);
        var answer = await SignAsync(world, study, study.Revision + 1);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), await answer.Content.ReadAsStringAsync());
        var signature = (await world.Reviews.ListAsync(study.Id, default)).Single().Signature!;
        var set = SignedSet.Of(signature);
        var view = await World.JsonOf(await world.SendAsync(AuthorizationTable.Study, $"/api/studies/{study.Id}", world.TokenOf(Role.Radiologist)));
        Assert.Multiple(async () =>
        {
            Assert.That(signature.Objects!.Select(SignedSet.NameOf), Is.EqualTo(new[] { "report.dcm", "segmentation.dcm", "presentation-1.dcm", "report.pdf", "fhir.json" }));
            Assert.That(signature.Objects, Is.All.StartsWith($"results/{study.Id}/signed-000001-{signature.Act}/"));
            Assert.That(world.Objects.Keys(World.Results), Is.SupersetOf(signature.Objects!));
            Assert.That(Stored(world, set.Report!).GetString(Tags.VerificationFlag), Is.EqualTo("VERIFIED"));
            Assert.That(Stored(world, set.Segmentation!).GetSequence(Tags.SegmentSequence).Single().GetString(Tags.SegmentAlgorithmType), Is.EqualTo("SEMIAUTOMATIC"));
            Assert.That(view.GetProperty("review").GetProperty("signatures")[0].GetProperty("files").EnumerateArray().Select(file => file.GetString()), Is.EqualTo(signature.Objects!.Select(key => $"/{key}")));
            Assert.That(await ReportAsync(world, study, "pdf"), Is.EqualTo(("application/pdf", Bytes(world, set.Pdf!))));
            Assert.That(await ReportAsync(world, study, "fhir"), Is.EqualTo(("application/fhir+json", Bytes(world, set.Fhir!))));
            Assert.That(await ReportAsync(world, study, "sr"), Is.EqualTo(("application/dicom", Bytes(world, set.Report!))));
            Assert.That(StatusOf(Bytes(world, set.Fhir!)), Is.EqualTo("final"));
        });
    }

    [Test]
    public async Task Addendum_OfASignedStudy_IsANewSetWithTheFormerAsPredecessor()
    {
        var world = await World.GetAsync();
        var study = await AnalysedAsync(world);
        Assert.That(await World.CodeOf(await AppendAsync(world, study, study.Revision)), Is.EqualTo("not-signed"));
        await DecideAsync(world, study, study.Revision, """{"decision":"accept"}""");
        await SignAsync(world, study, study.Revision + 1);
        var answer = await AppendAsync(world, study, study.Revision + 2);
        Assert.That((answer.StatusCode, answer.Headers.ETag?.Tag), Is.EqualTo((HttpStatusCode.OK, $"\"{study.Revision + 3}\"")), await answer.Content.ReadAsStringAsync());
        SignedSet[] sets = [.. (await world.Reviews.ListAsync(study.Id, default)).Select(round => SignedSet.Of(round.Signature!))];
        var second = Stored(world, sets[1].Report!);
        Assert.Multiple(() =>
        {
            Assert.That(second.GetSequence(Tags.PredecessorDocumentsSequence).Single().GetSequence(Tags.ReferencedSeriesSequence).Single().GetSequence(Tags.ReferencedSOPSequence).Single().GetString(Tags.ReferencedSOPInstanceUID),
                Is.EqualTo(Stored(world, sets[0].Report!).GetString(Tags.SOPInstanceUID)));
            Assert.That(StatusOf(Bytes(world, sets[1].Fhir!)), Is.EqualTo("amended"));
            Assert.That(second.GetSequence(Tags.VerifyingObserverSequence), Has.Count.EqualTo(1));
        });
        Assert.That(await ReportAsync(world, study, "sr"), Is.EqualTo(("application/dicom", Bytes(world, sets[1].Report!))));
        Assert.That(await World.CodeOf(await SignAsync(world, study, study.Revision + 3)), Is.EqualTo("already-signed"));
    }

    [TestCase("""{}""")]
    [TestCase("""{"text":" "}""")]
    public async Task Addendum_WithoutText_NamesIt(string body)
    {
        var world = await World.GetAsync();
        var study = await world.AnalysedStudyAsync();
        var answer = await world.SendAsync(AuthorizationTable.Addendum, $"/api/studies/{study.Id}/addendum", world.TokenOf(Role.Radiologist), body, $"\"{study.Revision}\"");
        Assert.That((await World.JsonOf(answer)).GetProperty("errors").TryGetProperty("text", out _), Is.True);
    }

    [Test]
    public async Task Sign_OfAStudyThatNoModelRead_StillIsAReport()
    {
        var world = await World.GetAsync();
        var study = await world.AnalysedStudyAsync(study => study with { Status = StudyStatus.NotApplicable, ResultAttempt = 0 });
        Assert.That((await SignAsync(world, study, study.Revision)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        var signature = (await world.Reviews.ListAsync(study.Id, default)).Single().Signature!;
        var report = Stored(world, SignedSet.Of(signature).Report!);
        Assert.Multiple(() =>
        {
            Assert.That(signature.Objects!.Select(SignedSet.NameOf), Is.EqualTo(new[] { "report.dcm", "report.pdf", "fhir.json" }));
            Assert.That(report.GetSequence(Tags.CurrentRequestedProcedureEvidenceSequence).Single().GetSequence(Tags.ReferencedSeriesSequence).Single().GetSequence(Tags.ReferencedSOPSequence).Single().GetString(Tags.ReferencedSOPInstanceUID), Is.EqualTo("2.25.1004"));
        });
    }

    [Test]
    public async Task Report_OfAnUnsignedResult_SaysThatNobodyVerifiedIt()
    {
        var world = await World.GetAsync();
        var study = await AnalysedAsync(world);
        var (_, fhir) = await ReportAsync(world, study, "fhir");
        var (type, pdf) = await ReportAsync(world, study, "pdf");
        Assert.Multiple(() =>
        {
            Assert.That(StatusOf(fhir), Is.EqualTo("preliminary"));
            Assert.That(Encoding.UTF8.GetString(fhir), Does.Contain("AI result, unverified"));
            Assert.That((type, Encoding.ASCII.GetString(pdf, 0, 5)), Is.EqualTo(("application/pdf", "%PDF-")));
        });
        Assert.That(await World.CodeOf(await GetReportAsync(world, study, "sr")), Is.EqualTo("no-report"), "the analysis wrote none");
        Assert.That(await World.CodeOf(await GetReportAsync(world, study, "word")), Is.EqualTo("invalid-body"));
    }

    [Test]
    public async Task Report_LargerThanAnAnswer_SaysWhereItIs()
    {
        var world = await World.GetAsync();
        var study = await AnalysedAsync(world);
        await DecideAsync(world, study, study.Revision, """{"decision":"accept"}""");
        await SignAsync(world, study, study.Revision + 1);
        var set = SignedSet.Of((await world.Reviews.ListAsync(study.Id, default)).Single().Signature!);
        await world.Objects.PutAsync(World.Results, set.Pdf!, new byte[4_400_001], "application/pdf", default);
        Assert.That(await World.CodeOf(await GetReportAsync(world, study, "pdf")), Is.EqualTo("report-too-large"));
    }

    [Test]
    public async Task Sign_ByFiveAtOnceOnOneRevision_StoresTheDocumentsOfTheOneThatWon()
    {
        var world = await World.GetAsync();
        var study = await AnalysedAsync(world);
        await DecideAsync(world, study, study.Revision, """{"decision":"accept"}""");
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(number => SignAsync(world, study, study.Revision + 1, $"Read by {number}.")));
        Assert.That(answers.Count(answer => answer.IsSuccessStatusCode), Is.EqualTo(1));
        await AssertWholeAsync(world, study.Id);
        var round = (await world.Reviews.ListAsync(study.Id, default)).Single();
        var texts = Tree(Stored(world, SignedSet.Of(round.Signature!).Report!)).Select(item => item.GetString(Tags.TextValue));
        Assert.That(texts, Has.Some.EqualTo(round.Signature!.Words), "the words that won are the words in the document");
    }

    /// <summary>The program dies at every call of every store, before it takes effect or after: the study is signed whole or not at all, and the next try ends it.</summary>
    [TestCase(false)]
    [TestCase(true)]
    public async Task Sign_ThatDiesBetweenAnyTwoWrites_LeavesNothingHalfAndCanBeRepeated(bool after)
    {
        var world = await World.GetAsync();
        for (var call = 1; ; call++)
        {
            var study = await AnalysedAsync(world);
            await DecideAsync(world, study, study.Revision, Drawn);
            var fuse = new Fuse();
            fuse.Arm(call, after);
            try
            {
                await SignDirectlyAsync(world, fuse, study.Id, study.Revision + 1);
            }
            catch (CrashException)
            {
                // What this test is about.
            }
            var burnt = fuse.Burnt;
            var round = (await world.Reviews.ListAsync(study.Id, default)).Single();
            if (round.Signature is null)
                Assert.That((await SignAsync(world, study, study.Revision + 1)).StatusCode, Is.EqualTo(HttpStatusCode.OK), $"call {call}");
            await AssertWholeAsync(world, study.Id);
            if (!burnt)
            {
                Assert.That(call, Is.GreaterThan(8), "objects are read, five are written, and a round is saved");
                return;
            }
        }
    }

    private static async Task AssertWholeAsync(World world, StudyId study)
    {
        var signature = (await world.Reviews.ListAsync(study, default)).Single().Signature!;
        Assert.That(world.Objects.Keys(World.Results), Is.SupersetOf(signature.Objects!));
        Assert.That(signature.Objects, Is.All.Contain(signature.Act!));
        Assert.That((await world.Studies.GetAsync(study, default))!.Times.SignedAt, Is.Not.Null);
    }

    private static async Task SignDirectlyAsync(World world, Fuse fuse, StudyId study, int revision)
    {
        var objects = fuse.Guard<IObjectStore>(world.Objects);
        var (client, table) = world.StudiesTable;
        var ports = new ApiPorts(world.Studies, new DynamoResultStore(client, table), fuse.Guard<IReviewStore>(world.Reviews), world.Alerts, world.Rota, objects, world.Principals, world.Audit, null!, new SystemRandomSource(), TimeProvider.System, new ReadingPorts(world.Readers, world.Clinics));
        var http = new DefaultHttpContext();
        http.Request.RouteValues["studyId"] = study.Value;
        http.Request.Headers.IfMatch = $"\"{revision}\"";
        http.Request.Body = new MemoryStream("""{"impression":"Glioma.","notYetTold":true}"""u8.ToArray());
        await new SigningEndpoints(ports, new SigningArchive(objects, World.Results), new FreshLogin(TimeSpan.FromMinutes(5), ports.Clock)).SignAsync(new Call(http, new Caller("sub-radiologist", "A Radiologist", [Role.Radiologist], null, ports.Clock.GetUtcNow())));
    }

    /// <summary>A study whose analysis left what signing builds on: one slice in a stack, and one finding's outline on it.</summary>
    private static async Task<Study> AnalysedAsync(World world)
    {
        var study = await world.AnalysedStudyAsync();
        var (contours, source) = ($"results/{study.Id}/contours.json", $"results/{study.Id}/report-source.dcm");
        var header = new DicomDataset()
            .Add(Tags.SOPClassUID, "1.2.840.10008.5.1.4.1.1.4").Add(Tags.SOPInstanceUID, "2.25.1004").Add(Tags.SeriesInstanceUID, "2.25.7").Add(Tags.StudyInstanceUID, study.StudyInstanceUid)
            .Add(Tags.StudyDate, "20190302").Add(Tags.StudyTime, "101112").Add(Tags.Modality, "MR").Add(Tags.Rows, 256).Add(Tags.Columns, 256)
            .Add(Tags.PixelSpacing, 0.5, 0.5).Add(Tags.PhotometricInterpretation, "MONOCHROME2").Add(Tags.FrameOfReferenceUID, "2.25.8");
        var stack = new SourceStack("2.25.7", 256, 256, ImageOrientation.From([1, 0, 0, 0, 1, 0])!, new(0.5, 0.5), null, [new("1.2.840.10008.5.1.4.1.1.4", "2.25.1004", null, new(0, 0, 0))]);
        await world.Objects.PutAsync(World.Results, source, ReportSourceFile.Write(study.Id, 1, new(header, [SourcePicture.Of(header)], stack)), "application/dicom", default);
        var outline = new FindingContours("f1", [new("2.25.1004", 1, [[20.5, 20.5], [40.5, 20.5], [40.5, 40.5]], null, 50, 14.1)]);
        await world.Objects.PutAsync(World.Results, contours, ContourJson.Write(new(1, "", study.Id.Value, 1, [outline])), "application/json", default);
        return await world.FinishAsync(study.Id, Seeds.Result(study.Id, "f1") with { Objects = new ResultObjects(contours, [], null) { ReportSource = source } });
    }

    private static Task<HttpResponseMessage> DecideAsync(World world, Study study, int revision, string body) =>
        world.SendAsync(AuthorizationTable.DecideFinding, $"/api/studies/{study.Id}/findings/f1", world.TokenOf(Role.Radiologist), body, $"\"{revision}\"");

    private static Task<HttpResponseMessage> SignAsync(World world, Study study, int revision, string impression = "Glioma.") =>
        world.SendAsync(AuthorizationTable.Sign, $"/api/studies/{study.Id}/sign", world.TokenOf(Role.Radiologist), $$"""{"impression":"{{impression}}","notYetTold":true}""", $"\"{revision}\"");

    private static Task<HttpResponseMessage> AppendAsync(World world, Study study, int revision) =>
        world.SendAsync(AuthorizationTable.Addendum, $"/api/studies/{study.Id}/addendum", world.TokenOf(Role.Radiologist), """{"text":"Seen again."}""", $"\"{revision}\"");

    private static Task<HttpResponseMessage> GetReportAsync(World world, Study study, string format) =>
        world.SendAsync(AuthorizationTable.Report, $"/api/studies/{study.Id}/report?format={format}", world.TokenOf(Role.Radiologist));

    private static async Task<(string? Type, byte[] Content)> ReportAsync(World world, Study study, string format)
    {
        var answer = await GetReportAsync(world, study, format);
        return (answer.Content.Headers.ContentType?.MediaType, await answer.Content.ReadAsByteArrayAsync());
    }

    private static byte[] Bytes(World world, string key) => world.Objects.Objects[$"{World.Results}/{key}"];

    private static DicomDataset Stored(World world, string key) => DicomDataset.Read(new MemoryStream(Bytes(world, key)));

    private static IEnumerable<DicomDataset> Tree(DicomDataset item) => item.GetSequence(Tags.ContentSequence).SelectMany(Tree).Prepend(item);

    private static string? StatusOf(byte[] bundle)
    {
        using var document = JsonDocument.Parse(bundle);
        return document.RootElement.GetProperty("entry")[0].GetProperty("resource").GetProperty("status").GetString();
    }
}
