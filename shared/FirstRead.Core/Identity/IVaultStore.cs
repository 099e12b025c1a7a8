using FirstRead.Core.Storage;

namespace FirstRead.Core.Identity;

/// <summary>
/// The vault table. Ingest reads and writes index items and only writes identity items; Reidentify alone reads those.
/// Every read is strongly consistent. A throttle or a lost connection is an exception; a condition that fails is <c>false</c>.
/// </summary>
public interface IVaultStore
{
    /// <summary>The index item under this key; null when there is none.</summary>
    Task<PatientIndex?> GetIndexAsync(ItemKey key, CancellationToken cancel);

    /// <summary>
    /// Creates all rows (one to ten, different keys) in one transaction, each on the condition <c>attribute_not_exists(pk)</c>.
    /// False when any of them stands already, or another transaction on one of them was in flight: then none is written and
    /// the caller reads again. With each stands a pointer to it under its token.
    /// </summary>
    Task<bool> TryCreateIndexAsync(IReadOnlyList<PatientIndex> rows, CancellationToken cancel);

    /// <summary>
    /// Replaces the row on the condition that its stored revision is <paramref name="row"/>.Revision; stores it one higher.
    /// False when it had moved on.
    /// </summary>
    Task<bool> TryReplaceIndexAsync(PatientIndex row, CancellationToken cancel);

    /// <summary>Puts the sealed item on the condition <c>attribute_not_exists(pk)</c>; false when one stood there, which stays.</summary>
    Task<bool> TryPutSealedAsync(SealedItem item, CancellationToken cancel);

    /// <summary>The sealed item under this key; null when there is none.</summary>
    Task<SealedItem?> GetSealedAsync(ItemKey key, CancellationToken cancel);
}
