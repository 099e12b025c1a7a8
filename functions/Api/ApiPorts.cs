using FirstRead.Core;
using FirstRead.Core.Access;
using FirstRead.Core.Audit;
using FirstRead.Core.Review;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;
using FirstRead.Core.Triage;
using FirstRead.Core.Triage.OnCall;
using FirstRead.Functions.Api.Operations;

namespace FirstRead.Functions.Api;

/// <summary>What the function stands on.</summary>
public sealed record ApiPorts(
    IStudyStore Studies,
    IResultStore Results,
    IReviewStore Reviews,
    IAlertStore Alerts,
    IRota Rota,
    IObjectStore Objects,
    IPrincipalStore Principals,
    IAuditLog Audit,
    ISecretStore Secrets,
    IRandomSource Random,
    TimeProvider Clock)
{
    /// <summary>For the area of operators.</summary>
    public required OperationsPorts Operations { get; init; }
}
