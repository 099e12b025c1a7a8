using System.Net;
using FirstRead.Core.Access;
using FirstRead.Core.Audit;
using FirstRead.Core.Studies;
using FirstRead.Functions.Tests.Web;

namespace FirstRead.Functions.Tests.Api;

public class AcknowledgeTests
{
    [Test]
    public async Task Acknowledge_Twice_SetsTheTimeAndAuditsOnce()
    {
        var world = await World.GetAsync();
        var study = await world.AnalysedStudyAsync();
        Assert.That((await AcknowledgeAsync(world, study)).StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        var first = (await world.Studies.GetAsync(study.Id, default))!.Times.AcknowledgedAt;
        Assert.That((await AcknowledgeAsync(world, study)).StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        var chain = await world.Audit.ReadAsync(AuditSubjects.Of(study.Id), default);
        Assert.Multiple(async () =>
        {
            Assert.That(first, Is.Not.Null);
            Assert.That((await world.Studies.GetAsync(study.Id, default))!.Times.AcknowledgedAt, Is.EqualTo(first));
            Assert.That(chain.Select(entry => entry.Event.What), Is.EqualTo(new[] { "acknowledge" }));
        });
    }

    [Test]
    public async Task Acknowledge_ByFiveAtOnce_SucceedsForAll()
    {
        var world = await World.GetAsync();
        var study = await world.AnalysedStudyAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => AcknowledgeAsync(world, study)));
        Assert.That(answers.Select(answer => answer.StatusCode), Has.All.EqualTo(HttpStatusCode.NoContent));
    }

    [Test]
    public async Task Acknowledge_WhereNoMessageWasSent_IsRefused()
    {
        var world = await World.GetAsync();
        var study = await world.AnalysedStudyAsync(study => study with { Times = study.Times with { AlertedAt = null } });
        Assert.That(await World.CodeOf(await AcknowledgeAsync(world, study)), Is.EqualTo("not-alerted"));
    }

    private static Task<HttpResponseMessage> AcknowledgeAsync(World world, Study study) =>
        world.SendAsync(AuthorizationTable.Acknowledge, $"/api/studies/{study.Id}/acknowledge", world.TokenOf(Role.Radiologist));
}
