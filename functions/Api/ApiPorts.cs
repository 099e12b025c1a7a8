using FirstRead.Core;
using FirstRead.Core.Access;
using FirstRead.Core.Audit;
using FirstRead.Core.Review;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;
using FirstRead.Core.Triage;
using FirstRead.Core.Triage.OnCall;
using FirstRead.Functions.Api.Learning;

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
    LearningPorts Learning,
    IRandomSource Random,
    TimeProvider Clock);
