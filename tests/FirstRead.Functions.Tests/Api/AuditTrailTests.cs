using Amazon.DynamoDBv2.Model;
using FirstRead.Core.Access;
using FirstRead.Core.Audit;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;
using FirstRead.Functions.Tests.Web;

namespace FirstRead.Functions.Tests.Api;

/// <summary>That a study was opened stands in its chain, and an operator sees whether the chain holds.</summary>
public class AuditTrailTests
{
    [Test]
    public async Task Open_AskedForAgainAndAgain_IsWrittenOnceAPersonAndLogin()
    {
        var world = await World.GetAsync();
        var study = await world.AnalysedStudyAsync();
        var (first, second) = (Login(world, "sub-radiologist", -60), Login(world, "sub-radiologist", -30));
        foreach (var token in (string[])[first, first, first, second, second, Login(world, "sub-second-reader", -60), first])
            Assert.That((await world.SendAsync(AuthorizationTable.Study, $"/api/studies/{study.Id}", token)).IsSuccessStatusCode, Is.True);
        var opened = (await world.Audit.ReadAsync(AuditSubjects.Of(study.Id), default)).Where(entry => entry.Event.What == AuditActs.OpenStudy).Select(entry => $"{entry.Event.Who}: {entry.Event.Why}");
        Assert.That(opened, Is.EqualTo(new[]
        {
            "sub-radiologist: result 1, shown", "sub-radiologist: result 1, shown", "sub-second-reader: result 1, shown",
        }));
    }

    [Test]
    public async Task Trail_OfAStudy_NamesWhoDidWhatAndHolds()
    {
        var world = await World.GetAsync();
        var study = await OpenedAsync(world);
        var trail = await World.JsonOf(await TrailAsync(world, study));
        var entry = trail.GetProperty("entries")[0];
        Assert.Multiple(() =>
        {
            Assert.That(trail.GetProperty("intact").GetBoolean(), Is.True);
            Assert.That((entry.GetProperty("what").GetString(), entry.GetProperty("who").GetString(), entry.GetProperty("name").GetString()), Is.EqualTo(("open-study", "sub-radiologist", "A Radiologist")));
        });
    }

    [Test]
    public async Task Trail_OfAChainThatSomebodyChanged_SaysWhere()
    {
        var world = await World.GetAsync();
        var study = await OpenedAsync(world);
        await world.SendAsync(AuthorizationTable.Acknowledge, $"/api/studies/{study.Id}/acknowledge", world.TokenOf(Role.Radiologist));
        var key = AuditTable.Entry(AuditSubjects.Of(study.Id), 1);
        await world.AuditTable.Client.UpdateItemAsync(new UpdateItemRequest
        {
            TableName = world.AuditTable.Table,
            Key = new() { [ItemKey.PkName] = new() { S = key.Pk }, [ItemKey.SkName] = new() { S = key.Sk } },
            UpdateExpression = "SET #who = :who",
            ExpressionAttributeNames = new() { ["#who"] = AuditAttributes.Who },
            ExpressionAttributeValues = new() { [":who"] = new() { S = "sub-nobody" } },
        });
        var trail = await World.JsonOf(await TrailAsync(world, study));
        Assert.That((trail.GetProperty("intact").GetBoolean(), trail.GetProperty("firstBroken").GetInt64()), Is.EqualTo((false, 1)));
    }

    private static async Task<Study> OpenedAsync(World world)
    {
        var study = await world.AnalysedStudyAsync();
        await world.SendAsync(AuthorizationTable.Study, $"/api/studies/{study.Id}", world.TokenOf(Role.Radiologist));
        return study;
    }

    private static string Login(World world, string subject, int secondsAgo)
    {
        var claims = world.Issuer.Claims(subject, "radiologist");
        claims["auth_time"] = DateTimeOffset.UtcNow.AddSeconds(secondsAgo).ToUnixTimeSeconds();
        return world.Issuer.Sign(claims);
    }

    private static Task<HttpResponseMessage> TrailAsync(World world, Study study) => world.SendAsync(AuthorizationTable.AuditTrail, $"/api/studies/{study.Id}/audit", world.TokenOf(Role.Operator));
}
