using FirstRead.Core;
using FirstRead.Core.Access;
using FirstRead.Core.Audit;
using FirstRead.Core.Review;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;
using FirstRead.Core.Triage;
using FirstRead.Core.Triage.OnCall;
using FirstRead.Functions.Api.Learning;
using FirstRead.Functions.Api.Operations;

namespace FirstRead.Functions.Api;

/// <summary>What the function stands on.</summary>
public sealed record ApiPorts(
    IStudyStore Studies,
    IPatientStudies Patients,
    IStudyIndex Index,
    IResultStore Results,
    IReviewStore Reviews,
    IAlertStore Alerts,
    IRota Rota,
    IObjectStore Objects,
    IObjectRanges Ranges,
    IPrincipalStore Principals,
    IAuditLog Audit,
    ISecretStore Secrets,
    LearningPorts Learning,
    IRandomSource Random,
    TimeProvider Clock,
    ReadingPorts Reading)
{
    /// <summary>For the area of operators.</summary>
    public required OperationsPorts Operations { get; init; }
}

/// <summary>Who reads what, and when the clinics want their readers to see what the model found.</summary>
public sealed record ReadingPorts(IReaderStore Readers, IClinicStore Clinics);
