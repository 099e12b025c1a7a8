using FirstRead.Core.Operations;
using FirstRead.Core.Operations.Standstills;
using FirstRead.Functions.Api.Operations.Bodies;
using FirstRead.Web;

namespace FirstRead.Functions.Api.Operations;

/// <summary>What stands still, what waits and runs, and another try for one study.</summary>
public sealed class WorkEndpoints(ApiPorts ports, OperationsSettings settings)
{
    private const int MostShown = 1000;

    private static readonly Problem Moving = new(409, "not-replayable", "The study is on its way", "It is still received, queued, analysed, or held for a person's decision: nothing to replay.");
    private static readonly Problem Signed = new(409, "already-signed", "The study is signed", "What a person has signed is not analysed again. A late picture opens it by itself.");

    public async Task<Answer> ListStuckAsync(Call call)
    {
        var use = await ports.Operations.TaskTimeAsync(ports.Clock, call.Cancelled);
        var (found, more) = await new FindStandstills(ports.Studies, ports.Operations.Queue, ports.Clock).FindAsync(use, call.Cancelled);
        return Answer.Json(new StuckBody([.. found.Take(MostShown).Select(StandstillBody.Of)], more || found.Count > MostShown), OperationsJson.Default.StuckBody);
    }

    public async Task<Answer> QueueAsync(Call call)
    {
        var waiting = await ports.Operations.Queue.ListWaitingAsync(int.MaxValue, call.Cancelled);
        var taken = await ports.Operations.Queue.ListTakenAsync(call.Cancelled);
        var slots = await ports.Operations.Slots.ListAsync(call.Cancelled);
        var use = await ports.Operations.TaskTimeAsync(ports.Clock, call.Cancelled);
        var now = ports.Clock.GetUtcNow();
        var paused = waiting.Count > 0 && slots.Count == 0 && now - waiting.Min(work => work.EnqueuedAt) > StandstillRules.CallingPatience;
        return Answer.Json(
            new QueueBody(
                settings.MaxTasks, paused || (use.Paused && waiting.Count > 0), waiting.Count, TaskTimeBody.Of(use),
                [.. slots.Select(SlotBody.Of)], [.. taken.Select(WorkBody.Of)], [.. waiting.Take(MostShown).Select(WorkBody.Of)]),
            OperationsJson.Default.QueueBody);
    }

    public async Task<Answer> ReplayAsync(Call call)
    {
        var (body, problem) = await call.ReadAsync(OperationsJson.Default.ReasonRequest);
        if (body is null)
            return problem!;
        if (Asked.ProblemOfReason(body.Reason) is { } reasonless)
            return reasonless;
        var replay = new ReplayStudy(ports.Studies, ports.Operations.Queue, ports.Audit, ports.Clock);
        return await replay.ReplayAsync(call.StudyId!.Value, call.Caller.Subject, body.Reason!.Trim(), call.Cancelled) switch
        {
            ReplayOutcome.InLine => Answer.NoContent,
            ReplayOutcome.Unknown => Problems.NotFound,
            ReplayOutcome.Signed => Signed,
            ReplayOutcome.Moving => Moving,
            _ => Problems.RevisionChanged,
        };
    }
}
