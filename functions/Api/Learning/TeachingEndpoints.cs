using FirstRead.Core.Audit;
using FirstRead.Core.Learning;
using FirstRead.Core.Review;
using FirstRead.Core.Studies;
using FirstRead.Web;

namespace FirstRead.Functions.Api.Learning;

/// <summary>A radiologist releases a signed study for teaching, and takes it back. The copy itself is made by the function Teaching, for it takes longer than an answer may.</summary>
public sealed class TeachingEndpoints(ApiPorts ports)
{
    private static readonly Problem AlreadyReleased = new(409, "already-released", "The study is a teaching case already", "Take that case back first.");

    private readonly WithdrawTeaching withdrawals = new(ports.Learning.Cases, ports.Clock);

    public async Task<Answer> GetAsync(Call call)
    {
        if (await StudyEndpoints.ReadingOf(ports, call.StudyId!.Value, call.Cancelled) is not { } reading)
            return Problems.NotFound;
        var instances = await ports.Studies.ListInstancesAsync(reading.Study.Id, call.Cancelled);
        return Body(reading, instances, await ports.Learning.Cases.GetOfStudyAsync(reading.Study.Id, call.Cancelled), 200);
    }

    public async Task<Answer> ReleaseAsync(Call call)
    {
        var (body, problem) = await call.ReadAsync(LearningJson.Default.TeachingRequest);
        if (body is null)
            return problem!;
        if (CaseNames.Kind(body.Includes) is not { } kind)
            return Problems.InvalidBody("includes", "must be positive or negative");
        if (body.Topic is null || !TeachingLists.Topics.Contains(body.Topic))
            return Problems.InvalidBody("topic", $"must be one of {string.Join(", ", TeachingLists.Topics)}");
        if (body.Difficulty is null || !TeachingLists.Difficulties.Contains(body.Difficulty))
            return Problems.InvalidBody("difficulty", $"must be one of {string.Join(", ", TeachingLists.Difficulties)}");
        if (await StudyEndpoints.ReadingOf(ports, call.StudyId!.Value, call.Cancelled) is not { } reading)
            return Problems.NotFound;
        if (await ports.Learning.Cases.GetOfStudyAsync(reading.Study.Id, call.Cancelled) is not null)
            return AlreadyReleased;
        var instances = await ports.Studies.ListInstancesAsync(reading.Study.Id, call.Cancelled);
        var agreed = body.FacesAgreed == true;
        if (TeachingRelease.Refusal(reading, instances, kind, agreed, await HeldAsync(reading.Study.Id, call.Cancelled)) is { } refusal)
            return ProblemOf(refusal);
        var now = ports.Clock.GetUtcNow();
        var released = new TeachingCase(
            CaseId.From(ports.Random.NextUInt128()), reading.Study.Id, TeachingRelease.LastSigned(reading)!.Number, kind, CaseState.Requested, body.Topic, body.Difficulty, agreed,
            reading.Study.Simulated, call.Caller.Subject, now, CopyPseudonyms.NewSeed(ports.Random), DueAt: now);
        await AuditAsync(call, AuditActs.ReleaseForTeaching, $"round {released.Round}, {CaseNames.Of(kind)}{(agreed ? ", faces looked at and agreed" : "")}");
        if (await ports.Learning.Cases.AddAsync(released, call.Cancelled))
            return Body(reading, instances, released, 201);
        await AuditAsync(call, AuditActs.NotDone(AuditActs.ReleaseForTeaching), "another was faster");
        return AlreadyReleased;
    }

    public async Task<Answer> WithdrawAsync(Call call)
    {
        if (await ports.Learning.Cases.GetOfStudyAsync(call.StudyId!.Value, call.Cancelled) is not { } standing)
            return Problems.NotFound;
        await AuditAsync(call, AuditActs.WithdrawFromTeaching, "taken back");
        await withdrawals.WithdrawAsync(standing.Id, call.Cancelled);
        return Answer.NoContent;
    }

    private async Task<bool> HeldAsync(StudyId study, CancellationToken cancel) => (await ports.Learning.Holds.ListAsync(int.MaxValue, cancel)).Any(held => held.Study == study);

    private static Answer Body(Reading reading, IReadOnlyList<Instance> instances, TeachingCase? standing, int status) => Answer.Json(
        new StudyTeachingBody(
            TeachingLists.Topics, TeachingLists.Difficulties, TeachingRelease.FacesMayShow(instances),
            reading.Signed ? CaseNames.Of(TeachingRelease.Standing(reading).Any() ? CaseKind.Positive : CaseKind.Negative) : null,
            standing is null ? null : StudyCaseBody.Of(standing)),
        LearningJson.Default.StudyTeachingBody,
        status);

    private Task<AuditEntry> AuditAsync(Call call, string act, string why) =>
        ports.Audit.AppendAsync(new AuditEvent(AuditSubjects.Of(call.StudyId!.Value), call.Caller.Subject, act, why, ports.Clock.GetUtcNow()), call.Cancelled);

    private static Problem ProblemOf(TeachingRefusal refusal) => refusal switch
    {
        TeachingRefusal.NotSigned => new Problem(409, "not-signed", "The study is not signed", "The signed read is the truth of a case: sign first."),
        TeachingRefusal.FilesHeld => new Problem(409, "files-held", "Files of the study wait for a person", "Decide on them first: what may show a name is not copied."),
        TeachingRefusal.NoPictures => new Problem(409, "no-pictures", "The study has no pictures that can be copied"),
        TeachingRefusal.NothingToFind => new Problem(409, "nothing-to-find", "No finding stands in the signed read", "Release it as a case without a finding, or add an addendum."),
        TeachingRefusal.FindingStands => new Problem(409, "finding-stands", "A finding stands in the signed read", "Release it as a case with a finding."),
        _ => new Problem(409, "faces-may-show", "A face might be rebuilt from these pictures", "Look at them, and say facesAgreed if learners may see them."),
    };
}
