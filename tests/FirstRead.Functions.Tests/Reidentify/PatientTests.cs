using System.Net;
using FirstRead.Core;
using FirstRead.Core.Access;
using FirstRead.Core.Audit;
using FirstRead.Core.Identity;
using FirstRead.Core.Patients.Erasing;
using FirstRead.Core.Studies;
using FirstRead.Functions.Tests.Web;
using FirstRead.Testing;

namespace FirstRead.Functions.Tests.Reidentify;

/// <summary>An operator's acts on patients over HTTP.</summary>
public sealed class PatientTests
{
    private World world = null!;

    [SetUp]
    public async Task GetWorld() => world = await World.GetAsync();

    [Test]
    public async Task Find_ByTheClinicsNumber_IsAuditedFirstAndAnswersPseudonymsAlone()
    {
        var clinic = ClinicId.Parse("east-clinic");
        var directory = new PatientDirectory(new FirstRead.Aws.DynamoDb.DynamoVaultStore(world.VaultTable.Client, world.VaultTable.Table), world.LookupKeys, new SystemRandomSource());
        var known = (PatientResolution.Known)await directory.ResolveAsync(clinic, new OriginalIdentity("1.2", "1.2.1", "1.2.1.1", "PLANTED-4711", PatientName: "DOE^JANE"), default);
        await world.Studies.TouchAsync(Given.Study() with { Id = world.NextStudyId(clinic), Patient = known.Pseudonym.Token }, default);

        var found = await FindAsync("""{"clinic":"east-clinic","patientId":" PLANTED-4711 ","reason":"a letter of the patient"}""");
        var elsewhere = await FindAsync("""{"clinic":"south-clinic","patientId":"PLANTED-4711","reason":"trying"}""");
        var silent = await FindAsync("""{"clinic":"east-clinic","patientId":"PLANTED-4711"}""");

        var text = await found.Content.ReadAsStringAsync();
        Assert.That((found.StatusCode, elsewhere.StatusCode, silent.StatusCode), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.BadRequest)), text);
        Assert.That((await World.JsonOf(found)).GetProperty("token").GetString(), Is.EqualTo(known.Pseudonym.Token.Value));
        Assert.That(text, Does.Not.Contain("PLANTED").And.Not.Contain("DOE"));
        Assert.That((await world.Audit.ReadAsync(AuditSubjects.Of(clinic), default)).Select(entry => (entry.Event.Who, entry.Event.What, entry.Event.Why)), Is.EqualTo(new[] { ("sub-operator", "find-patient", "a letter of the patient") }));
        Assert.That((await world.Audit.ReadAsync(AuditSubjects.Of(ClinicId.Parse("south-clinic")), default)).Select(entry => entry.Event.What), Does.Contain("find-patient"), "a try that finds nothing too");
    }

    [Test]
    public async Task LinkAndUnlink_TwoPatients_ShowInBothAndGo()
    {
        var ((one, _), (other, _)) = (await world.PatientAsync(), await world.PatientAsync());

        var linked = await SendAsync(AuthorizationTable.LinkPatients, one, $$"""{"token":"{{other}}","reason":"one person"}""");
        var seen = await World.JsonOf(await SendAsync(AuthorizationTable.Patient, other, null));

        Assert.That(linked.StatusCode, Is.EqualTo(HttpStatusCode.OK), await linked.Content.ReadAsStringAsync());
        Assert.That((seen.GetProperty("links")[0].GetProperty("token").GetString(), seen.GetProperty("links")[0].GetProperty("by").GetString()), Is.EqualTo((one.Value, "A Operator")));
        Assert.That(seen.GetProperty("studies").GetArrayLength(), Is.EqualTo(2));
        var unlinked = await World.JsonOf(await SendAsync(AuthorizationTable.UnlinkPatients, one, $$"""{"token":"{{other}}","reason":"two after all"}"""));
        Assert.That((unlinked.GetProperty("links").GetArrayLength(), unlinked.GetProperty("studies").GetArrayLength()), Is.EqualTo((0, 1)));
        Assert.That(await World.CodeOf(await SendAsync(AuthorizationTable.LinkPatients, one, $$"""{"token":"{{PatientToken.From(4)}}","reason":"one person"}""")), Is.EqualTo("unknown-patient"));
    }

    [Test]
    public async Task Split_OneOfTwoStudies_MovesItAndNotTheLast()
    {
        var (token, studies) = await world.PatientAsync(studies: 2);

        var split = await World.JsonOf(await SendAsync(AuthorizationTable.SplitPatient, token, $$"""{"studies":["{{studies[1].Id}}"],"reason":"another person"}"""));
        var last = await SendAsync(AuthorizationTable.SplitPatient, token, $$"""{"studies":["{{studies[0].Id}}"],"reason":"another person"}""");

        var moved = (await world.Studies.GetAsync(studies[1].Id, default))!;
        Assert.That((moved.Patient.Value, moved.Times.SignedAt), Is.EqualTo((split.GetProperty("token").GetString(), (DateTimeOffset?)null)));
        Assert.That(await World.CodeOf(last), Is.EqualTo("not-possible"));
        var identity = await world.SendAsync(AuthorizationTable.Identity, $"/api/studies/{studies[1].Id}/identity", world.TokenOf(Role.Clinic), """{"reason":"letter"}""");
        Assert.That((await World.JsonOf(identity)).GetProperty("patientName").GetString(), Is.EqualTo("DOE^JANE"), "the way back to the clinic went with it");
    }

    [Test]
    public async Task Erase_OfAnotherClinicsPatient_IsRefused()
    {
        var (token, _) = await world.PatientAsync(clinic: ClinicId.Parse(World.OtherClinic));

        var response = await SendAsync(AuthorizationTable.RequestErasure, token, """{"clinic":"north-clinic","reason":"by mistake","legalBasis":"none at all","force":"because"}""");

        Assert.That((response.StatusCode, await World.CodeOf(response)), Is.EqualTo((HttpStatusCode.Conflict, "other-clinic")));
        Assert.That((await world.Erasures.ListAsync(default)).Where(erasure => erasure.Tokens.Contains(token)), Is.Empty);
    }

    [Test]
    public async Task Erase_AskedForByOneConfirmedByAnother_IsDueAndCertified()
    {
        var (token, _) = await world.PatientAsync(signed: false);
        const string asked = """{"clinic":"north-clinic","reason":"consent withdrawn","legalBasis":"GDPR Art. 17(1)(b)"}""";

        var blocked = await SendAsync(AuthorizationTable.RequestErasure, token, asked);
        Assert.That((await World.CodeOf(blocked), (await World.JsonOf(blocked)).GetProperty("errors").GetProperty("force")[0].GetString()), Is.EqualTo(("erasure-blocked", "not-signed")));
        var erasure = await World.JsonOf(await SendAsync(AuthorizationTable.RequestErasure, token, asked.Replace("}", ""","force":"the patient has been told"}""")));
        var (id, code) = (erasure.GetProperty("id").GetString()!, erasure.GetProperty("code").GetString()!);
        var alone = await ConfirmAsync(id, code, world.TokenOf(Role.Operator));
        var second = world.Issuer.Token("sub-second-operator", "operator");
        var wrong = await ConfirmAsync(id, "XXXXXX", second);
        var confirmed = await ConfirmAsync(id, code, second);
        var again = await ConfirmAsync(id, code, second);

        Assert.That((await World.CodeOf(alone), await World.CodeOf(wrong), await World.CodeOf(again)), Is.EqualTo(("second-person", "invalid-body", "not-requested")));
        Assert.That((await World.JsonOf(confirmed)).GetProperty("state").GetString(), Is.EqualTo("confirmed"));
        Assert.That((await world.Erasures.GetAsync(ErasureId.Parse(id), default))!.DueAt, Is.Not.Null);
        var certificate = await (await world.SendAsync(AuthorizationTable.ErasureCertificate, $"/api/erasures/{id}/certificate", world.TokenOf(Role.Operator))).Content.ReadAsStringAsync();
        Assert.That(certificate, Does.Contain("GDPR Art. 17(1)(b)").And.Contain("by A Operator").And.Contain("Nothing left at  not yet").And.Not.Contain("DOE").And.Not.Contain("PID-1"));
        Assert.That((await world.Audit.ReadAsync(AuditSubjects.Of(ErasureId.Parse(id)), default)).Select(entry => entry.Event.What), Is.EqualTo(new[] { "request-erasure", "confirm-erasure" }));
    }

    private Task<HttpResponseMessage> FindAsync(string body) => world.SendAsync(AuthorizationTable.FindPatient, "/api/patients/find", world.TokenOf(Role.Operator), body);

    private Task<HttpResponseMessage> SendAsync(Permission row, PatientToken token, string? body) =>
        world.SendAsync(row, row.Path.Replace("{token}", token.Value, StringComparison.Ordinal), world.TokenOf(Role.Operator), body);

    private Task<HttpResponseMessage> ConfirmAsync(string id, string code, string token) =>
        world.SendAsync(AuthorizationTable.ConfirmErasure, $"/api/erasures/{id}/confirm", token, $$"""{"code":"{{code}}"}""");
}
