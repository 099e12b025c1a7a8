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
    IResultStore Results,
    IReviewStore Reviews,
    IAlertStore Alerts,
    IRota Rota,
    IObjectStore Objects,
    IPrincipalStore Principals,
    IAuditLog Audit,
    ISecretStore Secrets,
    IRandomSource Random,
    TimeProvider Clock,
    ReadingPorts Reading);

/// <summary>Who reads what, and when the clinics want their readers to see what the model found.</summary>
public sealed record ReadingPorts(IReaderStore Readers, IClinicStore Clinics);
