using FirstRead.Core.Audit;
using FirstRead.Core.Identity;
using FirstRead.Core.Studies;

namespace FirstRead.Core.Patients;

/// <summary>
/// Separates studies that were filed under one token and are another person's: they get a fresh token, and their way back to
/// the clinic goes with them. Audited before anything is opened.
/// </summary>
public sealed class SplitPatient(PatientPorts ports)
{
    /// <returns>The fresh token where it was done.</returns>
    public async Task<(PatientOutcome Outcome, PatientToken? To)> SplitAsync(
        PatientToken from, IReadOnlyCollection<StudyId> chosen, PatientAct act, IdentityVault vault, CancellationToken cancel)
    {
        var own = (await ports.Studies.ListAsync(from, cancel)).Select(one => one.Study).Where(study => study.Patient == from).ToList();
        var studies = own.Where(study => chosen.Contains(study.Id)).ToList();
        if (studies.Count != chosen.Count || studies.Count == 0)
            return (PatientOutcome.Unknown, null);
        if (studies.Count == own.Count || studies.Count > PatientSplit.MostStudies)
            return (PatientOutcome.NotPossible, null);
        var to = PatientToken.From(ports.Random.NextUInt128());
        string[] subjects = [AuditSubjects.Of(from), AuditSubjects.Of(to), .. studies.Select(study => AuditSubjects.Of(study.Id))];
        await AuditAsync(subjects, AuditActs.SplitPatient, act with { Reason = $"{studies.Count} of {own.Count} studies from {from} to {to}: {act.Reason}" }, cancel);
        var split = await SplitOf(from, to, studies, vault, cancel);
        if (split is not null && await ports.Splits.SplitAsync(split, cancel))
            return (PatientOutcome.Done, to);
        await AuditAsync(subjects, AuditActs.NotDone(AuditActs.SplitPatient), act with { Reason = split is null ? "the vault lacks an identity" : "another was faster" }, cancel);
        return (split is null ? PatientOutcome.Unknown : PatientOutcome.Moved, null);
    }

    private async Task AuditAsync(IEnumerable<string> subjects, string what, PatientAct act, CancellationToken cancel)
    {
        foreach (var subject in subjects)
            await ports.Audit.AppendAsync(new AuditEvent(subject, act.By, what, act.Reason, ports.Clock.GetUtcNow()), cancel);
    }

    /// <summary>Null when the vault lacks an identity.</summary>
    private static async Task<PatientSplit?> SplitOf(PatientToken from, PatientToken to, List<Study> studies, IdentityVault vault, CancellationToken cancel)
    {
        if (await vault.GetPatientAsync(from, cancel) is not { } patient)
            return null;
        var moved = new List<SplitStudy>();
        PatientIdentity? other = null;
        foreach (var study in studies)
        {
            if (await vault.GetStudyAsync(study.Id, cancel) is not { } identity)
                return null;
            other ??= identity.PatientOf(patient) with { Token = to };
            moved.Add(new SplitStudy(study, vault.Seal(identity with { Token = to })));
        }
        return new PatientSplit(from, to, vault.Seal(other!), moved);
    }
}
