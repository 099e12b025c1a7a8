using FirstRead.Core;
using FirstRead.Core.Access;
using FirstRead.Core.Audit;
using FirstRead.Core.Review;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;
using FirstRead.Core.Triage;
using FirstRead.Core.Triage.OnCall;

namespace FirstRead.Functions.Api;

/// <summary>What the function stands on.</summary>
public sealed record ApiPorts(
    IStudyStore Studies,
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
    IRandomSource Random,
    TimeProvider Clock);
