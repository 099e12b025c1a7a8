using FirstRead.Core.Audit;
using FirstRead.Core.Identity;
using FirstRead.Core.Studies;

namespace FirstRead.Core.Patients;

/// <summary>Says that two tokens are one person, and takes it back. Audited at both before anything is opened or written.</summary>
public sealed class LinkPatients(PatientPorts ports)
{
    public async Task<PatientOutcome> LinkAsync(PatientToken one, PatientToken other, PatientAct act, IdentityVault vault, CancellationToken cancel)
    {
        if (one == other)
            return PatientOutcome.NotPossible;
        if ((await ports.Links.GroupAsync(one, cancel)).Any(member => member.Token == other))
            return PatientOutcome.AlreadySo;
        await AuditAsync(AuditActs.LinkPatients, one, other, act, cancel);
        // The vault alone knows by how much each calendar is moved.
        var outcome = await vault.GetPatientAsync(one, cancel) is not { } first || await vault.GetPatientAsync(other, cancel) is not { } second ? PatientOutcome.Unknown
            : await ports.Links.LinkAsync(new PatientLink(one, other, second.DateShiftDays - first.DateShiftDays, act.By, ports.Clock.GetUtcNow()), cancel) ? PatientOutcome.Done
            : PatientOutcome.AlreadySo;
        if (outcome != PatientOutcome.Done)
            await AuditAsync(AuditActs.NotDone(AuditActs.LinkPatients), one, other, act with { Reason = "unknown, or linked already" }, cancel);
        return outcome;
    }

    public async Task<PatientOutcome> UnlinkAsync(PatientToken one, PatientToken other, PatientAct act, CancellationToken cancel)
    {
        if ((await ports.Links.ListAsync(one, cancel)).All(link => link.To != other))
            return PatientOutcome.Unknown;
        await AuditAsync(AuditActs.UnlinkPatients, one, other, act, cancel);
        return await ports.Links.UnlinkAsync(one, other, cancel) ? PatientOutcome.Done : PatientOutcome.AlreadySo;
    }

    private async Task AuditAsync(string what, PatientToken one, PatientToken other, PatientAct act, CancellationToken cancel)
    {
        var now = ports.Clock.GetUtcNow();
        await ports.Audit.AppendAsync(new AuditEvent(AuditSubjects.Of(one), act.By, what, $"with {other}: {act.Reason}", now), cancel);
        await ports.Audit.AppendAsync(new AuditEvent(AuditSubjects.Of(other), act.By, what, $"with {one}: {act.Reason}", now), cancel);
    }
}
