namespace FirstRead.Core.Patients.Erasing;

/// <summary>Erasures. Every write is conditional; every read is strongly consistent unless it says otherwise.</summary>
public interface IErasureStore
{
    Task AddAsync(Erasure erasure, CancellationToken cancel);

    Task<Erasure?> GetAsync(ErasureId id, CancellationToken cancel);

    /// <summary>All there ever were, the newest first.</summary>
    Task<IReadOnlyList<Erasure>> ListAsync(CancellationToken cancel);

    /// <summary>Writes it if its stored revision is <paramref name="erasure"/>.Revision. Returns it as stored, one higher; null when it had moved on.</summary>
    Task<Erasure?> ReplaceAsync(Erasure erasure, CancellationToken cancel);

    /// <summary>Whose time has come, the longest due first; eventually consistent.</summary>
    Task<IReadOnlyList<ErasureId>> ListDueAsync(DateTimeOffset now, int limit, CancellationToken cancel);
}
