using FirstRead.Core.Audit;
using FirstRead.Core.Learning;
using FirstRead.Core.Storage;
using FirstRead.Functions.Api.Pixels;
using FirstRead.Web;

namespace FirstRead.Functions.Api.Learning;

/// <summary>What a learner may see before reading: which cases there are, and one case's pictures. Answers are no part of any of it.</summary>
public sealed class CaseEndpoints(ApiPorts ports, ApiSettings settings, CaseObjects objects)
{
    public async Task<Answer> ListAsync(Call call)
    {
        var cases = await ports.Learning.Cases.ListAsync(call.Cancelled);
        var reads = (await ports.Learning.Learners.ListAsync(call.Caller.Subject, call.Cancelled)).ToDictionary(read => read.Case);
        return Answer.Json(
            new CasesBody([.. cases.Where(one => one.State == CaseState.Ready).Select(one => CaseBody.Of(one, reads.GetValueOrDefault(one.Id)))]), LearningJson.Default.CasesBody);
    }

    public async Task<Answer> GetAsync(Call call)
    {
        if (await ReadyAsync(ports, call) is not { } teaching || await objects.PicturesAsync(teaching.Id, call.Cancelled) is not { } pictures)
            return Problems.NotFound;
        var learner = call.Caller.Subject;
        var read = await ports.Learning.Learners.GetAsync(learner, teaching.Id, call.Cancelled);
        var revealed = read is null ? await ports.Learning.Learners.GetRevealAsync(learner, teaching.Id, call.Cancelled) : read.AiRevealedAt;
        return Answer.Json(new CaseInView(CaseBody.Of(teaching, read), [.. pictures.Select(TeachingInstanceBody.Of)], revealed), LearningJson.Default.CaseInView);
    }

    /// <summary>Cookies for this case's pictures and for nothing else.</summary>
    public async Task<Answer> OpenPixelsAsync(Call call)
    {
        if (await ReadyAsync(ports, call) is not { } teaching)
            return Problems.NotFound;
        var now = ports.Clock.GetUtcNow();
        var cookies = await PixelCookies.LoadAsync(ports, settings, call.Cancelled);
        await ports.Audit.AppendAsync(new AuditEvent(AuditSubjects.Of(teaching.Id), call.Caller.Subject, AuditActs.OpenTeaching, "reading", now), call.Cancelled);
        return cookies.Grant($"/{ObjectKeys.TeachingPrefix}{teaching.Id}/", now);
    }

    /// <summary>The case that the path names, if learners see it; null else.</summary>
    internal static async Task<TeachingCase?> ReadyAsync(ApiPorts ports, Call call)
    {
        CaseId id;
        try
        {
            id = CaseId.Parse(call.Route("caseId"));
        }
        catch (FormatException)
        {
            return null;
        }
        return await ports.Learning.Cases.GetAsync(id, call.Cancelled) is { State: CaseState.Ready } ready ? ready : null;
    }
}
