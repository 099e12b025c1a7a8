using System.Net;
using FirstRead.Core.Access;
using FirstRead.Core.Audit;
using FirstRead.Core.Studies;
using FirstRead.Functions.Tests.Web;
using FirstRead.Functions.Uploads;
using FirstRead.Testing;

namespace FirstRead.Functions.Tests.Uploads;

public class GrowthTests
{
    private static readonly string Files = $$"""{"files":[{"bytes":7,"sha256":"{{new string('c', 64)}}"}]}""";

    [Test]
    public async Task Create_WithMoreAndNoFile_BeginsAnUploadThatGrowsAndCloses()
    {
        var world = await World.GetAsync();
        var created = await SendAsync(world, AuthorizationTable.CreateUpload, null, """{"priority":"urgent","more":true}""");
        Assert.That(created.StatusCode, Is.EqualTo(HttpStatusCode.Created));
        var id = UploadId.Parse((await World.JsonOf(created)).GetProperty("uploadId").GetString()!);
        var begun = (await world.Uploads.GetAsync(id, default))!;
        Assert.That((begun.State, begun.FileCount, begun.DueAt - begun.CreatedAt), Is.EqualTo((UploadState.Growing, 0, TimeSpan.FromMinutes(1))));

        var first = await World.JsonOf(await SendAsync(world, AuthorizationTable.AddFiles, id, Files));
        await SendAsync(world, AuthorizationTable.AddFiles, id, Files);
        Assert.That(first.GetProperty("files")[0].GetProperty("url").GetString(), Does.Contain($"/uploads/{id}/"));
        Assert.That((await world.Uploads.ListFilesAsync(id, default)).Select(file => (file.State, file.Number)), Is.EquivalentTo(new[] { (FileState.Pending, 1), (FileState.Pending, 2) }));

        Assert.That((await SendAsync(world, AuthorizationTable.CloseUpload, id)).StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        var closed = (await world.Uploads.GetAsync(id, default))!;
        Assert.That((closed.State, closed.FileCount), Is.EqualTo((UploadState.Open, 2)), "its files are under way");
        Assert.That(closed.DueAt, Is.GreaterThan(DateTimeOffset.UtcNow.AddMinutes(10)));
        Assert.That(await World.CodeOf(await SendAsync(world, AuthorizationTable.AddFiles, id, Files)), Is.EqualTo("upload-not-growing"));
        Assert.That((await SendAsync(world, AuthorizationTable.CloseUpload, id)).StatusCode, Is.EqualTo(HttpStatusCode.NoContent), "a repeat");
        Assert.That((await world.Audit.ReadAsync(AuditSubjects.Of(id), default)).Select(entry => entry.Event.What),
            Is.EqualTo(new[] { AuditActs.CreateUpload, AuditActs.AddFiles, AuditActs.AddFiles, AuditActs.CloseUpload }));
    }

    [Test]
    public async Task Close_EveryFileIsSettled_IsDueAtOnce()
    {
        var world = await World.GetAsync();
        var upload = await world.UploadAsync(upload => upload with { Growing = true, FileCount = 1 });
        await world.Uploads.SettleAsync(Given.File(upload, 1) with { State = FileState.Accepted }, default);

        await SendAsync(world, AuthorizationTable.CloseUpload, upload.Id);

        Assert.That((await world.Uploads.GetAsync(upload.Id, default))!.DueAt, Is.LessThan(DateTimeOffset.UtcNow.AddMinutes(1)));
    }

    [Test]
    public async Task Cancel_AnOpenUpload_TakesNothingMoreAndSaysSo()
    {
        var world = await World.GetAsync();
        var upload = await world.UploadAsync();

        Assert.That((await SendAsync(world, AuthorizationTable.CancelUpload, upload.Id)).StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        Assert.That((await SendAsync(world, AuthorizationTable.CancelUpload, upload.Id)).StatusCode, Is.EqualTo(HttpStatusCode.NoContent), "a repeat");

        var body = await World.JsonOf(await SendAsync(world, AuthorizationTable.Upload, upload.Id));
        Assert.That(body.GetProperty("state").GetString(), Is.EqualTo("cancelling"));
        Assert.That(await World.CodeOf(await SendAsync(world, AuthorizationTable.RenewUrls, upload.Id, $$"""{"files":[{"fileId":"{{FileId.From(1)}}"}]}""")), Is.EqualTo("upload-closed"));
        Assert.That(await World.CodeOf(await SendAsync(world, AuthorizationTable.AddFiles, upload.Id, Files)), Is.EqualTo("upload-not-growing"));
        Assert.That((await world.Uploads.GetAsync(upload.Id, default))!.DueAt, Is.LessThanOrEqualTo(DateTimeOffset.UtcNow));
        Assert.That((await world.Audit.ReadAsync(AuditSubjects.Of(upload.Id), default)).Select(entry => entry.Event.What), Is.EqualTo(new[] { AuditActs.CancelUpload }));
    }

    [Test]
    public async Task Cancel_AClosedUpload_IsRefused()
    {
        var world = await World.GetAsync();
        var upload = await world.UploadAsync();
        await world.Uploads.CloseAsync(upload.Id, default);

        Assert.That(await World.CodeOf(await SendAsync(world, AuthorizationTable.CancelUpload, upload.Id)), Is.EqualTo("upload-closed"));
        Assert.That((await world.Uploads.GetAsync(upload.Id, default))!.State, Is.EqualTo(UploadState.Closed));
    }

    [Test]
    public async Task Resume_OfACancelledUpload_AnnouncesAnew()
    {
        var world = await World.GetAsync();
        var digest = new string('e', 64);
        var manifest = $$"""{"resume":true,"question":"cancelled and sent again","files":[{"bytes":7,"sha256":"{{digest}}"}]}""";
        var first = await World.JsonOf(await SendAsync(world, AuthorizationTable.CreateUpload, null, manifest));
        var id = UploadId.Parse(first.GetProperty("uploadId").GetString()!);
        await SendAsync(world, AuthorizationTable.CancelUpload, id);

        var second = await World.JsonOf(await SendAsync(world, AuthorizationTable.CreateUpload, null, manifest));

        Assert.That(second.TryGetProperty("uploadId", out var other) && other.GetString() != id.Value, Is.True);
    }

    [TestCase("""{}""", "files")]
    [TestCase("""{"files":[]}""", "files")]
    [TestCase("""{"files":[{"bytes":0,"sha256":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}]}""", "files[0].bytes")]
    public async Task Add_WithAFault_NamesTheMember(string body, string member)
    {
        var world = await World.GetAsync();
        var upload = await world.UploadAsync(upload => upload with { Growing = true });
        var response = await SendAsync(world, AuthorizationTable.AddFiles, upload.Id, body);
        Assert.That((await World.JsonOf(response)).GetProperty("errors").EnumerateObject().Select(error => error.Name), Is.EqualTo(new[] { member }));
    }

    [Test]
    public async Task Add_BeyondTheMost_IsRefused()
    {
        var world = await World.GetAsync();
        var upload = await world.UploadAsync(upload => upload with { Growing = true, FileCount = UploadGrowth.MostFiles });
        Assert.That(await World.CodeOf(await SendAsync(world, AuthorizationTable.AddFiles, upload.Id, Files)), Is.EqualTo("upload-full"));
    }

    private static Task<HttpResponseMessage> SendAsync(World world, Permission row, UploadId? upload, string? body = null) =>
        world.SendAsync(row, row.Path.Replace("{uploadId}", upload?.Value), world.TokenOf(Role.Clinic), body);
}
