using System.Net;
using FirstRead.Core.Access;
using FirstRead.Core.Audit;
using FirstRead.Core.Review;
using FirstRead.Core.Studies;
using FirstRead.Functions.Tests.Web;
using FirstRead.Testing;

namespace FirstRead.Functions.Tests.Reidentify;

/// <summary>A radiologist reaches every clinic, and yet learns only whose study is on the screen.</summary>
public class ReaderIdentityTests
{
    [Test]
    public async Task Identity_OfTheStudyBeingRead_IsOpenedAfterItsReasonWasWrittenDown()
    {
        var (world, study) = await StudyAsync();
        await ReadAsync(world, study.Id);
        var answer = await AskAsync(world, study.Id);
        var entry = (await world.Audit.ReadAsync(AuditSubjects.Of(study.Id), default)).Single();
        Assert.Multiple(async () =>
        {
            Assert.That((await World.JsonOf(answer)).GetProperty("patientName").GetString(), Is.EqualTo("DOE^JANE"));
            Assert.That((entry.Event.What, entry.Event.Why, entry.Event.Who), Is.EqualTo(("open-identity-as-reader", "call the ward", "sub-radiologist")));
            Assert.That(answer.Headers.CacheControl!.ToString(), Does.Contain("private"));
        });
    }

    [Test]
    public async Task Identity_OfAStudyThatIsNotOpen_IsNotRead([Values("never opened", "another is open", "closed a minute ago", "another has it open")] string state)
    {
        var (world, study) = await StudyAsync();
        var reader = new Reader(study.Id, World.SubjectOf(Role.Radiologist), "A Radiologist", DateTimeOffset.UtcNow.AddMinutes(1));
        if (state == "another is open")
            await world.Readers.PutAsync(reader with { Study = (await StudyAsync()).Study.Id }, default);
        else
            await world.Readers.PutAsync(reader with { Subject = state == "another has it open" ? "sub-second-reader" : reader.Subject, Until = state == "closed a minute ago" ? DateTimeOffset.UtcNow.AddSeconds(-1) : reader.Until, Study = state == "never opened" ? world.NextStudyId() : study.Id }, default);
        var answer = await AskAsync(world, study.Id);
        Assert.That((answer.StatusCode, await World.CodeOf(answer)), Is.EqualTo((HttpStatusCode.Conflict, "not-reading")));
        Assert.That(await world.Audit.ReadAsync(AuditSubjects.Of(study.Id), default), Is.Empty);
    }

    [TestCase("sub-radiologist", HttpStatusCode.OK)]
    [TestCase("sub-second-reader", HttpStatusCode.Conflict)]
    public async Task Identity_OfASignedStudy_IsForWhoSignedIt(string signer, HttpStatusCode expected)
    {
        var (world, study) = await StudyAsync();
        var signed = study with { Times = study.Times with { SignedAt = Given.Now.AddHours(1) } };
        Assert.That(await world.Reviews.SaveAsync(signed, new ReviewRound(1, [], new Signature("Clear.", "A", signer, Given.Now.AddHours(1), 1)), default), Is.True);
        await ReadAsync(world, study.Id);
        Assert.That((await AskAsync(world, study.Id)).StatusCode, Is.EqualTo(expected));
    }

    [Test]
    public async Task Identity_WithoutAReason_IsNotOpened()
    {
        var (world, study) = await StudyAsync();
        await ReadAsync(world, study.Id);
        Assert.That(await World.CodeOf(await AskAsync(world, study.Id, """{"reason":" "}""")), Is.EqualTo("invalid-body"));
    }

    private static async Task<(World World, Study Study)> StudyAsync()
    {
        var world = await World.GetAsync();
        var study = await world.AnalysedStudyAsync();
        await world.IdentityAsync(study.Id, "DOE^JANE");
        return (world, study);
    }

    private static Task ReadAsync(World world, StudyId study) => world.SendAsync(AuthorizationTable.StartReading, $"/api/studies/{study}/reading", world.TokenOf(Role.Radiologist));

    private static Task<HttpResponseMessage> AskAsync(World world, StudyId study, string body = """{"reason":"call the ward"}""") =>
        world.SendAsync(AuthorizationTable.ReaderIdentity, $"/api/studies/{study}/reidentification", world.TokenOf(Role.Radiologist), body);
}
