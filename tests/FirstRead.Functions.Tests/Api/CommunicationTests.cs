using System.Net;
using System.Text.Json;
using FirstRead.Core.Access;
using FirstRead.Core.Audit;
using FirstRead.Core.Studies;
using FirstRead.Functions.Tests.Web;
using FirstRead.Testing;

namespace FirstRead.Functions.Tests.Api;

/// <summary>Nobody signs a critical finding without a word on who was told.</summary>
public class CommunicationTests
{
    private static string Told(string told = "Dr. Meier, ward 3", string means = "phone", string? at = null) =>
        $$"""{"told":"{{told}}","means":"{{means}}","at":"{{at ?? DateTimeOffset.UtcNow.AddMinutes(-5).ToString("O")}}","readBack":true}""";

    [Test]
    public async Task Sign_OfAFindingOfHighRisk_AsksWhoWasTold()
    {
        var (world, study) = await AcceptedAsync();
        Assert.That(await World.CodeOf(await SignAsync(world, study, """{"impression":"Glioma."}""")), Is.EqualTo("communication-missing"));
    }

    [Test]
    public async Task Sign_WithWhoWasTold_KeepsItInTheSignatureAndItsReport()
    {
        var (world, study) = await AcceptedAsync();
        var answer = await SignAsync(world, study, $$"""{"impression":"Glioma.","communication":{{Told()}}}""");
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), await answer.Content.ReadAsStringAsync());
        var critical = (await ViewAsync(world, study)).GetProperty("review").GetProperty("signatures")[0].GetProperty("critical");
        var report = await world.SendAsync(AuthorizationTable.Report, $"/api/studies/{study.Id}/report?format=fhir", world.TokenOf(Role.Radiologist));
        Assert.Multiple(async () =>
        {
            Assert.That(critical.GetProperty("findings")[0].GetProperty("label").GetString(), Is.EqualTo("Enhancing mass"));
            Assert.That((critical.GetProperty("communication").GetProperty("told").GetString(), critical.GetProperty("communication").GetProperty("means").GetString()), Is.EqualTo(("Dr. Meier, ward 3", "phone")));
            Assert.That(await report.Content.ReadAsStringAsync(), Does.Contain("told to Dr. Meier, ward 3 by telephone, 5 min before this signature; read back."));
            Assert.That((await UntoldAsync(world)).Select(open => open.GetProperty("studyId").GetString()), Does.Not.Contain(study.Id.Value));
        });
    }

    [Test]
    public async Task Sign_WithNobodyToldYet_StandsOnTheListUntilSomebodyIs()
    {
        var (world, study) = await AcceptedAsync();
        await SignAsync(world, study, """{"impression":"Glioma.","notYetTold":true}""");
        var open = (await UntoldAsync(world)).Single(one => one.GetProperty("studyId").GetString() == study.Id.Value);
        Assert.That((open.GetProperty("number").GetInt32(), open.GetProperty("signedBy").GetString(), open.GetProperty("findings")[0].GetProperty("label").GetString()), Is.EqualTo((1, "A Radiologist", "Enhancing mass")));

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => TellAsync(world, study, Told()[..^1] + ""","number":1}""")));
        Assert.That(answers.CountBy(answer => answer.StatusCode), Is.EquivalentTo(new Dictionary<HttpStatusCode, int> { [HttpStatusCode.Created] = 1, [HttpStatusCode.Conflict] = 4 }));
        var chain = await world.Audit.ReadAsync(AuditSubjects.Of(study.Id), default);
        var critical = (await ViewAsync(world, study)).GetProperty("review").GetProperty("signatures")[0].GetProperty("critical");
        Assert.Multiple(async () =>
        {
            Assert.That((await UntoldAsync(world)).Select(one => one.GetProperty("studyId").GetString()), Does.Not.Contain(study.Id.Value));
            Assert.That(critical.GetProperty("communication").GetProperty("told").GetString(), Is.EqualTo("Dr. Meier, ward 3"));
            Assert.That(chain.Count(entry => entry.Event.What == "communicate") - chain.Count(entry => entry.Event.What == "communicate-not-done"), Is.EqualTo(1));
            Assert.That(chain.Select(entry => entry.Event.Why), Has.None.Contains("Meier"));
        });
    }

    [Test]
    public async Task Sign_OfAnOwnFindingMarkedCritical_AsksToo()
    {
        var world = await World.GetAsync();
        var study = await world.AnalysedStudyAsync(one => one with { Status = StudyStatus.NotApplicable, ResultAttempt = 0 });
        await world.SendAsync(AuthorizationTable.AddFinding, $"/api/studies/{study.Id}/findings", world.TokenOf(Role.Radiologist), """{"label":"Bleeding","code":{"scheme":"SCT","value":"50960005"},"point":{"sopInstanceUid":"2.25.1004","column":3,"row":4}}""", $"\"{study.Revision}\"");
        Assert.Multiple(async () =>
        {
            Assert.That(await World.CodeOf(await SignAsync(world, study, """{"impression":"A bleed.","critical":["R1"]}""")), Is.EqualTo("communication-missing"));
            Assert.That(await World.CodeOf(await SignAsync(world, study, """{"impression":"A bleed.","critical":["R9"],"notYetTold":true}""")), Is.EqualTo("invalid-body"));
            Assert.That((await SignAsync(world, study, """{"impression":"A bleed.","critical":["R1"],"notYetTold":true}""")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        });
    }

    [Test]
    public async Task Sign_WithATelephoneCallThatCannotHaveBeen_NamesWhatIsWrong()
    {
        var (world, study) = await AcceptedAsync();
        var wrong = new Dictionary<string, string>
        {
            ["communication.told"] = Told(told: " "),
            ["communication.means"] = Told(means: "pigeon"),
            ["communication.at"] = Told(at: DateTimeOffset.UtcNow.AddHours(1).ToString("O")),
        };
        foreach (var (member, communication) in wrong)
            Assert.That((await World.JsonOf(await SignAsync(world, study, $$"""{"impression":"Glioma.","communication":{{communication}}}"""))).GetProperty("errors").TryGetProperty(member, out _), Is.True, member);
        Assert.That((await World.JsonOf(await SignAsync(world, study, $$"""{"impression":"Glioma.","communication":{{Told(at: Given.Now.AddMinutes(-1).ToString("O"))}}}"""))).GetProperty("errors").TryGetProperty("communication.at", out _), Is.True, "before it came");
    }

    private static async Task<(World World, Study Study)> AcceptedAsync()
    {
        var world = await World.GetAsync();
        var study = await world.AnalysedStudyAsync();
        await world.SendAsync(AuthorizationTable.DecideFinding, $"/api/studies/{study.Id}/findings/f1", world.TokenOf(Role.Radiologist), """{"decision":"accept"}""", $"\"{study.Revision}\"");
        return (world, study);
    }

    /// <summary>One act came before.</summary>
    private static Task<HttpResponseMessage> SignAsync(World world, Study study, string body) =>
        world.SendAsync(AuthorizationTable.Sign, $"/api/studies/{study.Id}/sign", world.TokenOf(Role.Radiologist), body, $"\"{study.Revision + 1}\"");

    private static Task<HttpResponseMessage> TellAsync(World world, Study study, string body) =>
        world.SendAsync(AuthorizationTable.Communicate, $"/api/studies/{study.Id}/communications", world.TokenOf(Role.Radiologist), body);

    private static async Task<JsonElement> ViewAsync(World world, Study study) =>
        await World.JsonOf(await world.SendAsync(AuthorizationTable.Study, $"/api/studies/{study.Id}", world.TokenOf(Role.Radiologist)));

    private static async Task<JsonElement[]> UntoldAsync(World world) =>
        [.. (await World.JsonOf(await world.SendAsync(AuthorizationTable.Untold, "/api/communications", world.TokenOf(Role.Operator)))).GetProperty("communications").EnumerateArray()];
}
