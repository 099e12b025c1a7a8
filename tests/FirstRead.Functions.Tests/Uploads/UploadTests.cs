using System.Net;
using FirstRead.Core.Access;
using FirstRead.Core.Studies;
using FirstRead.Core.Triage;
using FirstRead.Functions.Tests.Web;
using FirstRead.Testing;

namespace FirstRead.Functions.Tests.Uploads;

public class UploadTests
{
    [Test]
    public async Task Get_OfOurUpload_TellsWhatBecameOfEachFileAndStudy()
    {
        var world = await World.GetAsync();
        var upload = await world.UploadAsync(null, Given.File(Given.Upload(), 1), Given.File(Given.Upload(), 2));
        await world.Uploads.SettleAsync(Given.File(upload, 1) with { State = FileState.Refused, Code = "not-dicom", Message = "No DICM at 128." }, default);
        var study = await world.AnalysedStudyAsync();
        await world.Uploads.LinkAsync(upload.Id, study.Id, default);
        var body = await World.JsonOf(await GetAsync(world, $"/api/uploads/{upload.Id}"));
        Assert.That(body.ToString(), Is.EqualTo(
            $$"""{"uploadId":"{{upload.Id}}","createdAt":"2026-11-22T10:30:15.25+00:00","open":true,"state":"open","priority":"routine","prior":false,"files":["""
            + $$"""{"fileId":"{{FileId.From(1)}}","state":"refused","code":"not-dicom","message":"No DICM at 128."},"""
            + $$"""{"fileId":"{{FileId.From(2)}}","state":"pending"}],"studies":[{"studyId":"{{study.Id}}","code":"{{StudyCode.Of(study.Id)}}","modality":"MR","bodyPart":"BRAIN","status":"analysed","risk":"high"}]}"""));
    }

    [Test]
    public async Task List_OfOurUploads_HasTheNewestFirst()
    {
        var world = await World.GetAsync();
        var clinic = ClinicId.Parse("list-clinic");
        await world.Principals.PutAsync(new Principal("sub-list", "List", clinic, []), default);
        var older = await world.UploadAsync(upload => upload with { Clinic = clinic });
        var newer = await world.UploadAsync(upload => upload with { Clinic = clinic, CreatedAt = upload.CreatedAt.AddMinutes(1) });
        var list = await World.JsonOf(await world.SendAsync(AuthorizationTable.ListUploads, "/api/uploads", world.Issuer.Token("sub-list", "clinic")));
        Assert.That(list.GetProperty("uploads").EnumerateArray().Select(upload => upload.GetProperty("uploadId").GetString()), Is.EqualTo(new[] { newer.Id.Value, older.Id.Value }));
    }

    [TestCase("/api/uploads/u00000000000000000000000000000000")]
    [TestCase("/api/uploads/not-an-id")]
    public async Task Get_OfNoUpload_IsNotFound(string path) =>
        Assert.That((await GetAsync(await World.GetAsync(), path)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));

    [Test]
    public async Task RenewUrls_ForPendingAndSettledFiles_AnswersThePendingAlone()
    {
        var world = await World.GetAsync();
        var upload = await world.UploadAsync(null, Given.File(Given.Upload(), 1), Given.File(Given.Upload(), 2));
        await world.Uploads.SettleAsync(Given.File(upload, 1) with { State = FileState.Accepted }, default);
        var response = await RenewAsync(world, upload, FileId.From(1).Value, FileId.From(2).Value);
        var file = (await World.JsonOf(response)).GetProperty("files").EnumerateArray().Single();
        Assert.Multiple(() =>
        {
            Assert.That(file.GetProperty("fileId").GetString(), Is.EqualTo(FileId.From(2).Value));
            Assert.That(file.GetProperty("headers").GetProperty("content-length").GetString(), Is.EqualTo("132412"));
            Assert.That(file.TryGetProperty("index", out _), Is.False);
        });
    }

    [Test]
    public async Task RenewUrls_ForAFileOfAnotherUpload_NamesIt()
    {
        var world = await World.GetAsync();
        var response = await RenewAsync(world, await world.UploadAsync(), FileId.From(1).Value, FileId.From(9).Value);
        Assert.That((await World.JsonOf(response)).GetProperty("errors").EnumerateObject().Select(error => error.Name), Is.EqualTo(new[] { "files[1].fileId" }));
    }

    [Test]
    public async Task RenewUrls_OfAClosedUpload_IsRefused()
    {
        var world = await World.GetAsync();
        var upload = await world.UploadAsync();
        await world.Uploads.CloseAsync(upload.Id, default);
        Assert.That(await World.CodeOf(await RenewAsync(world, upload, FileId.From(1).Value)), Is.EqualTo("upload-closed"));
    }

    private static Task<HttpResponseMessage> GetAsync(World world, string path) =>
        world.SendAsync(AuthorizationTable.Upload, path, world.TokenOf(Role.Clinic));

    private static Task<HttpResponseMessage> RenewAsync(World world, Upload upload, params string[] files) => world.SendAsync(
        AuthorizationTable.RenewUrls,
        $"/api/uploads/{upload.Id}/urls",
        world.TokenOf(Role.Clinic),
        $$"""{"files":[{{string.Join(',', files.Select(file => $$"""{"fileId":"{{file}}"}"""))}}]}""");
}
