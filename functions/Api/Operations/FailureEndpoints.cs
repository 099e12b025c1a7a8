using FirstRead.Core.Operations.Failures;
using FirstRead.Functions.Api.Operations.Bodies;
using FirstRead.Web;

namespace FirstRead.Functions.Api.Operations;

/// <summary>Events that functions gave up: which, when, how often; never what stands in them.</summary>
public sealed class FailureEndpoints(ApiPorts ports)
{
    private const int MostShown = 200;

    private static readonly Problem NoEvent = new(
        409, "not-replayable", "There is no event to play again", "A failed part of the table's stream is a position, not an event: its results are due by themselves, and Reconcile finds them.");

    public async Task<Answer> ListAsync(Call call)
    {
        if (Asked.Day(call.Query("day"), DateOnly.FromDateTime(ports.Clock.GetUtcNow().UtcDateTime)) is not { } day)
            return Problems.InvalidBody("day", "must be a day, yyyy-MM-dd");
        var (events, more) = await ports.Operations.Failures.ListAsync(day, MostShown, call.Cancelled);
        return Answer.Json(new FailuresBody(day, events, more), OperationsJson.Default.FailuresBody);
    }

    public async Task<Answer> ReplayAsync(Call call)
    {
        var (body, problem) = await call.ReadAsync(OperationsJson.Default.FailureRequest);
        if (body is null)
            return problem!;
        if (body.Key is not { Length: > 0 } key)
            return Problems.InvalidBody("key", "must be the key of a failed event");
        if (Asked.ProblemOfReason(body.Reason) is { } reasonless)
            return reasonless;
        var replay = new ReplayFailure(ports.Operations.Failures, ports.Operations.Functions, ports.Audit, ports.Clock);
        return await replay.ReplayAsync(key, call.Caller.Subject, body.Reason!.Trim(), call.Cancelled) switch
        {
            FailureReplay.HandedOver => Answer.NoContent,
            FailureReplay.Unknown => Problems.NotFound,
            FailureReplay.NoEvent => NoEvent,
            _ => Problems.RevisionChanged,
        };
    }
}
