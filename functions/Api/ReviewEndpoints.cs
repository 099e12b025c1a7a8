using FirstRead.Core.Audit;
using FirstRead.Core.Review;
using FirstRead.Functions.Api.Bodies;
using FirstRead.Web;

namespace FirstRead.Functions.Api;

/// <summary>What a radiologist says of findings, and adds of their own, before signing.</summary>
public sealed class ReviewEndpoints(ApiPorts ports)
{
    private const int LongestReason = 500;
    // With its id it becomes a segment's label, an LO of 64 characters without a backslash (PS3.5 6.2).
    private const int LongestLabel = 56;

    private readonly ReviewActs acts = new(ports);

    public async Task<Answer> DecideAsync(Call call)
    {
        var (body, problem) = await call.ReadAsync(ApiJson.Default.DecisionRequest);
        if (body is null)
            return problem!;
        if (VerdictNames.Parse(body.Decision) is not { } verdict)
            return Problems.InvalidBody("decision", "must be accept, amend or reject");
        if (body.Reason?.Length > LongestReason)
            return Problems.InvalidBody("reason", $"must not be longer than {LongestReason} characters");
        if (verdict == Verdict.Reject && string.IsNullOrWhiteSpace(body.Reason))
            return Problems.InvalidBody("reason", "must say why the finding is rejected");
        if ((verdict == Verdict.Amend) != body.Contours is { Count: > 0 })
            return Problems.InvalidBody("contours", "must hold outlines where the decision is amend, and nowhere else");
        var (drawn, fault) = DrawnBodies.Parse(body.Contours ?? []);
        if (drawn is null)
            return fault!;
        var finding = call.Route("findingId");
        return await acts.DoAsync(call, new ReviewAct(
            AuditActs.Decide,
            reading => reading.Decide(new FindingDecision(reading.Study.ResultAttempt, finding, verdict, body.Reason, call.Caller.Name, ports.Clock.GetUtcNow(), drawn.Count > 0 ? drawn : null)),
            changed => $"{VerdictNames.Of(verdict)} {finding} of result {changed.Study.ResultAttempt}",
            (view, _) => Answer.Json(view.Review, ApiJson.Default.ReviewBody))
        {
            NeedsAi = reading => reading.OwnFindings.All(own => own.Id != finding),
            Check = reading => drawn.Count == 0 ? Task.FromResult<Problem?>(null) : CheckAsync(call, reading, drawn, reading.Result?.Findings.FirstOrDefault(one => one.Id == finding)?.SeriesInstanceUid),
        });
    }

    public async Task<Answer> AddAsync(Call call)
    {
        var (body, problem) = await call.ReadAsync(ApiJson.Default.OwnFindingRequest);
        if (body is null)
            return problem!;
        if (string.IsNullOrWhiteSpace(body.Label) || body.Label.Length > LongestLabel || body.Label.Any(character => char.IsControl(character) || character == '\\'))
            return Problems.InvalidBody("label", $"must be 1 to {LongestLabel} characters on one line, no backslash");
        if (FindingCodes.Find(body.Code?.Scheme, body.Code?.Value) is not { } code)
            return Problems.InvalidBody("code", "must be one of GET /api/finding-codes");
        if (body.Contours is { Count: > 0 } == body.Point is not null)
            return Problems.InvalidBody("contours", "must hold outlines, or point one point, and not both");
        var (drawn, fault) = DrawnBodies.Parse(body.Contours ?? []);
        if (drawn is null)
            return fault!;
        var point = body.Point?.Drawn();
        return await acts.DoAsync(call, new ReviewAct(
            AuditActs.AddFinding,
            reading => reading.Add(new OwnFinding(reading.NextOwnId, body.Label.Trim(), code, drawn, point, call.Caller.Name, ports.Clock.GetUtcNow())),
            changed => $"{changed.Round.OwnFindings![^1].Id} {code.Scheme} {code.Value} on result {changed.Study.ResultAttempt}",
            (view, _) => Answer.Json(view.Review, ApiJson.Default.ReviewBody, 201))
        {
            Check = reading => point is null ? CheckAsync(call, reading, drawn, null) : CheckAsync(call, reading, point),
        });
    }

    public Task<Answer> RemoveAsync(Call call)
    {
        var finding = call.Route("findingId");
        return acts.DoAsync(call, new ReviewAct(
            AuditActs.RemoveFinding,
            reading => reading.Remove(finding),
            _ => finding,
            (view, _) => Answer.Json(view.Review, ApiJson.Default.ReviewBody)));
    }

    /// <summary>What an own finding may be called.</summary>
    public static Task<Answer> ListCodes(Call call) => Task.FromResult(Answer.Json(new FindingCodesBody(FindingCodes.All), ApiJson.Default.FindingCodesBody));

    private async Task<Problem?> CheckAsync(Call call, Reading reading, IReadOnlyList<DrawnContour> drawn, string? series)
    {
        var faults = DrawingRules.Faults(drawn, await ports.Studies.ListInstancesAsync(reading.Study.Id, call.Cancelled), series).ToArray();
        return faults.Length == 0 ? null : Problems.InvalidBody(new Dictionary<string, string[]> { ["contours"] = faults });
    }

    private async Task<Problem?> CheckAsync(Call call, Reading reading, DrawnPoint point) =>
        DrawingRules.Fault(point, await ports.Studies.ListInstancesAsync(reading.Study.Id, call.Cancelled)) is { } fault ? Problems.InvalidBody("point", fault) : null;
}
