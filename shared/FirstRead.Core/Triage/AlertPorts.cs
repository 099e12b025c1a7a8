using FirstRead.Core.Access;
using FirstRead.Core.Audit;
using FirstRead.Core.Probes;
using FirstRead.Core.Studies;
using FirstRead.Core.Triage.OnCall;
using FirstRead.Core.Triage.Policy;

namespace FirstRead.Core.Triage;

/// <summary>What alerting reads and writes.</summary>
public sealed record AlertPorts(
    IStudyStore Studies, IResultStore Results, IAlertStore Alerts, IRota Rota, IAlertMessages Messages, ITriagePolicy Policy, IClinicStore Clinics, IAuditLog Audit, TimeProvider Clock)
{
    /// <summary>Whom test studies call, and for how long.</summary>
    public ProbeSettings Probes { get; init; } = ProbeSettings.None;

    /// <summary>A test study calls the test phones and nobody else; every other study calls the rota.</summary>
    public async Task<Rota> RotaOfAsync(StudyId study, CancellationToken cancel) => study.Clinic.IsSynthetic ? Probes.Rota : await Rota.GetAsync(cancel);

    /// <summary>Why a test study's alert need call nobody any more: no phone is set, or one was tried and it is overdue, so that its alarm rings.</summary>
    public string? EndOfTest(Alert alert) => !alert.Study.Clinic.IsSynthetic ? null
        : !Probes.On || (alert.Steps.Count > 0 && Clock.GetUtcNow() - alert.CreatedAt >= Probes.AnswerWithin) ? AlertEnds.TestOver
        : null;
}

/// <summary>The world is not as an alert needs it; what called for it stays and is tried again.</summary>
public sealed class AlertImpossibleException(StudyId study, string problem) : Exception($"No alert for study {study}: {problem}.");
