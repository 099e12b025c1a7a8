using System.Net;
using FirstRead.Core.Access;
using FirstRead.Core.Audit;
using FirstRead.Core.Studies;
using FirstRead.Functions.Tests.Web;
using static FirstRead.Functions.Tests.Api.Operations.OperationsRequests;

namespace FirstRead.Functions.Tests.Api.Operations;

/// <summary>Test studies over HTTP: asked for and shown to operators, acknowledged by a radiologist, and never read.</summary>
public sealed class TestStudyTests
{
    private const string Path = "/api/operations/test-studies";
    private World world = null!;

    [SetUp]
    public async Task GetWorldAsync() => world = await World.GetAsync();

    [Test]
    public async Task TestStudy_AskedFor_IsPlannedAuditedAndShownMarked()
    {
        var asked = await world.SendAsync(AuthorizationTable.AskTestStudy, Path, world.TokenOf(Role.Operator));
        Assert.That(asked.StatusCode, Is.EqualTo(HttpStatusCode.Accepted), await asked.Content.ReadAsStringAsync());
        var id = (await World.JsonOf(asked)).GetProperty("id").GetString();

        var listed = await World.JsonOf(await world.SendAsync(AuthorizationTable.ListTestStudies, Path, world.TokenOf(Role.Operator)));
        var shown = listed.GetProperty("studies").EnumerateArray().Single(study => study.GetProperty("id").GetString() == id);
        var probe = (await world.Operations.Probes.ListAsync(default)).Single(each => each.Id == id);
        Assert.Multiple(async () =>
        {
            Assert.That((shown.GetProperty("state").GetString(), shown.GetProperty("askedBy").GetString()), Is.EqualTo(("planned", World.SubjectOf(Role.Operator))));
            Assert.That((listed.GetProperty("on").GetBoolean(), listed.GetProperty("hour").GetInt32(), listed.GetProperty("answerSeconds").GetInt32()), Is.EqualTo((true, 7, 7200)));
            Assert.That((await world.Audit.ReadAsync(AuditSubjects.Of(probe.Upload), default)).Single().Event.Who, Is.EqualTo(World.SubjectOf(Role.Operator)));
        });
    }

    [Test]
    public async Task TestStudy_OpenedByItsId_IsAcknowledgedByARadiologistAndReadByNobody()
    {
        var study = await world.AnalysedStudyAsync(ClinicId.Synthetic);
        var radiologist = world.TokenOf(Role.Radiologist);
        var opened = await world.SendAsync(AuthorizationTable.Study, $"/api/studies/{study.Id}", radiologist);
        var worklist = await (await world.SendAsync(AuthorizationTable.Worklist, "/api/worklist?limit=500", radiologist)).Content.ReadAsStringAsync();
        var decided = await world.SendAsync(AuthorizationTable.DecideFinding, $"/api/studies/{study.Id}/findings/f1", radiologist, """{"decision":"accept"}""", $"\"{study.Revision}\"");
        var signed = await world.SendAsync(AuthorizationTable.Sign, $"/api/studies/{study.Id}/sign", radiologist, """{"impression":"Nothing."}""", $"\"{study.Revision}\"");
        var acknowledged = await world.SendAsync(AuthorizationTable.Acknowledge, $"/api/studies/{study.Id}/acknowledge", radiologist);
        Assert.Multiple(async () =>
        {
            Assert.That((opened.StatusCode, acknowledged.StatusCode), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.NoContent)));
            Assert.That(worklist, Does.Not.Contain(study.Id.Value));
            Assert.That((await World.CodeOf(decided), await World.CodeOf(signed)), Is.EqualTo(("test-study", "test-study")));
            Assert.That((await world.Studies.GetAsync(study.Id, default))!.Times, Has.Property("AcknowledgedAt").Not.Null.And.Property("SignedAt").Null);
        });
    }

    [Test]
    public async Task Clinic_OfTestStudies_IsEnteredByNobodyAndNobodyBelongsToIt()
    {
        var clinic = await world.SendAsync(AuthorizationTable.EnterClinic, "/api/operations/clinics", world.TokenOf(Role.Operator), ClinicOf("synthetic"));
        var machine = await world.SendAsync(AuthorizationTable.EnrolPrincipal, "/api/operations/principals", world.TokenOf(Role.Operator), PrincipalOf("sub-impostor", clinic: "synthetic", roles: "clinic"));
        Assert.That((clinic.StatusCode, machine.StatusCode), Is.EqualTo((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest)));
    }
}
