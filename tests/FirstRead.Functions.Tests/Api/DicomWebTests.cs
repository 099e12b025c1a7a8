using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FirstRead.Core.Access;
using FirstRead.Core.Audit;
using FirstRead.Core.Studies;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Reading;
using FirstRead.Functions.Tests.Web;

namespace FirstRead.Functions.Tests.Api;

/// <summary>DICOMweb over HTTP, as a client of the standard asks (PS3.18 chapters 8 and 10).</summary>
public class DicomWebTests
{
    private World world = null!;
    private StoredImages images = null!;

    [SetUp]
    public async Task Seed()
    {
        world = await World.GetAsync();
        images = await StoredImages.SeedAsync(world);
    }

    [Test]
    public async Task SearchStudies_ByPatient_CountsImagesAndResults()
    {
        var found = (await ArrayOfAsync($"/api/dicomweb/studies?PatientID={images.Study.Patient}&StudyInstanceUID={images.Uid}&includefield=00081030")).Single()!;
        Assert.Multiple(() =>
        {
            Assert.That(Text(found, "0020000D"), Is.EqualTo(images.Uid));
            Assert.That(found["00080061"]!["Value"]!.ToJsonString(), Is.EqualTo("""["MR","OT","SR"]"""));
            Assert.That((Text(found, "00201206"), Text(found, "00201208")), Is.EqualTo(("4", "5")));
            Assert.That(found["00100010"]!.ToJsonString(), Is.EqualTo("""{"vr":"PN","Value":[{"Alphabetic":"PSEUDONYM^ONE"}]}"""));
            Assert.That(Text(found, "00081190"), Is.EqualTo($"{World.PortalUrl}/api/dicomweb/studies/{images.Uid}"));
            Assert.That(Text(found, "00081030"), Is.EqualTo("HEAD"));
        });
    }

    [TestCase("StudyDate=20200101-20201231", true)]
    [TestCase("StudyDate=20200229", true)]
    [TestCase("StudyDate=-20200228", false)]
    [TestCase("00080020=20200301-", false)]
    [TestCase("PatientName=pseudo*", true)]
    [TestCase("PatientName=P?EUDONYM*", true)]
    [TestCase("PatientName=PSEUDONYM", false)]
    [TestCase("ModalitiesInStudy=SR", true)]
    [TestCase("ModalitiesInStudy=CT", false)]
    [TestCase("StudyTime=10-11", true)]
    [TestCase("AccessionNumber=", true)]
    [TestCase("AccessionNumber=1", false)]
    public async Task SearchStudies_ByKeys_MatchesAsPs34Has(string keys, bool expected) =>
        Assert.That(await ArrayOfAsync($"/api/dicomweb/studies?StudyInstanceUID={images.Uid}&{keys}"), Has.Count.EqualTo(expected ? 1 : 0));

    [Test]
    public async Task SearchStudies_ByListOfUids_AreThose()
    {
        var other = await StoredImages.SeedAsync(world);
        var found = await ArrayOfAsync($"/api/dicomweb/studies?StudyInstanceUID={images.Uid},{other.Uid},2.25.404");
        Assert.That(found.Select(study => Text(study!, "0020000D")), Is.EquivalentTo(new[] { images.Uid, other.Uid }));
    }

    [Test]
    public async Task Search_ByPages_IsEachOnceAndSaysThatThereIsMore()
    {
        var path = $"/api/dicomweb/studies/{images.Uid}/instances?limit=2";
        using var first = await GetAsync(path);
        Assert.That(first.Headers.GetValues("Warning").Single(), Does.StartWith($"299 {World.PortalUrl}/api/dicomweb "));
        var pages = new[] { await ArrayOfAsync(path), await ArrayOfAsync(path + "&offset=2"), await ArrayOfAsync(path + "&offset=4"), await ArrayOfAsync(path + "&offset=6") };
        Assert.That(pages.Select(page => page.Count), Is.EqualTo(new[] { 2, 2, 1, 0 }));
        Assert.That(pages.SelectMany(page => page).Select(one => Text(one!, "00080018")).Distinct().Count(), Is.EqualTo(5));
    }

    [Test]
    public async Task SearchSeries_ByModality_IsThatSeriesWithItsCount()
    {
        var found = (await ArrayOfAsync($"/api/dicomweb/studies/{images.Uid}/series?Modality=MR")).Single()!;
        Assert.That((Text(found, "0020000E"), Text(found, "00201209")), Is.EqualTo((images.Slices, "2")));
        var everywhere = await ArrayOfAsync($"/api/dicomweb/series?PatientID={images.Study.Patient}&StudyInstanceUID={images.Uid}&Modality=SR");
        Assert.That(Text(everywhere.Single()!, "0020000E"), Is.EqualTo(images.Reports));
    }

    [Test]
    public async Task Search_WithFuzzyMatching_SaysThatItIsNotDone()
    {
        using var response = await GetAsync($"/api/dicomweb/studies?StudyInstanceUID={images.Uid}&fuzzymatching=true");
        Assert.That(response.Headers.GetValues("Warning").Single(), Does.Contain("fuzzymatching"));
    }

    [TestCase("NoSuchKeyword=1")]
    [TestCase("RequestAttributesSequence.ScheduledProcedureStepID=1")]
    [TestCase("limit=x")]
    [TestCase("offset=-1")]
    public async Task Search_ByWhatIsNoKey_IsRefusedByName(string query)
    {
        using var response = await GetAsync($"/api/dicomweb/studies?{query}");
        Assert.That((response.StatusCode, await World.CodeOf(response)), Is.EqualTo((HttpStatusCode.BadRequest, "invalid-query")));
        Assert.That((await World.JsonOf(response)).GetProperty("errors").EnumerateObject().Single().Name, Is.EqualTo(query.Split('=')[0]));
    }

    [Test]
    public async Task Metadata_NamesPixelsAndLongValuesByAddress_ThatLeadToThem()
    {
        var metadata = await ArrayOfAsync($"/api/dicomweb/studies/{images.Uid}/series/{images.Slices}/metadata");
        Assert.That(metadata, Has.Count.EqualTo(2));
        var (pixels, overlay) = ((string)metadata[0]!["7FE00010"]!["BulkDataURI"]!, (string)metadata[0]!["60003000"]!["BulkDataURI"]!);
        Assert.That(pixels, Is.EqualTo($"{World.PortalUrl}{images.PathOf(images.Slices, 1)}/pixeldata"));
        using var bulk = await GetAsync(new Uri(overlay).AbsolutePath, "application/octet-stream");
        Assert.That(await bulk.Content.ReadAsByteArrayAsync(), Is.EqualTo(new byte[6000]));
        using var frame = await GetAsync(new Uri(pixels).AbsolutePath, "application/octet-stream");
        Assert.That(await frame.Content.ReadAsByteArrayAsync(), Is.EqualTo(StoredImages.Pixels(1, StoredImages.Side * StoredImages.Side * 2)));
    }

    [Test]
    public async Task Metadata_OfAStudy_IsReadOnceFromHeadersAndThenKept()
    {
        var path = $"/api/dicomweb/studies/{images.Uid}/metadata";
        var first = await ArrayOfAsync(path);
        var key = world.Objects.Keys(World.Deidentified).Where(key => key.StartsWith($"reports/{images.Study.Id}/dicomweb-", StringComparison.Ordinal)).ToList();
        Assert.That(key, Has.Count.EqualTo(2), "Of images, and of results.");
        Assert.That(first, Has.Count.EqualTo(5));
        foreach (var file in world.Objects.Keys(World.Deidentified).Where(name => name.StartsWith($"studies/{images.Study.Id}/", StringComparison.Ordinal)).ToList())
            await world.Objects.DeleteAsync(World.Deidentified, file, default);
        Assert.That((await ArrayOfAsync(path)).ToJsonString(), Is.EqualTo(first.ToJsonString()));
    }

    [Test]
    public async Task Metadata_ForWhoAcceptsGzip_IsPacked()
    {
        using var request = Request($"/api/dicomweb/studies/{images.Uid}/metadata", null);
        request.Headers.AcceptEncoding.Add(new("gzip"));
        using var response = await SendAsync(request);
        Assert.That(response.Content.Headers.ContentEncoding, Is.EqualTo(new[] { "gzip" }));
    }

    [Test]
    public async Task Frames_ByList_AreThoseInItsOrder()
    {
        var parts = await PartsAsync($"{images.PathOf(images.Frames, 1)}/frames/3,1", "multipart/related; type=\"application/octet-stream\"");
        Assert.That(parts.Select(part => part.Content), Is.EqualTo(new[] { StoredImages.Pixels(2, 256), StoredImages.Pixels(0, 256) }));
        Assert.That(parts[0].Type, Is.EqualTo("application/octet-stream; transfer-syntax=1.2.840.10008.1.2.1"));
    }

    [TestCase("frames/4", 404, "not-found")]
    [TestCase("frames/0", 400, "invalid-query")]
    [TestCase("frames/1,1", 400, "invalid-query")]
    [TestCase("bulkdata/0-99999999", 404, "not-found")]
    [TestCase("bulkdata/x", 404, "not-found")]
    [TestCase("rendered?window=1,2", 400, "invalid-query")]
    [TestCase("rendered?viewport=99999,1", 400, "invalid-query")]
    public async Task Resource_ThatIsNotThere_IsAProblem(string resource, int status, string code)
    {
        using var response = await GetAsync($"{images.PathOf(images.Frames, 1)}/{resource}");
        Assert.That(((int)response.StatusCode, await World.CodeOf(response)), Is.EqualTo((status, code)));
    }

    [TestCase("multipart/related; type=\"application/octet-stream\"", "application/octet-stream", false)]
    [TestCase("multipart/related; type=\"application/octet-stream\"; transfer-syntax=1.2.840.10008.1.2.1", "application/octet-stream", false)]
    [TestCase("multipart/related; type=\"image/dicom-rle\"", "image/dicom-rle", true)]
    [TestCase("multipart/related; type=\"application/octet-stream\"; transfer-syntax=*", "image/dicom-rle", true)]
    [TestCase("*/*", "image/dicom-rle", true)]
    public async Task CompressedFrame_AsAskedFor_IsDecodedOrAsStored(string accept, string type, bool stored)
    {
        var part = (await PartsAsync($"{images.PathOf(images.Compressed, 1)}/frames/2", accept)).Single();
        Assert.That(part.Type, Does.StartWith($"{type}; transfer-syntax="));
        Assert.That(part.Content, stored ? Is.Not.EqualTo(StoredImages.Pixels(1, 256)) : Is.EqualTo(StoredImages.Pixels(1, 256)));
    }

    [TestCase("frames/1", "multipart/related; type=\"image/jp2\"")]
    [TestCase("frames/1", "multipart/related; type=\"application/octet-stream\"; transfer-syntax=1.2.840.10008.1.2.4.90")]
    [TestCase("frames/1,2", "application/octet-stream")]
    [TestCase("metadata", "application/dicom+xml")]
    [TestCase("rendered", "image/gif")]
    [TestCase("rendered", "image/gif;q=1, image/png;q=0")]
    public async Task Resource_InAFormThatIsNotHad_IsNotAcceptable(string resource, string accept)
    {
        using var response = await GetAsync($"{images.PathOf(images.Compressed, 1)}/{resource}", accept);
        Assert.That((response.StatusCode, await World.CodeOf(response)), Is.EqualTo((HttpStatusCode.NotAcceptable, "not-acceptable")));
    }

    [TestCase("application/dicom; transfer-syntax=*", "1.2.840.10008.1.2.5")]
    [TestCase("application/dicom", "1.2.840.10008.1.2.1")]
    public async Task Instance_AsAskedFor_IsStoredOrExplicit(string accept, string syntax)
    {
        using var response = await GetAsync(images.PathOf(images.Compressed, 1), accept);
        var file = await response.Content.ReadAsByteArrayAsync();
        using var reader = new DicomReader(new MemoryStream(file));
        Assert.That(reader.TransferSyntax.Uid, Is.EqualTo(syntax));
        var dataset = DicomDataset.Read(reader);
        Assert.That(dataset.GetString(Tags.SOPInstanceUID), Is.EqualTo(StoredImages.InstanceOf(images.Compressed, 1)));
        if (syntax == "1.2.840.10008.1.2.1")
            Assert.That(dataset[Tags.PixelData]!.Value.Span[256..512].ToArray(), Is.EqualTo(StoredImages.Pixels(1, 256)));
    }

    [Test]
    public async Task Study_AsFiles_HasEveryInstance()
    {
        var parts = await PartsAsync($"/api/dicomweb/studies/{images.Uid}", "multipart/related; type=\"application/dicom\"; transfer-syntax=*");
        Assert.That(parts, Has.Count.EqualTo(5));
        Assert.That(parts.Select(part => DicomDataset.Read(new MemoryStream(part.Content)).GetString(Tags.StudyInstanceUID)), Has.All.EqualTo(images.Uid));
    }

    [Test]
    public async Task Rendered_IsAPictureOfTheFrameInTheWindow()
    {
        using var png = await GetAsync($"{images.PathOf(images.Compressed, 1)}/frames/2/rendered?window=128,256,linear&viewport=8,8", "image/png");
        var content = await png.Content.ReadAsByteArrayAsync();
        Assert.That(content.AsSpan(0, 4).ToArray(), Is.EqualTo(new byte[] { 0x89, (byte)'P', (byte)'N', (byte)'G' }));
        Assert.That((content[19], content[23]), Is.EqualTo((8, 8)), "IHDR's width and height");
        using var jpeg = await GetAsync($"{images.PathOf(images.Slices, 1)}/rendered", "image/jpeg");
        Assert.That((await jpeg.Content.ReadAsByteArrayAsync())[..2], Is.EqualTo(new byte[] { 0xFF, 0xD8 }));
        using var none = await GetAsync($"{images.PathOf(images.Reports, 1)}/rendered", "image/jpeg");
        Assert.That(await World.CodeOf(none), Is.EqualTo("no-rendering"));
    }

    [Test]
    public async Task Frame_ThatIsTooLargeForAnAnswer_IsNamedByItsPath()
    {
        const int side = 1600;
        var key = $"studies/{images.Study.Id}/{images.Slices}/{StoredImages.InstanceOf(images.Slices, 1)}/f.dcm";
        var large = DicomDataset.Read(new MemoryStream(world.Objects.Objects[$"{World.Deidentified}/{key}"]));
        large.Add(Tags.Rows, side).Add(Tags.Columns, side).Add(Tags.PixelData, Vr.OW, new byte[side * side * 2]);
        using var file = new MemoryStream();
        large.WriteFile(file);
        await world.Objects.PutAsync(World.Deidentified, key, file.ToArray(), "application/dicom", default);

        using var response = await GetAsync($"{images.PathOf(images.Slices, 1)}/frames/1");
        Assert.That((response.StatusCode, await World.CodeOf(response)), Is.EqualTo((HttpStatusCode.RequestEntityTooLarge, "answer-too-large")));
        Assert.That((await World.JsonOf(response)).GetProperty("detail").GetString(), Does.Contain($"/pixels/{key}"));
        Assert.That(response.Headers.GetValues("Link").Single(), Does.StartWith($"</pixels/{key}>; rel=\"alternate\""));
        using var picture = await GetAsync($"{images.PathOf(images.Slices, 1)}/rendered?viewport=64,64", "image/jpeg");
        Assert.That(picture.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Reading_ManyTimes_IsAuditedOnceAQuarterOfAnHour()
    {
        for (var times = 0; times < 5; times++)
            (await GetAsync($"{images.PathOf(images.Slices, 1)}/frames/1")).Dispose();
        var chain = await world.Audit.ReadAsync(AuditSubjects.Of(images.Study.Id), default);
        // Twice where a quarter ended meanwhile.
        Assert.That(chain, Has.Count.InRange(1, 2));
        Assert.That(chain.Select(entry => (entry.Event.Who, entry.Event.What)), Has.All.EqualTo((World.SubjectOf(Role.Radiologist), AuditActs.ReadDicomWeb)));
    }

    [Test]
    public async Task Results_WhereTheClinicWantsAnOwnReadFirst_AreNotThereBefore()
    {
        var blind = ClinicId.Parse("blind-dicomweb");
        await world.Clinics.PutAsync(new Clinic(blind, "Blind", AiDisplay.AfterOwnRead), null, default);
        var withheld = await StoredImages.SeedAsync(world, blind);
        Assert.That((await ArrayOfAsync($"/api/dicomweb/studies/{withheld.Uid}/series")).Select(series => Text(series!, "00080060")), Has.None.EqualTo("SR"));
        using var report = await GetAsync(withheld.PathOf(withheld.Reports, 1));
        Assert.That(report.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Study_ThatIsNot_IsNotFound()
    {
        using var response = await GetAsync("/api/dicomweb/studies/2.25.404/metadata");
        Assert.That((response.StatusCode, await World.CodeOf(response)), Is.EqualTo((HttpStatusCode.NotFound, "not-found")));
        Assert.That(await ArrayOfAsync("/api/dicomweb/studies/2.25.404/series"), Is.Empty);
    }

    private static string? Text(JsonNode dataset, string id) => dataset[id]?["Value"]?[0]?.ToString();

    private async Task<JsonArray> ArrayOfAsync(string path)
    {
        using var response = await GetAsync(path);
        Assert.That(response.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/dicom+json"), await response.Content.ReadAsStringAsync());
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsArray();
    }

    private async Task<IReadOnlyList<(string Type, byte[] Content)>> PartsAsync(string path, string accept)
    {
        using var response = await GetAsync(path, accept);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), await response.Content.ReadAsStringAsync());
        var boundary = response.Content.Headers.ContentType!.Parameters.Single(parameter => parameter.Name == "boundary").Value!;
        // Latin-1 keeps every byte.
        var body = Encoding.Latin1.GetString(await response.Content.ReadAsByteArrayAsync());
        Assert.That(body, Does.EndWith($"--{boundary}--\r\n"));
        return
        [
            .. body.Split($"--{boundary}\r\n").Skip(1).Select(part => part.Split("\r\n\r\n", 2)).Select(part => (
                part[0].Split("\r\n").Single(line => line.StartsWith("Content-Type: ", StringComparison.Ordinal))["Content-Type: ".Length..],
                Encoding.Latin1.GetBytes(part[1].Split($"\r\n--{boundary}--")[0] is var last && last.Length < part[1].Length ? last : part[1][..^2]))),
        ];
    }

    private Task<HttpResponseMessage> GetAsync(string path, string? accept = null) => SendAsync(Request(path, accept));

    private HttpRequestMessage Request(string path, string? accept)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(world.AddressOf(Server.Api), path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", world.TokenOf(Role.Radiologist));
        if (accept is not null)
            request.Headers.TryAddWithoutValidation("Accept", accept);
        return request;
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        using var client = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        return await client.SendAsync(request);
    }
}
