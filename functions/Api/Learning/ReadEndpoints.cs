using FirstRead.Core.Audit;
using FirstRead.Core.Learning;
using FirstRead.Web;

namespace FirstRead.Functions.Api.Learning;

/// <summary>A learner's read: marks are saved once, and only then the truth is told. Who asks for the AI's outlines before is noted first, and told then.</summary>
public sealed class ReadEndpoints(ApiPorts ports, CaseObjects objects)
{
    private static readonly Problem AlreadyRead = new(409, "already-read", "You have read this case", "What was saved is not changed: look at the result.");
    private static readonly Problem NotRead = new(409, "not-read", "Save your marks first", "The truth is told to whoever has read the case.");
    private static readonly Problem NoAi = new(409, "no-ai", "No model read this case");

    public async Task<Answer> RevealAsync(Call call)
    {
        if (await CaseEndpoints.ReadyAsync(ports, call) is not { } teaching || await objects.AnswersAsync(teaching.Id, call.Cancelled) is not { } answers)
            return Problems.NotFound;
        if (answers.Model is null)
            return NoAi;
        var read = await ports.Learning.Learners.GetAsync(call.Caller.Subject, teaching.Id, call.Cancelled);
        var at = read is null ? await NoteAsync(call, teaching.Id) : read.AiRevealedAt;
        return Answer.Json(new AiBody(at, answers.Model, [.. answers.Ai.Select(MarkBody.Of)]), LearningJson.Default.AiBody);
    }

    public async Task<Answer> SaveAsync(Call call)
    {
        var (body, problem) = await call.ReadAsync(LearningJson.Default.MarksRequest);
        if (body is null)
            return problem!;
        if (await CaseEndpoints.ReadyAsync(ports, call) is not { } teaching
            || await objects.PicturesAsync(teaching.Id, call.Cancelled) is not { } pictures
            || await objects.AnswersAsync(teaching.Id, call.Cancelled) is not { } answers)
            return Problems.NotFound;
        var (marks, fault) = DrawnMarks.Parse(body, pictures);
        if (marks is null)
            return fault!;
        if (await ports.Learning.Learners.GetAsync(call.Caller.Subject, teaching.Id, call.Cancelled) is not null)
            return AlreadyRead;
        var revealed = await ports.Learning.Learners.GetRevealAsync(call.Caller.Subject, teaching.Id, call.Cancelled);
        var read = new LearnerRead(
            teaching.Id, call.Caller.Subject, revealed is null ? ReadMode.Blind : ReadMode.AiOnDemand, revealed, ports.Clock.GetUtcNow(), marks, ReadScores.Of(marks, answers, pictures),
            teaching.Topic, teaching.Difficulty, [.. answers.Truth.Select(truth => truth.Label).OfType<string>().Distinct(StringComparer.Ordinal)], answers.ReferenceWithAi);
        await AuditAsync(call, teaching.Id, AuditActs.SaveMarks, $"{marks.Count} marks, {ReadModeNames.Of(read.Mode)}");
        return await ports.Learning.Learners.SaveAsync(read, call.Cancelled) ? Result(teaching, read, answers, 201) : AlreadyRead;
    }

    public async Task<Answer> ResultAsync(Call call)
    {
        if (await CaseEndpoints.ReadyAsync(ports, call) is not { } teaching)
            return Problems.NotFound;
        if (await ports.Learning.Learners.GetAsync(call.Caller.Subject, teaching.Id, call.Cancelled) is not { } read)
            return NotRead;
        return await objects.AnswersAsync(teaching.Id, call.Cancelled) is { } answers ? Result(teaching, read, answers, 200) : Problems.NotFound;
    }

    public async Task<Answer> ProgressAsync(Call call)
    {
        var reads = await ports.Learning.Learners.ListAsync(call.Caller.Subject, call.Cancelled);
        return Answer.Json(new ProgressBody([.. reads.Select(ReadSummaryBody.Of)]), LearningJson.Default.ProgressBody);
    }

    private async Task<DateTimeOffset> NoteAsync(Call call, CaseId id)
    {
        await AuditAsync(call, id, AuditActs.RevealAi, "before the marks were saved");
        return await ports.Learning.Learners.RevealAsync(call.Caller.Subject, id, ports.Clock.GetUtcNow(), call.Cancelled);
    }

    private Task<AuditEntry> AuditAsync(Call call, CaseId id, string act, string why) =>
        ports.Audit.AppendAsync(new AuditEvent(AuditSubjects.Of(id), call.Caller.Subject, act, why, ports.Clock.GetUtcNow()), call.Cancelled);

    private static Answer Result(TeachingCase teaching, LearnerRead read, TeachingAnswers answers, int status) => Answer.Json(
        new ResultOfReadBody(
            CaseBody.Of(teaching, read), read.AiRevealedAt, [.. read.Marks.Select(MarkBody.Of)], [.. answers.Truth.Select(MarkBody.Of)],
            answers.Model is null ? null : [.. answers.Ai.Select(MarkBody.Of)], answers.Model, answers.ReferenceWithAi, read.Scores),
        LearningJson.Default.ResultOfReadBody,
        status);
}
