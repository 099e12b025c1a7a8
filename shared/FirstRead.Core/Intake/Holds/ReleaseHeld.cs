using FirstRead.Core.Audit;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;

namespace FirstRead.Core.Intake.Holds;

/// <summary>
/// Carries out a person's decision on a held file: audited, then written, then done. A release copies the original from
/// quarantine back to where it was uploaded, and the event of that copy brings it to Ingest. A repeat after a crash goes on
/// from the decision that stands.
/// </summary>
public sealed class ReleaseHeld(IHoldStore holds, IUploadStore uploads, IObjectStore objects, IAuditLog audit, string incomingBucket)
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
        await CarryOutAsync(decided, standing, cancel);
        return standing;
    }

    private async Task CarryOutAsync(HeldFile held, HoldDecision decision, CancellationToken cancel)
    {
        if (decision.Verdict == HoldVerdict.Release)
        {
            await objects.CopyAsync(incomingBucket, ObjectKeys.Quarantine(held.Upload, held.File), null, ObjectKeys.Incoming(held.Upload, held.File), cancel);
            return;
        }
        if (await uploads.GetFileAsync(held.Upload, held.File, cancel) is { State: FileState.Held } file)
            await uploads.SettleHeldAsync(file.End(FileState.Refused, RefusalCodes.RefusedByPerson, "A person looked at it and decided that it does not go on"), cancel);
        await holds.RemoveAsync(held.Upload, held.File, cancel);
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
