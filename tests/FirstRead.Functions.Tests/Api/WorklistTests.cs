using System.Net;
using System.Text.Json;
using FirstRead.Core.Access;
using FirstRead.Core.Studies;
using FirstRead.Functions.Tests.Web;
using FirstRead.Testing;

namespace FirstRead.Functions.Tests.Api;

/// <summary>The worklist in pages, with its readers, and what was done.</summary>
public class WorklistTests
{
    [Test]
    public async Task Pages_OneBehindAnother_HoldEveryOpenStudyOnceInTheOrderOfTheWhole()
    {
        var world = await World.GetAsync();
        await world.AnalysedStudyAsync();
        await world.AnalysedStudyAsync(study => study with { HighestRisk = Risk.NoFinding });
        await world.AnalysedStudyAsync(study => study with { HighestRisk = Risk.Indeterminate });
        var whole = IdsOf(await ListAsync(world, "?limit=500"));
        var paged = new List<string>();
        for (string? next = ""; next is not null;)
        {
            var page = await ListAsync(world, $"?limit=2{(next.Length > 0 ? $"&after={Uri.EscapeDataString(next)}" : "")}");
            paged.AddRange(IdsOf(page));
            next = page.TryGetProperty("next", out var more) ? more.GetString() : null;
        }
        Assert.That(paged, Is.EqualTo(whole));
    }

    [TestCase("?limit=0")]
    [TestCase("?limit=501")]
    [TestCase("?limit=ten")]
    [TestCase("?after=x")]
    [TestCase("?state=open")]
    public async Task Page_WithAQueryThatIsNone_IsRefused(string query)
    {
        var world = await World.GetAsync();
        Assert.That(await World.CodeOf(await SendAsync(world, query)), Is.EqualTo("invalid-body"));
    }

    [Test]
    public async Task Row_HoldsTheFindingAndWhoReadsIt_UntilTheMarkLapses()
    {
        var world = await World.GetAsync();
        var study = await world.AnalysedStudyAsync(findings: ["f1", "f2"]);
        Assert.That((await ReadAsync(world, study.Id)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        var tag = (await SendAsync(world, "?limit=500")).Headers.ETag!.Tag;
        var row = RowOf(await ListAsync(world, "?limit=500"), study.Id);
        await world.Readers.PutAsync(new Core.Review.Reader(study.Id, World.SubjectOf(Role.Radiologist), "A Radiologist", DateTimeOffset.UtcNow.AddSeconds(-1)), default);
        var lapsed = RowOf(await ListAsync(world, "?limit=500"), study.Id);
        Assert.Multiple(async () =>
        {
            Assert.That(row.GetProperty("finding").GetString(), Is.EqualTo("Enhancing mass, and 1 more"));
            Assert.That(row.GetProperty("readers").ToString(), Is.EqualTo("""[{"name":"A Radiologist","you":true}]"""));
            Assert.That(lapsed.TryGetProperty("readers", out _), Is.False);
            Assert.That((await SendAsync(world, "?limit=500", tag)).StatusCode, Is.EqualTo(HttpStatusCode.OK), "who reads is part of the list");
        });
    }

    [Test]
    public async Task Reading_OfAnotherStudy_EndsTheFirst()
    {
        var world = await World.GetAsync();
        var (first, second) = (await world.AnalysedStudyAsync(), await world.AnalysedStudyAsync());
        await ReadAsync(world, first.Id);
        await ReadAsync(world, second.Id);
        var list = await ListAsync(world, "?limit=500");
        Assert.Multiple(() =>
        {
            Assert.That(RowOf(list, first.Id).TryGetProperty("readers", out _), Is.False);
            Assert.That(RowOf(list, second.Id).TryGetProperty("readers", out _), Is.True);
        });
    }

    [Test]
    public async Task Done_HoldsWhatWasSignedInADayTheLastFirst()
    {
        var world = await World.GetAsync();
        var now = DateTimeOffset.UtcNow;
        Task<Study> SignedAsync(double hoursAgo) => world.AnalysedStudyAsync(study => study with { Times = study.Times with { SignedAt = now.AddHours(-hoursAgo) } });
        var (late, early, before) = (await SignedAsync(0.1), await SignedAsync(23), await SignedAsync(25));
        var open = await world.AnalysedStudyAsync();
        var ids = IdsOf(await ListAsync(world, "?state=done"));
        Assert.Multiple(() =>
        {
            Assert.That(ids.IndexOf(late.Id.Value), Is.GreaterThanOrEqualTo(0).And.LessThan(ids.IndexOf(early.Id.Value)));
            Assert.That(ids, Does.Not.Contain(before.Id.Value).And.Not.Contain(open.Id.Value));
        });
    }

    private static JsonElement RowOf(JsonElement list, StudyId study) => list.GetProperty("studies").EnumerateArray().Single(row => row.GetProperty("studyId").GetString() == study.Value);

    private static List<string> IdsOf(JsonElement list) => [.. list.GetProperty("studies").EnumerateArray().Select(row => row.GetProperty("studyId").GetString()!)];

    private static async Task<JsonElement> ListAsync(World world, string query) => await World.JsonOf(await SendAsync(world, query));

    private static Task<HttpResponseMessage> SendAsync(World world, string query, string? ifNoneMatch = null) =>
        world.SendAsync(AuthorizationTable.Worklist, $"/api/worklist{query}", world.TokenOf(Role.Radiologist), ifNoneMatch: ifNoneMatch);

    private static Task<HttpResponseMessage> ReadAsync(World world, StudyId study) => world.SendAsync(AuthorizationTable.StartReading, $"/api/studies/{study}/reading", world.TokenOf(Role.Radiologist));
}
