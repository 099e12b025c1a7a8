using FirstRead.Core.Audit;
using FirstRead.Core.Settings;

namespace FirstRead.Core.Operations.Failures;

/// <summary>
/// Gives an event once more to the function that gave it up: audited, noted, then handed over. Every handler bears the same event
/// twice. Two people at once play it once: the note is conditional.
/// </summary>
public sealed class ReplayFailure(IFailedEvents failures, IFunctionCalls functions, IAuditLog audit, TimeProvider clock)
{
    /// <summary>Whose events may be played again: they take events, and nothing of a caller's.</summary>
    public static readonly IReadOnlyList<string> Functions = [ResourceNames.Functions.Ingest, ResourceNames.Functions.Reconcile];

    public async Task<FailureReplay> ReplayAsync(string key, string who, string reason, CancellationToken cancel)
    {
        if (await failures.GetAsync(key, cancel) is not { } failed)
            return FailureReplay.Unknown;
        if (!failed.CanReplay || !Functions.Contains(failed.Function) || await failures.ReadPayloadAsync(key, cancel) is not { } payload)
            return FailureReplay.NoEvent;
        var subject = AuditSubjects.OfFunction(failed.Function);
        await audit.AppendAsync(new AuditEvent(subject, who, AuditActs.Replay, $"{key}: {reason}", clock.GetUtcNow()), cancel);
        if (await failures.NoteReplayAsync(failed, clock.GetUtcNow(), cancel))
        {
            await functions.InvokeAsync(failed.Function, payload, cancel);
            return FailureReplay.HandedOver;
        }
        await audit.AppendAsync(new AuditEvent(subject, who, AuditActs.NotDone(AuditActs.Replay), "another was faster", clock.GetUtcNow()), cancel);
        return FailureReplay.Overtaken;
    }
}

/// <summary>What came of it.</summary>
public enum FailureReplay
{
    HandedOver,
    Unknown,

    /// <summary>The object names a position in a stream, or no function that takes events again.</summary>
    NoEvent,

    Overtaken,
}
