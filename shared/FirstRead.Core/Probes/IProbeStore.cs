namespace FirstRead.Core.Probes;

/// <summary>Test studies that have not been removed yet. Every write is conditional, every read strongly consistent.</summary>
public interface IProbeStore
{
    /// <summary>The newest first.</summary>
    Task<IReadOnlyList<Probe>> ListAsync(CancellationToken cancel);

    /// <summary>False where there is one under this id.</summary>
    Task<bool> AddAsync(Probe probe, CancellationToken cancel);

    /// <summary>Writes it if its stored revision is <paramref name="probe"/>.Revision. Returns it as stored, one higher; null when it had moved on.</summary>
    Task<Probe?> ReplaceAsync(Probe probe, CancellationToken cancel);

    /// <summary>Forgets it; a repeat is harmless.</summary>
    Task RemoveAsync(Probe probe, CancellationToken cancel);
}
