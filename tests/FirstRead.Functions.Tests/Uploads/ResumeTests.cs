using System.Net;
using System.Text.Json;
using FirstRead.Core.Access;
using FirstRead.Core.Audit;
using FirstRead.Core.Studies;
using FirstRead.Core.Uploads;
using FirstRead.Functions.Tests.Web;
using FirstRead.Testing;

namespace FirstRead.Functions.Tests.Uploads;

/// <summary>The same manifest again: after a lost answer, a lost page, or a lost connection.</summary>
public class ResumeTests
{
    [Test]
    public async Task Resume_OfWhatWasAnnounced_AnswersTheSameFilesAndNewUrls()
    {
        var (world, digests) = (await World.GetAsync(), Digests(2));
        var first = await World.JsonOf(await SendAsync(world, digests));
        var response = await SendAsync(world, digests);
        var again = await World.JsonOf(response);
        Assert.Multiple(() =>
        {
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), "nothing was created");
            Assert.That(again.TryGetProperty("uploadId", out _), Is.False);
            Assert.That(Files(again, "fileId"), Is.EqualTo(Files(first, "fileId")));
            Assert.That(Files(again, "uploadId"), Has.All.EqualTo(first.GetProperty("uploadId").GetString()));
            Assert.That(again.GetProperty("files")[0].TryGetProperty("url", out _), Is.True);
        });
        var chain = await world.Audit.ReadAsync($"UPLOAD#{first.GetProperty("uploadId")}", default);
        Assert.That(chain.Select(entry => entry.Event.What), Is.EqualTo(new[] { AuditActs.CreateUpload, AuditActs.RenewUrls }));
    }

    [Test]
    public async Task Resume_OfAnAcceptedFile_SendsItOnlyWhereItsInstanceStands()
    {
        var (world, digests) = (await World.GetAsync(), Digests(3));
        var first = await World.JsonOf(await SendAsync(world, digests));
        var upload = UploadId.Parse(first.GetProperty("uploadId").GetString()!);
        var study = world.NextStudyId();
        var files = (await world.Uploads.ListFilesAsync(upload, default)).OrderBy(file => file.Number).ToList();
        foreach (var file in files.Take(2))
            await world.Uploads.SettleAsync(file with { State = FileState.Accepted, Study = study, SopInstanceUid = $"2.25.{file.Number}" }, default);
        // The second was erased since.
        await world.Studies.PutInstanceAsync(Given.Instance(1, study, upload) with { SopInstanceUid = "2.25.1", Sha256 = digests[0] }, default);
        await world.Uploads.SettleAsync(files[2] with { State = FileState.Refused, Code = "not-dicom" }, default);
        await world.Uploads.CloseAsync(upload, default);

        var again = await World.JsonOf(await SendAsync(world, digests));

        Assert.That(Files(again, "state"), Is.EqualTo(new[] { "accepted", "pending", "pending" }));
        Assert.That(Files(again, "fileId")[0], Is.EqualTo(files[0].Id.Value));
        var renewed = (await world.Uploads.ListFilesAsync(UploadId.Parse(again.GetProperty("uploadId").GetString()!), default)).OrderBy(file => file.Number);
        Assert.That(renewed.Select(file => file.Number), Is.EqualTo(new int?[] { 2, 3 }), "a file keeps the number of its place");
    }

    [Test]
    public async Task Resume_WithAnotherOrder_AnnouncesAnew()
    {
        var (world, digests) = (await World.GetAsync(), Digests(1));
        var first = await World.JsonOf(await SendAsync(world, digests));
        var urgent = await World.JsonOf(await SendAsync(world, digests, "\"priority\":\"stat\","));
        Assert.That(urgent.GetProperty("uploadId").GetString(), Is.Not.EqualTo(first.GetProperty("uploadId").GetString()), "or nobody would hear that it is urgent");
    }

    [Test]
    public async Task Resume_OfAnotherClinicsFiles_KnowsNothing()
    {
        var (world, digests) = (await World.GetAsync(), Digests(1));
        await SendAsync(world, digests);
        var theirs = await World.JsonOf(await SendAsync(world, digests, token: world.TokenOfOtherClinic()));
        Assert.That(Files(theirs, "uploadId"), Is.EqualTo(new[] { theirs.GetProperty("uploadId").GetString() }));
    }

    [Test]
    public async Task Create_BeyondTheRate_IsToldHowLongToWait()
    {
        var world = await World.GetAsync();
        var clinic = ClinicId.Parse("busy-clinic");
        await world.Principals.PutAsync(new Principal("sub-busy", "Busy", clinic, []), default);
        // A rate of one a minute leaves the bucket empty to the bottom for every other rate too.
        await world.Tokens.TakeAsync(clinic, new UploadRate(1), TimeProvider.System.GetUtcNow().AddMinutes(1), default);
        var response = await SendAsync(world, Digests(1), token: world.Issuer.Token("sub-busy", "clinic"));
        Assert.That((response.StatusCode, await World.CodeOf(response)), Is.EqualTo((HttpStatusCode.TooManyRequests, "too-many-uploads")));
        Assert.That(response.Headers.RetryAfter!.Delta, Is.InRange(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(61)));
    }

    [Test]
    public async Task List_OfManyUploads_IsPagedByCursor()
    {
        var world = await World.GetAsync();
        var clinic = ClinicId.Parse("paged-clinic");
        await world.Principals.PutAsync(new Principal("sub-paged", "Paged", clinic, []), default);
        for (var number = 0; number < 51; number++)
            await world.UploadAsync(upload => upload with { Clinic = clinic, CreatedAt = upload.CreatedAt.AddMinutes(number / 2) });
        var first = await World.JsonOf(await ListAsync(""));
        var second = await World.JsonOf(await ListAsync($"?cursor={Uri.EscapeDataString(first.GetProperty("next").GetString()!)}"));
        var seen = first.GetProperty("uploads").EnumerateArray().Concat(second.GetProperty("uploads").EnumerateArray()).Select(upload => upload.GetProperty("uploadId").GetString());
        Assert.That((first.GetProperty("uploads").GetArrayLength(), seen.Distinct().Count(), second.TryGetProperty("next", out _)), Is.EqualTo((50, 51, false)));
        Assert.That((await ListAsync("?cursor=yesterday")).StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));

        var tag = (await ListAsync("")).Headers.ETag!.ToString();
        Assert.That((await ListAsync("", tag)).StatusCode, Is.EqualTo(HttpStatusCode.NotModified));

        Task<HttpResponseMessage> ListAsync(string query, string? ifNoneMatch = null) =>
            world.SendAsync(AuthorizationTable.ListUploads, $"/api/uploads{query}", world.Issuer.Token("sub-paged", "clinic"), ifNoneMatch: ifNoneMatch);
    }

    private static string[] Digests(int count) => [.. Enumerable.Range(0, count).Select(_ => Guid.NewGuid().ToString("N") + Guid.NewGuid().ToString("N"))];

    private static string?[] Files(JsonElement ticket, string member) => [.. ticket.GetProperty("files").EnumerateArray().Select(file => file.GetProperty(member).GetString())];

    private static Task<HttpResponseMessage> SendAsync(World world, string[] digests, string order = "", string? token = null) => world.SendAsync(
        AuthorizationTable.CreateUpload, "/api/uploads", token ?? world.TokenOf(Role.Clinic),
        $$"""{"resume":true,{{order}}"files":[{{string.Join(',', digests.Select(digest => $$"""{"bytes":7,"sha256":"{{digest}}"}"""))}}]}""");
}
