using System.Net;
using FirstRead.Core.Access;
using FirstRead.Core.Deidentification;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;
using FirstRead.Functions.Tests.Web;
using FirstRead.Testing;

namespace FirstRead.Functions.Tests.Api;

/// <summary>The study's de-identification report over HTTP.</summary>
public class DeidentificationTests
{
    private static readonly AttributeCount Name = new("(0010,0010)", "PatientName", "replaced", "table", null, 1);

    [Test]
    public async Task Get_AddsUpTheInstancesReportsAndKeepsTheSum()
    {
        var world = await World.GetAsync();
        var study = await WithReportsAsync(world, 1, 2);

        var response = await GetAsync(world, study);

        var body = await World.JsonOf(response);
        Assert.Multiple(() =>
        {
            Assert.That(body.GetProperty("instances").GetInt32(), Is.EqualTo(2));
            Assert.That(body.GetProperty("studyInstanceUid").GetString(), Does.StartWith("2.25."));
            Assert.That(body.GetProperty("profiles")[0].GetString(), Is.EqualTo("clinical-review"));
            Assert.That(body.GetProperty("options").GetProperty("113101").GetInt32(), Is.EqualTo(2));
            Assert.That(body.GetProperty("attributes")[0].GetRawText(), Is.EqualTo("""{"tag":"(0010,0010)","keyword":"PatientName","action":"replaced","reason":"table","count":2}"""));
            Assert.That((body.GetProperty("pixelInstances").GetInt32(), body.GetProperty("boxesBlanked").GetInt32()), Is.EqualTo((2, 6)));
            Assert.That(body.TryGetProperty("withoutReport", out _), Is.False);
            Assert.That(Kept(world, study), Has.Exactly(1).Items);
        });
    }

    [Test]
    public async Task Get_WithItsOwnETag_IsNotModifiedUntilAnInstanceComes()
    {
        var world = await World.GetAsync();
        var study = await WithReportsAsync(world, 1);
        var tag = (await GetAsync(world, study)).Headers.ETag!.Tag;

        Assert.That((await GetAsync(world, study, tag)).StatusCode, Is.EqualTo(HttpStatusCode.NotModified));
        await AddAsync(world, study, 2);
        var next = await GetAsync(world, study, tag);

        Assert.That((await World.JsonOf(next)).GetProperty("instances").GetInt32(), Is.EqualTo(2));
    }

    [Test]
    public async Task Get_WhereAnInstancesReportIsMissing_SaysSoAndIsNotKept()
    {
        var world = await World.GetAsync();
        var study = await WithReportsAsync(world, 1);
        await world.Studies.PutInstanceAsync(Given.Instance(9, study, UploadId.From(1)), default);

        var body = await World.JsonOf(await GetAsync(world, study));

        Assert.That((body.GetProperty("instances").GetInt32(), body.GetProperty("withoutReport").GetInt32()), Is.EqualTo((1, 1)));
        Assert.That(Kept(world, study), Is.Empty);
    }

    [Test]
    public async Task Get_OfNoStudy_IsNotFound()
    {
        var world = await World.GetAsync();
        Assert.That((await GetAsync(world, world.NextStudyId())).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    private static async Task<StudyId> WithReportsAsync(World world, params int[] numbers)
    {
        var study = world.NextStudyId();
        await world.Studies.TouchAsync(Given.Study() with { Id = study }, default);
        foreach (var number in numbers)
            await AddAsync(world, study, number);
        return study;
    }

    private static async Task AddAsync(World world, StudyId study, int number)
    {
        var instance = Given.Instance((uint)number, study, UploadId.From(1));
        var report = new DeidentificationReport("clinical-review", "Method", "FirstRead 1", ["113100", "113101"], [Name], new PixelFindings([3], 0));
        await world.Objects.PutAsync(World.Deidentified, ObjectKeys.Report(instance.ObjectKey), ReportJson.Write(report), ReportJson.ContentType, default);
        await world.Studies.PutInstanceAsync(instance, default);
    }

    private static IEnumerable<string> Kept(World world, StudyId study) =>
        world.Objects.Keys(World.Deidentified).Where(key => key.StartsWith($"{ObjectKeys.ReportsPrefix}{study}/", StringComparison.Ordinal));

    private static Task<HttpResponseMessage> GetAsync(World world, StudyId study, string? ifNoneMatch = null) =>
        world.SendAsync(AuthorizationTable.Deidentification, $"/api/studies/{study}/deidentification", world.TokenOf(Role.Operator), ifNoneMatch: ifNoneMatch);
}
