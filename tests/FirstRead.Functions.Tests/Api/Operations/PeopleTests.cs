using System.Net;
using FirstRead.Core.Access;
using FirstRead.Core.Operations.Phones;
using FirstRead.Core.Triage;
using FirstRead.Functions.Api.Operations.Bodies;
using FirstRead.Functions.Tests.Web;
using FirstRead.Testing;
using static FirstRead.Functions.Tests.Api.Operations.OperationsRequests;

namespace FirstRead.Functions.Tests.Api.Operations;

/// <summary>Clinics, principals and phones as operators keep them.</summary>
public sealed class PeopleTests
{
    private World world = null!;

    [SetUp]
    public async Task GetWorldAsync() => world = await World.GetAsync();

    [Test]
    public async Task Clinic_ChangedByTwo_RefusesTheSecond()
    {
        var clinic = await EnterClinicAsync(world);
        var path = $"/api/operations/clinics/{clinic.Id}";
        var first = await world.SendAsync(AuthorizationTable.ChangeClinic, path, Operator, ClinicOf(clinic.Id.Value, "Renamed"), ClinicBody.TagOf(clinic));
        var second = await world.SendAsync(AuthorizationTable.ChangeClinic, path, Operator, ClinicOf(clinic.Id.Value, "Late"), ClinicBody.TagOf(clinic));
        Assert.That((first.StatusCode, second.StatusCode), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.PreconditionFailed)));
        Assert.That(await world.Operations.Clinics.GetAsync(clinic.Id, default), Is.EqualTo(new Clinic(clinic.Id, "Renamed", AiDisplay.AfterOwnRead)));
    }

    [Test]
    public async Task Clinic_EnteredTwice_StandsAsEnteredFirst()
    {
        var clinic = await EnterClinicAsync(world);
        var again = await world.SendAsync(AuthorizationTable.EnterClinic, "/api/operations/clinics", Operator, ClinicOf(clinic.Id.Value, "Another"));
        Assert.That((again.StatusCode, await World.CodeOf(again)), Is.EqualTo((HttpStatusCode.Conflict, "clinic-exists")));
        Assert.That(await world.Operations.Clinics.GetAsync(clinic.Id, default), Is.EqualTo(clinic));
    }

    [TestCase("""{"id":"X","name":"n","aiDisplay":"first","reason":"r"}""", "id")]
    [TestCase("""{"id":"some-clinic","name":" ","aiDisplay":"first","reason":"r"}""", "name")]
    [TestCase("""{"id":"some-clinic","name":"n","aiDisplay":"never","reason":"r"}""", "aiDisplay")]
    [TestCase("""{"id":"some-clinic","name":"n","aiDisplay":"first"}""", "reason")]
    public async Task Clinic_ThatIsWrong_NamesTheMember(string body, string member)
    {
        var refused = await world.SendAsync(AuthorizationTable.EnterClinic, "/api/operations/clinics", Operator, body);
        Assert.That((await World.JsonOf(refused)).GetProperty("errors").TryGetProperty(member, out _), Is.True);
    }

    [Test]
    public async Task Clinics_Listed_HoldThoseWhomSomebodyBelongsToAndNobodyEntered()
    {
        var clinics = (await World.JsonOf(await world.SendAsync(AuthorizationTable.ListClinics, "/api/operations/clinics", Operator))).GetProperty("clinics").EnumerateArray().ToList();
        var north = clinics.Single(clinic => clinic.GetProperty("id").GetString() == Given.Clinic.Value);
        Assert.That((north.TryGetProperty("name", out _), north.GetProperty("aiDisplay").GetString()), Is.EqualTo((false, "first")));
        Assert.That(north.GetProperty("machines").EnumerateArray().Select(machine => machine.GetProperty("subject").GetString()), Does.Contain(World.MachineClient));
    }

    [Test]
    public async Task Principal_EnrolledAndRemoved_MayUploadAndThenMayNot()
    {
        const string machine = "pacs-of-tests";
        Assert.That((await world.SendAsync(AuthorizationTable.EnrolPrincipal, "/api/operations/principals", Operator, PrincipalOf(machine, roles: "clinic"))).StatusCode, Is.EqualTo(HttpStatusCode.Created));
        var listed = (await World.JsonOf(await world.SendAsync(AuthorizationTable.ListPrincipals, "/api/operations/principals", Operator))).GetProperty("principals").EnumerateArray()
            .Single(row => row.GetProperty("subject").GetString() == machine);
        Assert.That(await world.Principals.GetAsync(machine, default), Has.Property("MachineRoles").EqualTo(new[] { Role.Clinic }));

        var tag = listed.GetProperty("eTag").GetString();
        Assert.That((await world.SendAsync(AuthorizationTable.RemovePrincipal, $"/api/operations/principals/{machine}/remove", Operator, Reason(), "\"stale\"")).StatusCode, Is.EqualTo(HttpStatusCode.PreconditionFailed));
        Assert.That((await world.SendAsync(AuthorizationTable.RemovePrincipal, $"/api/operations/principals/{machine}/remove", Operator, Reason(), tag)).StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        Assert.That(await world.Principals.GetAsync(machine, default), Is.Null);
        Assert.That((await world.Principals.ListAsync(default)).Select(principal => principal.Subject), Does.Not.Contain(machine));
    }

    [TestCase("sub/with/slash", "subject")]
    [TestCase("", "subject")]
    public async Task Principal_ThatIsWrong_NamesTheMember(string subject, string member)
    {
        var refused = await world.SendAsync(AuthorizationTable.EnrolPrincipal, "/api/operations/principals", Operator, PrincipalOf(subject));
        Assert.That((await World.JsonOf(refused)).GetProperty("errors").TryGetProperty(member, out _), Is.True);
    }

    [Test]
    public async Task Principal_MachineOfAClinic_NeedsOne()
    {
        var refused = await world.SendAsync(AuthorizationTable.EnrolPrincipal, "/api/operations/principals", Operator, PrincipalOf("pacs-nowhere", clinic: null, roles: "clinic"));
        Assert.That((await World.JsonOf(refused)).GetProperty("errors").TryGetProperty("clinic", out _), Is.True);
    }

    [Test]
    public async Task Phone_TestedAndConfirmed_IsRecordedWithoutTheCode()
    {
        var person = await world.PersonAsync();
        var code = await world.SendTestAsync(person);
        var wrong = await ConfirmAsync(person, code == "000000" ? "111111" : "000000");
        var right = await ConfirmAsync(person, code);
        Assert.That((wrong.StatusCode, await World.CodeOf(wrong), right.StatusCode), Is.EqualTo((HttpStatusCode.Conflict, "wrong-code", HttpStatusCode.OK)));
        var listed = await (await world.SendAsync(AuthorizationTable.ListPhones, "/api/operations/phones", Operator)).Content.ReadAsStringAsync();
        Assert.That(listed, Does.Contain("confirmedAt").And.Not.Contain(code).And.Not.Contain("+1555"));
        Assert.That((await world.Audit.ReadAsync($"PHONE#{person}", default)).Select(entry => entry.Event.What), Is.EqualTo(new[] { "test-phone", "confirm-phone" }));
    }

    [Test]
    public async Task Phone_TestedTwiceInAMinute_RingsOnce()
    {
        var person = await world.PersonAsync();
        await world.SendTestAsync(person);
        var again = await world.SendAsync(AuthorizationTable.TestPhone, $"/api/operations/phones/{person}/test", Operator, "{}");
        Assert.That((again.StatusCode, await World.CodeOf(again)), Is.EqualTo((HttpStatusCode.TooManyRequests, "test-too-soon")));
        Assert.That(world.Operations.Messages.Sent.Count(message => message.To.Id == person), Is.EqualTo(1));
    }

    [Test]
    public async Task Phone_GuessedAtTooOften_TakesNoCodeAnyMore()
    {
        var person = await world.PersonAsync();
        var code = await world.SendTestAsync(person);
        for (var guess = 0; guess < PhoneTest.MostGuesses; guess++)
            await ConfirmAsync(person, "no code");
        Assert.That(await World.CodeOf(await ConfirmAsync(person, code)), Is.EqualTo("wrong-code"));
    }

    [Test]
    public async Task Phone_Message_FitsOneTextAndNamesNobody()
    {
        var person = await world.PersonAsync();
        await world.SendTestAsync(person);
        var text = world.Operations.Messages.Sent.Last(message => message.To.Id == person).Text;
        Assert.That(Gsm7.Length(text), Is.LessThanOrEqualTo(AlertText.Longest));
        Assert.That(text, Does.Not.Contain("Dr. Test"));
    }

    [TestCase("nobody", "{}", HttpStatusCode.NotFound)]
    [TestCase("on-call", """{"channel":"webhook"}""", HttpStatusCode.NotFound)]
    [TestCase("on-call", """{"channel":"pigeon"}""", HttpStatusCode.BadRequest)]
    public async Task Phone_ThatIsNotThere_IsNotRung(string person, string body, HttpStatusCode expected)
    {
        await world.Rota.PutAsync(Phone, default);
        Assert.That((await world.SendAsync(AuthorizationTable.TestPhone, $"/api/operations/phones/{person}/test", Operator, body)).StatusCode, Is.EqualTo(expected));
    }

    private string Operator => world.TokenOf(Role.Operator);

    private Task<HttpResponseMessage> ConfirmAsync(string person, string code) =>
        world.SendAsync(AuthorizationTable.ConfirmPhone, $"/api/operations/phones/{person}/confirm", Operator, $$"""{"code":"{{code}}"}""");
}
