using System.Net;
using FirstRead.Core.Access;
using FirstRead.Core.Studies;
using FirstRead.Functions.Tests.Web;
using FirstRead.Testing;

namespace FirstRead.Functions.Tests.Api;

/// <summary>Who signs was asked for the password a moment ago.</summary>
public class ReauthenticationTests
{
    private static readonly (string Name, long? Seconds)[] Logins =
    [
        ("six minutes ago", -360),
        ("in the future", 120),
        ("never, says the token", null),
    ];

    private static IEnumerable<string> LoginNames => Logins.Select(login => login.Name);

    [Test]
    public async Task Act_OfSigning_AfterALoginThatIsNotFresh_AsksForAnother([ValueSource(nameof(LoginNames))] string when, [Values("sign", "addendum")] string act)
    {
        var world = await World.GetAsync();
        var study = await SignableAsync(world, act);
        var answer = await SendAsync(world, study, act, Logins.Single(login => login.Name == when).Seconds);
        Assert.Multiple(async () =>
        {
            Assert.That((answer.StatusCode, await World.CodeOf(answer)), Is.EqualTo((HttpStatusCode.Unauthorized, "reauthentication-required")));
            Assert.That(answer.Headers.WwwAuthenticate.ToString(), Does.Contain("insufficient_user_authentication").And.Contain("max_age=\"300\""));
            Assert.That((await world.Studies.GetAsync(study.Id, default))!.Revision, Is.EqualTo(study.Revision));
        });
    }

    [Test]
    public async Task Act_OfSigning_AfterALoginOfFourMinutesAgo_IsDone([Values("sign", "addendum")] string act)
    {
        var world = await World.GetAsync();
        var study = await SignableAsync(world, act);
        var answer = await SendAsync(world, study, act, -240);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), await answer.Content.ReadAsStringAsync());
    }

    private static Task<Study> SignableAsync(World world, string act) => world.AnalysedStudyAsync(study => study with
    {
        Status = StudyStatus.NotApplicable,
        ResultAttempt = 0,
        Times = act == "sign" ? study.Times : study.Times with { SignedAt = Given.Now.AddHours(1) },
    });

    private static Task<HttpResponseMessage> SendAsync(World world, Study study, string act, long? seconds)
    {
        var claims = world.Issuer.Claims(World.SubjectOf(Role.Radiologist), "radiologist");
        claims.Remove("auth_time");
        if (seconds is { } from)
            claims["auth_time"] = DateTimeOffset.UtcNow.AddSeconds(from).ToUnixTimeSeconds();
        var (row, body) = act == "sign" ? (AuthorizationTable.Sign, """{"impression":"Nothing acute."}""") : (AuthorizationTable.Addendum, """{"text":"Seen again."}""");
        return world.SendAsync(row, $"/api/studies/{study.Id}/{act}", world.Issuer.Sign(claims), body, $"\"{study.Revision}\"");
    }
}
