using FirstRead.Core.Access;
using FirstRead.Core.Audit;
using FirstRead.Core.Review;
using FirstRead.Functions.Api.Bodies;
using FirstRead.Web;

namespace FirstRead.Functions.Api.Readers;

/// <summary>What comes before a reader is shown what the model found, where the clinic wants it so: a read of one's own, or the wish.</summary>
public sealed class OwnReadEndpoints(ApiPorts ports)
{
    private const int LongestText = 10_000;
    private static readonly Problem OwnReadFirst = new(409, "own-read-required", "The clinic wants a read of your own first", "Save it: then what the model found is shown.");

    private readonly ReviewActs acts = new(ports);
    private readonly AiGate gate = new(ports);

    public async Task<Answer> SaveAsync(Call call)
    {
        var (body, problem) = await call.ReadAsync(ReadersJson.Default.OwnReadRequest);
        if (body is null)
            return problem!;
        if (string.IsNullOrWhiteSpace(body.Impression) || body.Impression.Length > LongestText)
            return Problems.InvalidBody("impression", $"must be 1 to {LongestText} characters");
        return await acts.DoAsync(call, Act(call, AuditActs.OwnRead, body.Impression.Trim()));
    }

    public async Task<Answer> ShowAsync(Call call) =>
        await gate.ModeOf(call.StudyId!.Value, call.Cancelled) == AiDisplay.AfterOwnRead
            ? OwnReadFirst
            : await acts.DoAsync(call, Act(call, AuditActs.ShowAi, null));

    private ReviewAct Act(Call call, string name, string? impression) => new(
        name,
        reading => reading.Show(new AiView(call.Caller.Subject, call.Caller.Name, ports.Clock.GetUtcNow(), reading.Study.ResultAttempt, impression)),
        changed => $"result {changed.Study.ResultAttempt}, {changed.Round.AiViews![^1].Marks?.Count ?? 0} marks",
        (view, _) => Answer.Json(view.Review, ApiJson.Default.ReviewBody));
}
