using FirstRead.Core.Audit;

namespace FirstRead.Core.Intake.Holds;

/// <summary>
/// Takes a person's decision on a held file: audited, then written, then carried out. A repeat after a crash goes on from the
/// decision that stands, and so does <see cref="ResumeDecisions"/> where nobody repeats it.
/// </summary>
public sealed class ReleaseHeld(IHoldStore holds, IAuditLog audit, CarryOutDecision carryOut)
{
    /// <returns>The decision that stands: the given one, or an earlier one; null when the file waits no longer.</returns>
    public async Task<HoldDecision?> DecideAsync(HeldFile held, HoldDecision decision, string reason, CancellationToken cancel)
    {
        if (held.Decision is null)
        {
            await audit.AppendAsync(new AuditEvent(AuditSubjects.Of(held.Upload), decision.By, ActOf(decision), Describe(held, decision, reason), decision.At), cancel);
            if (!await holds.DecideAsync(held, decision, cancel))
                await audit.AppendAsync(new AuditEvent(AuditSubjects.Of(held.Upload), decision.By, AuditActs.NotDone(ActOf(decision)), "another was faster", decision.At), cancel);
        }
        if (await holds.GetAsync(held.Upload, held.File, cancel) is not { Decision: { } standing } decided)
            return null;
        await carryOut.CarryOutAsync(decided, standing, cancel);
        return standing;
    }

    private static string ActOf(HoldDecision decision) => decision.Verdict == HoldVerdict.Release ? AuditActs.ReleaseHeld : AuditActs.RefuseHeld;

    private static string Describe(HeldFile held, HoldDecision decision, string reason)
    {
        var allowed = decision.Allows switch
        {
            { Patient: { } choice } => $", patient {HoldNames.Of(choice)}",
            { Blank: { } areas } => $", {areas.Count} areas to blank",
            _ => "",
        };
        return $"file {held.File}, {held.Code}{allowed}: {reason}";
    }
}
