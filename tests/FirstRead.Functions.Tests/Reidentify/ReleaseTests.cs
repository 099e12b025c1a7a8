using System.Net;
using System.Text;
using System.Text.Json;
using Amazon.DynamoDBv2.Model;
using FirstRead.Core.Access;
using FirstRead.Core.Audit;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Functions.Tests.Web;
using FirstRead.Testing;

namespace FirstRead.Functions.Tests.Reidentify;

public sealed class ReleaseTests
{
    private World world = null!;

    [OneTimeSetUp]
    public async Task GetWorld() => world = await World.GetAsync();

    [Test]
    public async Task Release_OfASignedStudy_IsTheWholeSetUnderTheClinicsOwnNames()
    {
        var study = await world.SignedStudyAsync();

        var body = await World.JsonOf(await ReleaseAsync(study));

        Assert.That(Names(body), Is.EqualTo(new[] { "report.dcm", "presentation-1.dcm", "report.pdf", "fhir.json" }));
        Assert.That((body.GetProperty("studyInstanceUid").GetString(), body.GetProperty("accessionNumber").GetString()), Is.EqualTo((SignedSeeds.OriginalStudyUid, "ACC-1")));
        Assert.That((body.GetProperty("number").GetInt32(), body.GetProperty("superseded").GetBoolean(), body.TryGetProperty("former", out _)), Is.EqualTo((1, false, false)));
        foreach (var file in body.GetProperty("files").EnumerateArray())
        {
            var content = Stored(file);
            Assert.That(file.GetProperty("url").GetString(), Is.EqualTo($"https://incoming.example/released/{study.Id}/000001-00000001/{file.GetProperty("name").GetString()}"));
            Assert.That((content.Length, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content))), Is.EqualTo((file.GetProperty("bytes").GetInt32(), file.GetProperty("sha256").GetString())));
            foreach (var pseudonym in new[] { SignedSeeds.Token.Value, study.Id.Value, "2.25.1004" })
                Assert.That(Encoding.Latin1.GetString(content), Does.Not.Contain(pseudonym), file.GetProperty("name").GetString());
        }
        var report = DicomDataset.Read(new MemoryStream(Stored(body.GetProperty("files")[0])));
        Assert.That((report.GetString(Tags.PatientName), report.GetString(Tags.PatientID), report.GetString(Tags.StudyDate)), Is.EqualTo((SignedSeeds.PatientName, SignedSeeds.PatientId, "20261120")));
        Assert.That((report.GetString(Tags.ContentDate), report.GetString(Tags.ContentTime)), Is.EqualTo(("20261122", "133015")), "when it was signed");
        Assert.That(Encoding.UTF8.GetString(Stored(body.GetProperty("files")[3])), Does.Contain(SignedSeeds.PatientId).And.Contain(SignedSeeds.OriginalInstanceUid));
    }

    [Test]
    public async Task Release_Audit_SaysWhoBeforeAnythingIsOpened()
    {
        var study = await world.SignedStudyAsync(seal: false);

        var response = await ReleaseAsync(study, """{"reason":"the first copy was lost"}""");

        Assert.That((response.StatusCode, await World.CodeOf(response)), Is.EqualTo((HttpStatusCode.Conflict, "identity-missing")));
        var chain = (await world.Audit.ReadAsync(AuditSubjects.Of(study.Id), default)).Select(entry => (entry.Event.Who, entry.Event.What, entry.Event.Why));
        Assert.That(chain, Is.EqualTo(new[]
        {
            ("sub-clinic", "release", "round 1, result 1: the first copy was lost"), ("sub-clinic", "release-not-done", "identity-missing"),
        }));
        Assert.That(Released(study), Is.Empty);
    }

    [Test]
    public async Task Release_ToAnotherClinic_IsNotFoundAndLeavesNoTrace()
    {
        var study = await world.SignedStudyAsync();

        var response = await world.SendAsync(AuthorizationTable.Release, $"/api/studies/{study.Id}/release", world.TokenOfOtherClinic(), "{}");

        Assert.That((response.StatusCode, await World.CodeOf(response)), Is.EqualTo((HttpStatusCode.NotFound, "not-found")));
        Assert.That(await world.Audit.ReadAsync(AuditSubjects.Of(study.Id), default), Is.Empty);
        Assert.That(Released(study), Is.Empty);
    }

    [Test]
    public async Task Release_WhenAVaultItemWasAltered_HandsOutNothing()
    {
        var study = await world.SignedStudyAsync();
        var key = VaultTable.InstanceIdentity(study.Id, "2.25.1004");
        var (client, table) = world.VaultTable;
        Dictionary<string, AttributeValue> name = new() { [ItemKey.PkName] = new(key.Pk), [ItemKey.SkName] = new(key.Sk) };
        var item = (await client.GetItemAsync(table, name)).Item;
        var bytes = item[VaultAttributes.Sealed].B.ToArray();
        bytes[^20] ^= 1;
        item[VaultAttributes.Sealed] = new AttributeValue { B = new MemoryStream(bytes) };
        await client.PutItemAsync(table, item);

        var response = await ReleaseAsync(study);

        Assert.That((response.StatusCode, await World.CodeOf(response)), Is.EqualTo((HttpStatusCode.Conflict, "identity-broken")));
        Assert.That(Released(study), Is.Empty);
    }

    [Test]
    public async Task Release_WhenADocumentIsGone_HandsOutNothing()
    {
        var study = await world.SignedStudyAsync();
        await world.Objects.DeleteAsync(World.Results, ObjectKeys.Signed(study.Id, 1, "00000001", "presentation-1.dcm"), default);

        var response = await ReleaseAsync(study);

        Assert.That((response.StatusCode, await World.CodeOf(response)), Is.EqualTo((HttpStatusCode.Conflict, "document-missing")));
        Assert.That(Released(study), Is.Empty);
    }

    [Test]
    public async Task Release_AfterAnAddendum_IsTheNewestAndNamesTheFormer()
    {
        var study = await world.SignedStudyAsync();
        var first = DicomDataset.Read(new MemoryStream(Stored((await World.JsonOf(await ReleaseAsync(study))).GetProperty("files")[0])));
        study = await world.SignAsync((await world.Studies.GetAsync(study.Id, default))!, 2);

        var body = await World.JsonOf(await ReleaseAsync(study));

        Assert.That((body.GetProperty("number").GetInt32(), body.GetProperty("former").GetInt32()), Is.EqualTo((2, 1)));
        var second = DicomDataset.Read(new MemoryStream(Stored(body.GetProperty("files")[0])));
        var predecessor = second.GetSequence(Tags.PredecessorDocumentsSequence).Single().GetSequence(Tags.ReferencedSeriesSequence).Single();
        Assert.That(predecessor.GetSequence(Tags.ReferencedSOPSequence).Single().GetString(Tags.ReferencedSOPInstanceUID), Is.EqualTo(first.GetString(Tags.SOPInstanceUID)));
        Assert.That(predecessor.GetString(Tags.SeriesInstanceUID), Is.EqualTo(first.GetString(Tags.SeriesInstanceUID)));
    }

    [Test]
    public async Task Release_WhenANewerResultCame_IsWhatWasSignedAndSaysSo()
    {
        var study = await world.SignedStudyAsync();
        Assert.That(await world.Studies.ReplaceAsync(study with { ResultAttempt = 2, Times = study.Times with { SignedAt = null } }, default), Is.True);

        var body = await World.JsonOf(await ReleaseAsync(study));

        Assert.That((body.GetProperty("number").GetInt32(), body.GetProperty("superseded").GetBoolean()), Is.EqualTo((1, true)));
        Assert.That(Encoding.UTF8.GetString(Stored(body.GetProperty("files")[3])), Does.Contain("\"status\":\"final\"").And.Contain("Words 1."));
    }

    [Test]
    public async Task Release_BeforeAnyoneSigned_IsRefusedAndNotAudited()
    {
        var study = await world.AnalysedStudyAsync();

        var response = await ReleaseAsync(study);

        Assert.That((response.StatusCode, await World.CodeOf(response)), Is.EqualTo((HttpStatusCode.Conflict, "not-signed")));
        Assert.That(await world.Audit.ReadAsync(AuditSubjects.Of(study.Id), default), Is.Empty);
    }

    [Test]
    public async Task List_FromACursor_HoldsWhatWasSignedSinceOfThisClinicAlone()
    {
        var study = await world.SignedStudyAsync();

        var all = await World.JsonOf(await ListAsync(""));
        var since = await World.JsonOf(await ListAsync($"?since={Uri.EscapeDataString(StoredTime.Of(SignedSeeds.SignedAt.AddHours(1)))}"));
        var later = await World.JsonOf(await ListAsync($"?since={Uri.EscapeDataString(StoredTime.Of(SignedSeeds.SignedAt.AddYears(1)))}"));
        var others = await World.JsonOf(await world.SendAsync(AuthorizationTable.ListReleases, "/api/releases", world.TokenOfOtherClinic()));

        Assert.That(Studies(all), Does.Contain(study.Id.Value));
        Assert.That(Studies(since), Does.Contain(study.Id.Value));
        Assert.That((Studies(later), Studies(others)), Is.EqualTo((Array.Empty<string>(), Array.Empty<string>())));
        Assert.That(all.GetProperty("more").GetBoolean(), Is.False);
        Assert.That((await ListAsync($"?since={Uri.EscapeDataString(all.GetProperty("next").GetString()!)}")).StatusCode, Is.EqualTo(HttpStatusCode.OK), "next is a cursor");
    }

    [TestCase("yesterday")]
    [TestCase("2026-11-22T10:30:15.250Z~x~1")]
    [TestCase("2026-11-22T10:30:15.250Z~north-clinic.00000000000000000000000000000001~-1")]
    public async Task List_FromWhatIsNoCursor_IsRefused(string since)
    {
        var response = await ListAsync($"?since={Uri.EscapeDataString(since)}");
        Assert.That((response.StatusCode, await World.CodeOf(response)), Is.EqualTo((HttpStatusCode.BadRequest, "invalid-body")));
    }

    private Task<HttpResponseMessage> ReleaseAsync(Study study, string body = "{}") =>
        world.SendAsync(AuthorizationTable.Release, $"/api/studies/{study.Id}/release", world.TokenOf(Role.Clinic), body);

    private Task<HttpResponseMessage> ListAsync(string query) => world.SendAsync(AuthorizationTable.ListReleases, $"/api/releases{query}", world.TokenOf(Role.Clinic));

    private IEnumerable<string> Released(Study study) => world.Objects.Keys(World.Incoming).Where(key => key.StartsWith($"released/{study.Id}/", StringComparison.Ordinal));

    private byte[] Stored(JsonElement file) => world.Objects.Objects[$"{World.Incoming}/{file.GetProperty("url").GetString()!["https://incoming.example/".Length..]}"];

    private static string[] Names(JsonElement body) => [.. body.GetProperty("files").EnumerateArray().Select(file => file.GetProperty("name").GetString()!)];

    private static string[] Studies(JsonElement list) => [.. list.GetProperty("releases").EnumerateArray().Select(one => one.GetProperty("studyId").GetString()!)];
}
