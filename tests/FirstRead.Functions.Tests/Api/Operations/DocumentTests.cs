using System.Net;
using FirstRead.Core.Access;
using FirstRead.Core.Audit;
using FirstRead.Core.Triage.OnCall;
using FirstRead.Core.Triage.Policy;
using FirstRead.Functions.Tests.Web;
using static FirstRead.Functions.Tests.Api.Operations.OperationsRequests;

namespace FirstRead.Functions.Tests.Api.Operations;

/// <summary>The rota and the policy as operators edit them.</summary>
public sealed class DocumentTests
{
    private World world = null!;

    [SetUp]
    public async Task GetWorldAsync()
    {
        world = await World.GetAsync();
        await world.Rota.PutAsync(Phone, default);
    }

    [Test]
    public async Task Rota_ChangedByTwo_RefusesTheSecondAndKeepsTheFirst()
    {
        var tag = (await world.SendAsync(AuthorizationTable.GetRota, "/api/operations/rota", world.TokenOf(Role.Operator))).Headers.ETag!.Tag;
        var mine = Phone with { Persons = [.. Phone.Persons, new Person("ann", "Dr. Ann", [MessageChannel.Email])] };

        var first = await PutRotaAsync(RotaOf(mine), tag);
        var second = await PutRotaAsync(RotaOf(Phone), tag);

        Assert.That((first.StatusCode, second.StatusCode, await World.CodeOf(second)), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.PreconditionFailed, "revision-changed")));
        Assert.That((await world.Rota.GetAsync(default)).Find("ann"), Is.Not.Null);
        Assert.That(first.Headers.ETag!.Tag, Is.Not.EqualTo(tag));
        var entry = (await world.Audit.ReadAsync(AuditSubjects.Rota, default))[^1].Event;
        Assert.That((entry.Who, entry.What, entry.Why), Is.EqualTo((World.SubjectOf(Role.Operator), "change-rota", "new year's plan")));
    }

    [Test]
    public async Task Rota_ThatIsWrong_NamesEachMember()
    {
        var wrong = Phone with
        {
            Persons = [Phone.Persons[0] with { Phone = "0301" }],
            Shifts = [Phone.Shifts[0] with { Hours = Phone.Shifts[0].Hours with { Zone = "Europe/Atlantis" } }],
        };

        var refused = await PutRotaAsync(RotaOf(wrong), "\"any\"");

        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        var errors = (await World.JsonOf(refused)).GetProperty("errors").EnumerateObject().ToDictionary(error => error.Name, error => error.Value[0].GetString());
        Assert.That(errors["rota.persons[0].phone"], Does.Contain("E.164"));
        Assert.That(errors["rota.shifts[0].hours.zone"], Does.Contain("Europe/Atlantis"));
    }

    [TestCase("""{"reason":"x"}""", "rota")]
    [TestCase("""{"rota":{"persons":[],"shifts":[],"overrides":[],"colour":"red"},"reason":"x"}""", "rota.colour")]
    [TestCase("""{"rota":7,"reason":"x"}""", "rota")]
    public async Task Rota_ThatIsNone_SaysWhere(string body, string member)
    {
        var refused = await PutRotaAsync(body, "\"any\"");
        Assert.That((await World.JsonOf(refused)).GetProperty("errors").EnumerateObject().Select(error => error.Name), Has.Some.StartsWith(member));
    }

    [Test]
    public async Task Rota_WithoutAReasonOrATag_IsNotChanged()
    {
        Assert.That((await PutRotaAsync(RotaOf(Phone, " "), "\"any\"")).StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await World.CodeOf(await PutRotaAsync(RotaOf(Phone), null)), Is.EqualTo("if-match-required"));
    }

    [Test]
    public async Task Preview_OfARota_CoversSevenDaysWithoutGaps()
    {
        var answer = await World.JsonOf(await world.SendAsync(AuthorizationTable.PreviewRota, "/api/operations/rota/preview", world.TokenOf(Role.Operator), RotaOf(Phone)));
        var spans = answer.GetProperty("preview").EnumerateArray().ToList();
        Assert.That(spans, Has.Count.EqualTo(1), "one phone, always");
        Assert.That(spans[0].GetProperty("to").GetDateTimeOffset() - spans[0].GetProperty("from").GetDateTimeOffset(), Is.EqualTo(TimeSpan.FromDays(7)));
    }

    [Test]
    public async Task Policy_ThatMightSilence_IsRefused()
    {
        var silent = new TriagePolicy([new TriageRule("quiet", new Condition(), TriageAction.Record)]);
        var refused = await world.SendAsync(AuthorizationTable.PutPolicy, "/api/operations/policy", world.TokenOf(Role.Operator), PolicyOf(silent), "\"none\"");
        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await refused.Content.ReadAsStringAsync(), Does.Contain("policy.rules[0]"));
    }

    [Test]
    public async Task Preview_OfAPolicy_SaysWhatWouldChange()
    {
        var study = await world.AnalysedStudyAsync();
        var louder = new TriagePolicy([new TriageRule("everyone", new Condition(Risk: [Core.Studies.Risk.High]), TriageAction.Alert), .. PolicyDocument.Standard.Rules]);
        var tried = await World.JsonOf(await world.SendAsync(AuthorizationTable.PreviewPolicy, "/api/operations/policy/preview", world.TokenOf(Role.Operator), PolicyOf(louder)));
        var row = tried.GetProperty("studies").EnumerateArray().Single(row => row.GetProperty("studyId").GetString() == study.Id.Value);
        Assert.That((row.GetProperty("then").GetProperty("rule").GetString(), row.GetProperty("then").GetProperty("calls").GetBoolean()), Is.EqualTo(("everyone", true)));
        Assert.That(row.GetProperty("now").GetProperty("rule").GetString(), Is.Not.EqualTo("everyone"));
    }

    private Task<HttpResponseMessage> PutRotaAsync(string body, string? tag) =>
        world.SendAsync(AuthorizationTable.PutRota, "/api/operations/rota", world.TokenOf(Role.Operator), body, tag);
}
