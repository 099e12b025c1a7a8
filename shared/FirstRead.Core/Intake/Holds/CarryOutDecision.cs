using FirstRead.Core.Storage;
using FirstRead.Core.Studies;

namespace FirstRead.Core.Intake.Holds;

/// <summary>
/// Does what a standing decision says. A release copies the original from quarantine back to where it was uploaded, and the
/// event of that copy brings it to Ingest; a refusal ends the file. A repeat is harmless.
/// </summary>
public sealed class CarryOutDecision(IHoldStore holds, IUploadStore uploads, IObjectStore objects, string incomingBucket, TimeProvider clock)
{
    public async Task CarryOutAsync(HeldFile held, HoldDecision decision, CancellationToken cancel)
    {
        if (decision.Verdict == HoldVerdict.Release)
        {
            await objects.CopyAsync(incomingBucket, ObjectKeys.Quarantine(held.Upload, held.File), null, ObjectKeys.Incoming(held.Upload, held.File), cancel);
            return;
        }
        if (await uploads.GetFileAsync(held.Upload, held.File, cancel) is { State: FileState.Held } file)
        {
            await uploads.SettleHeldAsync(file.End(FileState.Refused, RefusalCodes.RefusedByPerson, "A person looked at it and decided that it does not go on"), cancel);
            // What its studies wait for and lack has changed: Reconcile looks.
            await uploads.CountSettledAsync(held.Upload, clock.GetUtcNow(), cancel);
        }
        await holds.RemoveAsync(held.Upload, held.File, cancel);
    }
}
