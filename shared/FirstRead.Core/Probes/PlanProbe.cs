using FirstRead.Core.Audit;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;

namespace FirstRead.Core.Probes;

/// <summary>Writes a test study's row, once; who may put originals sends it within a minute (<see cref="SendProbes"/>).</summary>
public sealed class PlanProbe(IProbeStore probes, IAuditLog audit, IRandomSource random, TimeProvider clock)
{
    /// <summary>The study of a day. False where it is planned already.</summary>
    public Task<bool> PlanAsync(DateOnly day, string who, CancellationToken cancel) => PlanAsync(ProbeSettings.IdOf(day), who, cancel);

    /// <summary>One beside those of the days, now.</summary>
    /// <returns>Its id; of two who ask in the same millisecond both get the same.</returns>
    public async Task<string> AskAsync(string who, CancellationToken cancel)
    {
        var id = StoredTime.Of(clock.GetUtcNow());
        await PlanAsync(id, who, cancel);
        return id;
    }

    private async Task<bool> PlanAsync(string id, string who, CancellationToken cancel)
    {
        var probe = new Probe(id, clock.GetUtcNow(), UploadId.From(random.NextUInt128()), who);
        await audit.AppendAsync(new AuditEvent(AuditSubjects.Of(probe.Upload), who, AuditActs.CreateUpload, $"test study {id}", probe.CreatedAt), cancel);
        return await probes.AddAsync(probe, cancel);
    }
}
