using System.Net;
using FirstRead.Core.Access;
using FirstRead.Core.Learning;
using FirstRead.Core.Review;
using FirstRead.Core.Studies;
using FirstRead.Functions.Tests.Api;
using FirstRead.Functions.Tests.Api.Operations;
using FirstRead.Functions.Tests.Learning;
using FirstRead.Functions.Tests.Reidentify;
using FirstRead.Testing;

namespace FirstRead.Functions.Tests.Web;

/// <summary>Every endpoint, every role, own and other clinic: the whole table over HTTP.</summary>
public class AuthorizationTests
{
    private const string Manifest = """{"files":[{"bytes":1,"sha256":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}]}""";

    private static IEnumerable<Permission> Rows => AuthorizationTable.All;

    private static IEnumerable<Permission> GuardedRows => Rows.Where(row => !row.Anonymous);

    private static IEnumerable<Permission> RowsOfOneThingOfAClinic => Rows.Where(row => row.Reach == Reach.OwnClinic && row.Path.Contains('{'));

    [TestCaseSource(nameof(Rows))]
    public async Task Row_ForEachRole_AdmitsThoseItNamesAndNoOther(Permission row)
    {
        var world = await World.GetAsync();
        foreach (var role in Enum.GetValues<Role>())
        {
            var response = await SendAsync(world, row, world.TokenOf(role));
            var expected = row.Anonymous || row.Roles.Contains(role);
            Assert.That((role, response.IsSuccessStatusCode), Is.EqualTo((role, expected)), await response.Content.ReadAsStringAsync());
            if (!expected)
                Assert.That((response.StatusCode, await World.CodeOf(response)), Is.EqualTo((HttpStatusCode.Forbidden, "role-not-permitted")));
        }
    }

    [TestCaseSource(nameof(GuardedRows))]
    public async Task Row_WithoutAToken_AsksForOne(Permission row)
    {
        var response = await SendAsync(await World.GetAsync(), row, null);
        Assert.That((response.StatusCode, await World.CodeOf(response)), Is.EqualTo((HttpStatusCode.Unauthorized, "no-token")));
        Assert.That(response.Headers.WwwAuthenticate.ToString(), Is.EqualTo("Bearer"));
    }

    [TestCaseSource(nameof(GuardedRows))]
    public async Task Row_WithATokenOfNoRole_IsClosed(Permission row)
    {
        var world = await World.GetAsync();
        var response = await SendAsync(world, row, world.Issuer.Token("sub-nobody", "some-other-group"));
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    [TestCaseSource(nameof(RowsOfOneThingOfAClinic))]
    public async Task Row_ForAnotherClinic_AnswersAsIfThereWereNothing(Permission row)
    {
        var world = await World.GetAsync();
        var response = await SendAsync(world, row, world.TokenOfOtherClinic());
        Assert.That((response.StatusCode, await World.CodeOf(response)), Is.EqualTo((HttpStatusCode.NotFound, "not-found")));
    }

    [TestCaseSource(nameof(GuardedRows))]
    public async Task Row_OfOneClinic_IsClosedToAClinicUserWhomNobodyEnrolled(Permission row)
    {
        var world = await World.GetAsync();
        var response = await SendAsync(world, row, world.Issuer.Token("sub-new", "clinic"));
        var expected = row.Reach == Reach.OwnClinic ? "no-clinic" : row.Roles.Contains(Role.Clinic) ? null : "role-not-permitted";
        Assert.That(await World.CodeOf(response), Is.EqualTo(expected));
    }

    [Test]
    public async Task ListUploads_OfAnotherClinic_HoldsNoneOfOurs()
    {
        var world = await World.GetAsync();
        var ours = await world.UploadAsync();
        var theirs = await world.SendAsync(AuthorizationTable.ListUploads, "/api/uploads", world.TokenOfOtherClinic());
        Assert.That(await theirs.Content.ReadAsStringAsync(), Does.Not.Contain(ours.Id.Value));
    }

    /// <summary>A request that a permitted caller of <see cref="Given.Clinic"/> succeeds with, on rows of its own.</summary>
    internal static async Task<HttpResponseMessage> SendAsync(World world, Permission row, string? token)
    {
        if (row.Path.StartsWith("/api/patients", StringComparison.Ordinal) || row.Path.StartsWith("/api/erasures", StringComparison.Ordinal))
        {
            var (patientPath, patientBody) = await world.PatientRequestAsync(row);
            return await world.SendAsync(row, patientPath, token, patientBody);
        }
        if (OperationsRequests.IsOfTheArea(row))
            return await OperationsRequests.SendAsync(world, row, token);
        var study = row.Path.Contains("{studyId}", StringComparison.Ordinal) ? await SeedAsync(world, row) : null;
        var teaching = row.Path.Contains("/teaching/", StringComparison.Ordinal) ? await world.ReadyCaseAsync(readBy: row == AuthorizationTable.TeachingResult ? World.SubjectOf(Role.Resident) : null) : default(CaseId?);
        var sent = row == AuthorizationTable.PartUrls || row == AuthorizationTable.CompleteParts ? await world.LargeFileAsync(row == AuthorizationTable.PartUrls ? FileState.Pending : FileState.Accepted) : null;
        var held = sent is null && row.Path.Contains("{fileId}", StringComparison.Ordinal) ? await world.HoldAsync() : null;
        var upload = sent?.Upload ?? held?.Upload ?? (row.Path.Contains("{uploadId}", StringComparison.Ordinal) ? (await world.UploadAsync(upload => upload with { Growing = row == AuthorizationTable.AddFiles })).Id : null);
        var stored = row.Path.Contains("/dicomweb/", StringComparison.Ordinal) ? await StoredImages.SharedAsync(world) : null;
        var path = (stored?.PathOf(row) ?? row.Path).Replace("{studyId}", study?.Id.Value).Replace("{uploadId}", upload?.Value).Replace("{fileId}", sent?.Id.Value ?? held?.File.Value).Replace("{findingId}", row == AuthorizationTable.RemoveFinding ? "R1" : "f1").Replace("{attempt}", "1").Replace("{caseId}", teaching?.Value);
        var body = row switch
        {
            _ when row == AuthorizationTable.CreateUpload => Manifest,
            _ when row == AuthorizationTable.AddFiles => Manifest,
            _ when row == AuthorizationTable.RenewUrls => $$"""{"files":[{"fileId":"{{FileId.From(1)}}"}]}""",
            _ when row == AuthorizationTable.PartUrls => "{}",
            _ when row == AuthorizationTable.DecideFinding => """{"decision":"accept"}""",
            _ when row == AuthorizationTable.AddFinding => """{"label":"Bleeding","code":{"scheme":"SCT","value":"50960005"},"point":{"sopInstanceUid":"2.25.1004","column":3,"row":4}}""",
            _ when row == AuthorizationTable.Addendum => """{"text":"Seen again."}""",
            _ when row == AuthorizationTable.Sign => """{"impression":"Glioma."}""",
            _ when row == AuthorizationTable.OwnRead => """{"impression":"Ring-enhancing mass."}""",
            _ when row == AuthorizationTable.Communicate => $$"""{"number":1,"told":"Dr. Meier","means":"phone","at":"{{Given.Now.AddHours(2):O}}","readBack":true}""",
            _ when row == AuthorizationTable.ReaderIdentity => """{"reason":"call the ward"}""",
            _ when row == AuthorizationTable.HeldPicture => """{"frame":0}""",
            _ when row == AuthorizationTable.DecideHold => """{"verdict":"release","blank":[],"reason":"nothing shows a name"}""",
            _ when row == AuthorizationTable.SnoozeAlert => """{"minutes":5,"reason":"in theatre"}""",
            _ when row == AuthorizationTable.ReassignAlert => """{"person":"on-call","reason":"closer to the scanner"}""",
            _ when row == AuthorizationTable.Identity => """{"reason":"report"}""",
            _ when row == AuthorizationTable.Release => "{}",
            _ when row == AuthorizationTable.ReleaseForTeaching => """{"includes":"positive","topic":"head","difficulty":"introductory","facesAgreed":true}""",
            _ when row == AuthorizationTable.SaveMarks => """{"noFinding":true}""",
            _ => null,
        };
        return await world.SendAsync(row, path, token, body, study is null ? null : $"\"{(row.Path.Contains("{attempt}", StringComparison.Ordinal) ? 1 : study.Revision)}\"");
    }

    private static async Task<Study> SeedAsync(World world, Permission row)
    {
        if (row == AuthorizationTable.Release)
            return await world.SignedStudyAsync();
        if (row == AuthorizationTable.ReleaseForTeaching)
            return await world.SignedForTeachingAsync();
        var study = row == AuthorizationTable.Sign
            ? await world.AnalysedStudyAsync(study => study with { Status = StudyStatus.NotApplicable, ResultAttempt = 0 })
            : row == AuthorizationTable.Addendum
            ? await world.AnalysedStudyAsync(study => study with { Times = study.Times with { SignedAt = Given.Now.AddHours(1) } })
            : await world.AnalysedStudyAsync();
        if (row == AuthorizationTable.RemoveFinding)
        {
            var own = new OwnFinding("R1", "Bleeding", FindingCodes.All[0], [], new DrawnPoint("2.25.1004", 1, 3, 4), "A Radiologist", Given.Now);
            Assert.That(await world.Reviews.SaveAsync(study, new ReviewRound(1, [], null, [own]), default), Is.True);
            study = study with { Revision = study.Revision + 1 };
        }
        if (row == AuthorizationTable.WithdrawFromTeaching)
            await world.RequestedCaseAsync(study.Id);
        if (row.Path.Contains("{attempt}", StringComparison.Ordinal))
            await world.OpenAlertAsync(study);
        if (row == AuthorizationTable.Communicate)
        {
            var critical = new CriticalResult([new CriticalFinding("f1", "Suspected tumour margin")], null);
            var signature = new Signature("Glioma.", "A Radiologist", World.SubjectOf(Role.Radiologist), Given.Now.AddHours(1), 1, Critical: critical);
            Assert.That(await world.Reviews.SaveAsync(study, new ReviewRound(1, [], signature), default), Is.True);
        }
        if (row == AuthorizationTable.ReaderIdentity)
            await world.Readers.PutAsync(new Reader(study.Id, World.SubjectOf(Role.Radiologist), "A Radiologist", DateTimeOffset.UtcNow.AddMinutes(1)), default);
        if (row == AuthorizationTable.Identity || row == AuthorizationTable.ReaderIdentity)
            await world.IdentityAsync(study.Id, "DOE^JANE");
        return study;
    }
}
