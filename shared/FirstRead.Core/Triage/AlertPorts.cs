using FirstRead.Core.Access;
using FirstRead.Core.Audit;
using FirstRead.Core.Studies;
using FirstRead.Core.Triage.OnCall;
using FirstRead.Core.Triage.Policy;

namespace FirstRead.Core.Triage;

/// <summary>What alerting reads and writes.</summary>
public sealed record AlertPorts(
    IStudyStore Studies, IResultStore Results, IAlertStore Alerts, IRota Rota, IAlertMessages Messages, ITriagePolicy Policy, IClinicStore Clinics, IAuditLog Audit, TimeProvider Clock);

/// <summary>The world is not as an alert needs it; what called for it stays and is tried again.</summary>
public sealed class AlertImpossibleException(StudyId study, string problem) : Exception($"No alert for study {study}: {problem}.");
