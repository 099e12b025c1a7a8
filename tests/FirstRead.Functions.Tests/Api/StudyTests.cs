using System.Net;
using FirstRead.Core.Access;
using FirstRead.Core.Studies;
using FirstRead.Core.Triage;
using FirstRead.Functions.Tests.Web;
using FirstRead.Testing;

namespace FirstRead.Functions.Tests.Api;

public class StudyTests
{
    [Test]
    public async Task Get_OfAnAnalysedStudy_HoldsStudyInstancesResultAndReview()
    {
        var world = await World.GetAsync();
        var study = await world.AnalysedStudyAsync();
        var response = await GetAsync(world, study.Id);
        var body = await World.JsonOf(response);
        var (result, instance, finding) = (body.GetProperty("result"), body.GetProperty("instances")[0], body.GetProperty("result").GetProperty("findings")[0]);
        Assert.Multiple(() =>
        {
            Assert.That(response.Headers.ETag!.Tag, Is.EqualTo($"\"{study.Revision}\""));
            Assert.That(body.GetProperty("study").GetProperty("studyId").GetString(), Is.EqualTo(study.Id.Value));
            Assert.That(body.GetProperty("study").GetProperty("code").GetString(), Is.EqualTo(StudyCode.Of(study.Id)));
            Assert.That(body.GetProperty("study").GetProperty("status").GetString(), Is.EqualTo("analysed"));
            Assert.That(body.GetProperty("study").GetProperty("urgency").GetInt32(), Is.EqualTo(3));
            Assert.That(body.GetProperty("study").GetProperty("clinic").GetString(), Is.EqualTo("north-clinic"));
            Assert.That(body.GetProperty("study").GetProperty("times").TryGetProperty("signedAt", out _), Is.False, "null is left out");
            Assert.That(instance.GetProperty("path").GetString(), Does.StartWith($"/pixels/studies/{study.Id}/"));
            Assert.That(instance.GetProperty("imagePosition").EnumerateArray().Select(number => number.GetDouble()), Is.EqualTo(new[] { -120.5, -110.25, 20 }));
            Assert.That(result.GetProperty("outcome").GetString(), Is.EqualTo("analysed"));
            Assert.That(result.GetProperty("notice").GetString(), Is.EqualTo("SIMULATED. Research use only, not for diagnosis. AI result, unverified."));
            Assert.That(result.GetProperty("contours").GetString(), Does.StartWith("/results/"));
            Assert.That(result.GetProperty("overlays")[0].GetString(), Does.StartWith("/results/").And.EndWith(".png"));
            Assert.That(finding.GetProperty("code").GetProperty("scheme").GetString(), Is.EqualTo("SCT"));
            Assert.That(finding.GetProperty("types").GetProperty("glioma").GetDouble(), Is.EqualTo(0.75));
            Assert.That(body.GetProperty("review").ToString(), Is.EqualTo("""{"decisions":[],"signatures":[]}"""));
            Assert.That(body.ToString(), Does.Not.Contain(study.Patient.Value));
        });
    }

    [Test]
    public async Task Get_OfAStudyWithoutAResult_LeavesItOut()
    {
        var world = await World.GetAsync();
        var id = world.NextStudyId();
        await world.Studies.TouchAsync(Given.Study() with { Id = id }, default);
        Assert.That((await World.JsonOf(await GetAsync(world, id))).TryGetProperty("result", out _), Is.False);
    }

    [Test]
    public async Task Get_OfNoStudy_IsNotFound()
    {
        var world = await World.GetAsync();
        Assert.That((await GetAsync(world, world.NextStudyId())).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Worklist_HasTheMostUrgentFirstAndNoSignedStudy()
    {
        var world = await World.GetAsync();
        var signed = await world.AnalysedStudyAsync(study => study with { Times = study.Times with { SignedAt = Given.Now } });
        var routine = await world.AnalysedStudyAsync(study => study with { HighestRisk = Risk.NoFinding });
        var high = await world.AnalysedStudyAsync();
        var ids = (await World.JsonOf(await ListAsync(world))).GetProperty("studies").EnumerateArray().Select(study => study.GetProperty("studyId").GetString()).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(ids, Does.Not.Contain(signed.Id.Value));
            Assert.That(ids.IndexOf(high.Id.Value), Is.GreaterThanOrEqualTo(0).And.LessThan(ids.IndexOf(routine.Id.Value)));
        });
    }

    [Test]
    public async Task Worklist_WithItsOwnETag_IsNotModifiedUntilAStudyChanges()
    {
        var world = await World.GetAsync();
        var study = await world.AnalysedStudyAsync();
        var tag = (await ListAsync(world)).Headers.ETag!.Tag;
        Assert.That((await ListAsync(world, tag)).StatusCode, Is.EqualTo(HttpStatusCode.NotModified));
        await world.Studies.ReplaceAsync(study with { Reason = "changed" }, default);
        Assert.That((await ListAsync(world, tag)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    private static Task<HttpResponseMessage> GetAsync(World world, StudyId study) =>
        world.SendAsync(AuthorizationTable.Study, $"/api/studies/{study}", world.TokenOf(Role.Radiologist));

    private static Task<HttpResponseMessage> ListAsync(World world, string? ifNoneMatch = null) =>
        world.SendAsync(AuthorizationTable.Worklist, "/api/worklist", world.TokenOf(Role.Radiologist), ifNoneMatch: ifNoneMatch);
}
