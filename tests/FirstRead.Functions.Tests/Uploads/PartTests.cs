using System.Net;
using System.Text.Json;
using System.Web;
using FirstRead.Core.Access;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;
using FirstRead.Core.Uploads;
using FirstRead.Functions.Tests.Web;

namespace FirstRead.Functions.Tests.Uploads;

/// <summary>A large file in parts.</summary>
public class PartTests
{
    private static readonly string Digest = new('c', 64);

    [Test]
    public async Task Create_WithALargeFile_SaysHowItIsCutAndGivesNoUrl()
    {
        var world = await World.GetAsync();
        var response = await world.SendAsync(AuthorizationTable.CreateUpload, "/api/uploads", world.TokenOf(Role.Clinic), $$"""{"files":[{"bytes":{{FileParts.Threshold + 1}},"sha256":"{{Digest}}"}]}""");
        var file = (await World.JsonOf(response)).GetProperty("files")[0];
        Assert.That((file.GetProperty("partBytes").GetInt64(), file.TryGetProperty("url", out _)), Is.EqualTo((FileParts.PartBytes, false)));
    }

    [Test]
    public async Task Parts_AskedFor_AreSignedEachForItsOwnBytes()
    {
        var world = await World.GetAsync();
        var file = await world.LargeFileAsync();
        var last = FileParts.CountOf(file.Bytes);
        var body = await World.JsonOf(await PartsAsync(world, file, 1, last));
        var part = body.GetProperty("parts")[1];
        var query = HttpUtility.ParseQueryString(new Uri(part.GetProperty("url").GetString()!).Query);
        Assert.Multiple(() =>
        {
            Assert.That((body.GetProperty("count").GetInt32(), body.GetProperty("present").GetArrayLength()), Is.EqualTo((last, 0)));
            Assert.That((query["partNumber"], query["uploadId"]), Is.EqualTo(($"{last}", Multipart(world, file))));
            Assert.That(query["X-Amz-SignedHeaders"], Is.EqualTo("content-length;host;x-amz-checksum-sha256"));
            Assert.That(part.GetProperty("headers").GetProperty("content-length").GetString(), Is.EqualTo($"{FileParts.BytesOf(file.Bytes, last)}"));
        });
    }

    [Test]
    public async Task Parts_AskedForAgain_GoOnWithTheSameMultipartUpload()
    {
        var world = await World.GetAsync();
        var file = await world.LargeFileAsync();
        await PartsAsync(world, file, 1);
        var first = Multipart(world, file);
        world.Parts.Put(KeyOf(file), new StoredPart(1, FileParts.PartBytes, "e", Digest));
        var body = await World.JsonOf(await PartsAsync(world, file));
        Assert.That(body.GetProperty("present")[0].GetProperty("sha256").GetString(), Is.EqualTo(Digest));
        Assert.That(Multipart(world, file), Is.EqualTo(first));

        world.Parts.Forget(KeyOf(file));
        Assert.That((await World.JsonOf(await PartsAsync(world, file, 1))).GetProperty("present").GetArrayLength(), Is.Zero);
        Assert.That(Multipart(world, file), Is.Not.EqualTo(first), "S3 had let the old one go");
    }

    [Test]
    public async Task Complete_BeforeEveryPartIsThere_IsRefused_AndThenDoneOnce()
    {
        var world = await World.GetAsync();
        var file = await world.LargeFileAsync();
        Assert.That(await World.CodeOf(await CompleteAsync(world, file)), Is.EqualTo("parts-missing"));
        await PartsAsync(world, file);
        foreach (var number in Enumerable.Range(1, FileParts.CountOf(file.Bytes)))
        {
            Assert.That(await World.CodeOf(await CompleteAsync(world, file)), Is.EqualTo("parts-missing"));
            world.Parts.Put(KeyOf(file), new StoredPart(number, FileParts.BytesOf(file.Bytes, number), "e", Digest));
        }
        Assert.That((await CompleteAsync(world, file)).StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        Assert.That((await CompleteAsync(world, file)).StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        Assert.That(world.Parts.Made, Does.Contain(KeyOf(file)));
        Assert.That(world.Parts.Open, Does.Not.Contain(KeyOf(file)));
    }

    [TestCase("""{"parts":[{"number":0,"sha256":"S"}]}""", "parts[0].number")]
    [TestCase("""{"parts":[{"number":9,"sha256":"S"}]}""", "parts[0].number")]
    [TestCase("""{"parts":[{"number":1,"sha256":"abc"}]}""", "parts[0].sha256")]
    [TestCase("""{"parts":[null]}""", "parts[0].number,parts[0].sha256")]
    public async Task Parts_WithAFault_NameTheMember(string body, string members)
    {
        var world = await World.GetAsync();
        var file = await world.LargeFileAsync();
        var response = await world.SendAsync(AuthorizationTable.PartUrls, PathOf(file, "parts"), world.TokenOf(Role.Clinic), body.Replace("\"S\"", $"\"{Digest}\""));
        var errors = (await World.JsonOf(response)).GetProperty("errors").EnumerateObject().Select(error => error.Name);
        Assert.That(string.Join(',', errors), Is.EqualTo(members));
    }

    [Test]
    public async Task Parts_OfAFileThatGoesWholeOrIsHere_AreRefused()
    {
        var world = await World.GetAsync();
        var small = await world.UploadAsync();
        var whole = (await world.Uploads.ListFilesAsync(small.Id, default))[0];
        Assert.That(await World.CodeOf(await PartsAsync(world, whole, 1)), Is.EqualTo("not-in-parts"));
        Assert.That(await World.CodeOf(await PartsAsync(world, await world.LargeFileAsync(FileState.Accepted), 1)), Is.EqualTo("file-settled"));
    }

    private static string KeyOf(UploadFile file) => ObjectKeys.Incoming(file.Upload, file.Id);

    private static string Multipart(World world, UploadFile file) => world.PartRecords.GetAsync(file.Upload, file.Id, default).Result!.MultipartId;

    private static string PathOf(UploadFile file, string act) => $"/api/uploads/{file.Upload}/files/{file.Id}/{act}";

    private static Task<HttpResponseMessage> PartsAsync(World world, UploadFile file, params int[] numbers) => world.SendAsync(
        AuthorizationTable.PartUrls, PathOf(file, "parts"), world.TokenOf(Role.Clinic),
        JsonSerializer.Serialize(new { parts = numbers.Select(number => new { number, sha256 = Digest }) }));

    private static Task<HttpResponseMessage> CompleteAsync(World world, UploadFile file) =>
        world.SendAsync(AuthorizationTable.CompleteParts, PathOf(file, "complete"), world.TokenOf(Role.Clinic));
}
