using FirstRead.Core.Studies;

namespace FirstRead.Core.Intake.Holds;

/// <summary>Files that wait for a person. Every write is conditional and a repeat of it harmless; every read is strongly consistent.</summary>
public interface IHoldStore
{
    /// <summary>Puts the file among those that wait; one that stands there stays as it is, a decision on it included.</summary>
    Task AddAsync(HeldFile held, CancellationToken cancel);

    Task<HeldFile?> GetAsync(UploadId upload, FileId file, CancellationToken cancel);

    /// <summary>The held files, in the order of their uploads.</summary>
    Task<IReadOnlyList<HeldFile>> ListAsync(int limit, CancellationToken cancel);

    /// <summary>The held files of one upload.</summary>
    Task<IReadOnlyList<HeldFile>> ListAsync(UploadId upload, CancellationToken cancel);

    /// <summary>Writes the decision. False when one stands or the file waits no longer.</summary>
    Task<bool> DecideAsync(HeldFile held, HoldDecision decision, CancellationToken cancel);

    /// <summary>
    /// Held files whose decision still stands although it was taken, and last resumed, at <paramref name="untouchedSince"/> or
    /// before; none that was taken before <paramref name="takenAfter"/>.
    /// </summary>
    Task<IReadOnlyList<HeldFile>> ListStandingAsync(DateTimeOffset untouchedSince, DateTimeOffset takenAfter, CancellationToken cancel);

    /// <summary>Notes that a standing decision is carried out anew. False when it stands no longer, or another has noted the same a moment ago.</summary>
    Task<bool> NoteResumedAsync(HeldFile standing, DateTimeOffset now, CancellationToken cancel);

    /// <summary>Replaces a row whose decision has been carried out by the next thing to decide on.</summary>
    Task ReopenAsync(HeldFile held, CancellationToken cancel);

    /// <summary>Takes away a row whose decision has been carried out; one that nobody has decided on stays.</summary>
    Task RemoveAsync(UploadId upload, FileId file, CancellationToken cancel);
}
