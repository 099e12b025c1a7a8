using System.Net;
using FirstRead.Core.Access;
using FirstRead.Core.Audit;
using FirstRead.Functions.Tests.Web;

namespace FirstRead.Functions.Tests.Reidentify;

public class IdentityTests
{
    private const string Reason = """{"reason":"filing the report"}""";

    [Test]
    public async Task Open_ByTheClinicItself_AnswersNameAndNumbersAndIsAudited()
    {
        var world = await World.GetAsync();
        var study = world.NextStudyId();
        await world.IdentityAsync(study, "DOE^JANE");
        var body = await World.JsonOf(await world.SendAsync(AuthorizationTable.Identity, $"/api/studies/{study}/identity", world.TokenOf(Role.Clinic), Reason));
        var chain = await world.Audit.ReadAsync(AuditSubjects.Of(study), default);
        Assert.Multiple(() =>
        {
            Assert.That(body.ToString(), Is.EqualTo(
                $$"""{"studyId":"{{study}}","patientId":"PID-1","issuerOfPatientId":"NORTH","patientName":"DOE^JANE","patientBirthDate":"19700101","patientSex":"F","studyInstanceUid":"1.2.3.4","accessionNumber":"ACC-1","studyDate":"20261120","studyTime":"101500"}"""));
            Assert.That(chain.Select(entry => (entry.Event.Who, entry.Event.What, entry.Event.Why)), Is.EqualTo(new[] { ("sub-clinic", "open-identity", "filing the report") }));
        });
    }

    [Test]
    public async Task Open_ByAnotherClinic_IsNotFoundAndReadsNothing()
    {
        var world = await World.GetAsync();
        var study = world.NextStudyId();
        await world.IdentityAsync(study, "DOE^JANE");
        var response = await world.SendAsync(AuthorizationTable.Identity, $"/api/studies/{study}/identity", world.TokenOfOtherClinic(), Reason);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(await world.Audit.ReadAsync(AuditSubjects.Of(study), default), Is.Empty);
    }

    [Test]
    public async Task Open_OfAStudyThatTheVaultDoesNotKnow_IsAuditedAllTheSame()
    {
        var world = await World.GetAsync();
        var study = world.NextStudyId();
        var response = await world.SendAsync(AuthorizationTable.Identity, $"/api/studies/{study}/identity", world.TokenOf(Role.Clinic), Reason);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(await world.Audit.ReadAsync(AuditSubjects.Of(study), default), Has.Count.EqualTo(1), "the log is written before the vault is asked");
    }

    [TestCase("""{}""")]
    [TestCase("""{"reason":" x "}""")]
    public async Task Open_WithoutAReason_IsRefusedAndReadsNothing(string body)
    {
        var world = await World.GetAsync();
        var study = world.NextStudyId();
        var response = await world.SendAsync(AuthorizationTable.Identity, $"/api/studies/{study}/identity", world.TokenOf(Role.Clinic), body);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await world.Audit.ReadAsync(AuditSubjects.Of(study), default), Is.Empty);
    }
}
