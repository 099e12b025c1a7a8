using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Web;
using FirstRead.Core.Access;
using FirstRead.Core.Audit;
using FirstRead.Core.Studies;
using FirstRead.Functions.Tests.Web;
using FirstRead.Testing;

namespace FirstRead.Functions.Tests.Uploads;

public class CreateUploadTests
{
    private static readonly string Digest = new('A', 64);

    [Test]
    public async Task Create_WithAManifest_StoresTheUploadAndItsPendingFiles()
    {
        var world = await World.GetAsync();
        var response = await CreateAsync(world, $$"""
            {"priority":"stat","question":"headache of Jane","prior":true,
             "files":[{"name":"DOE_JANE.dcm","bytes":132412,"sha256":"{{Digest}}"},{"bytes":7,"sha256":"{{Digest}}"}]}
            """);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Created));
        var ticket = await World.JsonOf(response);
        var id = UploadId.Parse(ticket.GetProperty("uploadId").GetString()!);
        var upload = (await world.Uploads.GetAsync(id, default))!;
        var files = await world.Uploads.ListFilesAsync(id, default);
        Assert.Multiple(() =>
        {
            Assert.That(response.Headers.Location!.OriginalString, Is.EqualTo($"/api/uploads/{id}"));
            Assert.That((upload.Clinic, upload.Priority, upload.Prior, upload.Open, upload.FileCount), Is.EqualTo((Given.Clinic, Priority.Stat, true, true, 2)));
            Assert.That(upload.CleanedQuestion, Is.EqualTo("clean headache of Jane"), "what the cleaner left, and nothing else");
            Assert.That(upload.DueAt, Is.GreaterThan(upload.CreatedAt));
            Assert.That(files.Select(file => (file.State, file.Bytes, file.Sha256)), Is.EquivalentTo(new[] { (FileState.Pending, 132412L, Digest.ToLowerInvariant()), (FileState.Pending, 7L, Digest.ToLowerInvariant()) }));
        });
    }

    [Test]
    public async Task Create_WithAManifest_PresignsEachPutWithDigestLengthAndIfNoneMatchSigned()
    {
        var world = await World.GetAsync();
        var before = WholeSecond(DateTimeOffset.UtcNow);
        var ticket = await World.JsonOf(await CreateAsync(world, Manifest($$"""{"bytes":132412,"sha256":"{{Digest}}"}""")));
        var file = ticket.GetProperty("files")[0];
        var url = new Uri(file.GetProperty("url").GetString()!);
        var query = HttpUtility.ParseQueryString(url.Query);
        var expires = file.GetProperty("expiresAt").GetDateTimeOffset();
        Assert.Multiple(() =>
        {
            Assert.That(file.GetProperty("index").GetInt32(), Is.Zero);
            Assert.That(url.GetLeftPart(UriPartial.Path), Is.EqualTo($"http://127.0.0.1:9/firstread-incoming/uploads/{ticket.GetProperty("uploadId")}/{file.GetProperty("fileId")}"));
            Assert.That(query["X-Amz-SignedHeaders"], Is.EqualTo("content-length;host;if-none-match;x-amz-checksum-sha256"));
            // Signed for what is left of the fifteen minutes when it is signed.
            Assert.That(int.Parse(query["X-Amz-Expires"]!, CultureInfo.InvariantCulture), Is.InRange(1, 900));
            Assert.That(query["X-Amz-Signature"], Has.Length.EqualTo(64));
            Assert.That(HeadersOf(file), Is.EquivalentTo(new Dictionary<string, string>
            {
                ["x-amz-checksum-sha256"] = Convert.ToBase64String(Convert.FromHexString(Digest)),
                ["if-none-match"] = "*",
                ["content-length"] = "132412",
            }));
            Assert.That(expires, Is.InRange(before.AddMinutes(15), DateTimeOffset.UtcNow.AddMinutes(15)));
        });
    }

    [Test]
    public async Task Create_IsAuditedForTheUpload()
    {
        var world = await World.GetAsync();
        var ticket = await World.JsonOf(await CreateAsync(world, Manifest($$"""{"bytes":1,"sha256":"{{Digest}}"}""")));
        var chain = await world.Audit.ReadAsync($"UPLOAD#{ticket.GetProperty("uploadId")}", default);
        Assert.That(chain.Select(entry => (entry.Event.Who, entry.Event.What)), Is.EqualTo(new[] { (World.SubjectOf(Role.Clinic), AuditActs.CreateUpload) }));
    }

    [TestCase("""{"priority":"now","files":[F]}""", "priority")]
    [TestCase("""{"files":[]}""", "files")]
    [TestCase("""{}""", "files")]
    [TestCase("""{"files":[F,{"bytes":0,"sha256":"S"}]}""", "files[1].bytes")]
    [TestCase("""{"files":[F,{"bytes":5368709121,"sha256":"S"}]}""", "files[1].bytes")]
    [TestCase("""{"files":[{"bytes":-1,"sha256":"S"}]}""", "files[0].bytes")]
    [TestCase("""{"files":[{"bytes":1.5,"sha256":"S"}]}""", "files[0].bytes")]
    [TestCase("""{"files":[{"bytes":"1","sha256":"S"}]}""", "files[0].bytes")]
    [TestCase("""{"files":[{"sha256":"S"}]}""", "files[0].bytes")]
    [TestCase("""{"files":[{"bytes":1}]}""", "files[0].sha256")]
    [TestCase("""{"files":[{"bytes":1,"sha256":"abc"}]}""", "files[0].sha256")]
    [TestCase("""{"files":[{"bytes":1,"sha256":"zaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}]}""", "files[0].sha256")]
    [TestCase("""{"files":[null]}""", "files[0]")]
    [TestCase("""{"files":3}""", "files")]
    [TestCase("""[]""", "")]
    [TestCase("""null""", "")]
    [TestCase("""{"files":[""", "files[0]")]
    public async Task Create_WithAFault_NamesTheMember(string manifest, string member)
    {
        var world = await World.GetAsync();
        var body = manifest.Replace("F", $$"""{"bytes":1,"sha256":"{{Digest}}"}""").Replace("\"S\"", $"\"{Digest}\"");
        var response = await CreateAsync(world, body);
        Assert.That((response.StatusCode, await World.CodeOf(response)), Is.EqualTo((HttpStatusCode.BadRequest, "invalid-body")));
        var errors = (await World.JsonOf(response)).GetProperty("errors").EnumerateObject().Select(error => error.Name);
        Assert.That(errors, Is.EqualTo(new[] { member }));
    }

    [TestCase(2000, HttpStatusCode.Created)]
    [TestCase(2001, HttpStatusCode.BadRequest)]
    public async Task Create_AtTheLimitOfFiles_Decides(int files, HttpStatusCode status)
    {
        var world = await World.GetAsync();
        var response = await CreateAsync(world, Manifest(string.Join(',', Enumerable.Repeat($$"""{"bytes":1,"sha256":"{{Digest}}"}""", files))));
        Assert.That(response.StatusCode, Is.EqualTo(status));
    }

    [Test]
    public async Task Create_WithAQuestionTooLong_NamesIt()
    {
        var world = await World.GetAsync();
        var response = await CreateAsync(world, $$"""{"question":"{{new string('q', 501)}}","files":[{"bytes":1,"sha256":"{{Digest}}"}]}""");
        Assert.That((await World.JsonOf(response)).GetProperty("errors").TryGetProperty("question", out _), Is.True);
    }

    private static async Task<HttpResponseMessage> CreateAsync(World world, string manifest) =>
        await world.SendAsync(AuthorizationTable.CreateUpload, "/api/uploads", world.TokenOf(Role.Clinic), manifest);

    private static DateTimeOffset WholeSecond(DateTimeOffset time) => DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());

    private static string Manifest(string files) => $$"""{"files":[{{files}}]}""";

    private static Dictionary<string, string> HeadersOf(JsonElement file) =>
        file.GetProperty("headers").EnumerateObject().ToDictionary(header => header.Name, header => header.Value.GetString()!);
}
