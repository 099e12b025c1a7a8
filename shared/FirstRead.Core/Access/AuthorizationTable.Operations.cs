using static FirstRead.Core.Access.Role;

namespace FirstRead.Core.Access;

public static partial class AuthorizationTable
{
    public static readonly Permission Funnel = new(Server.Api, "GET", "/api/operations/funnel", Reach.EveryClinic, Operator);
    public static readonly Permission FunnelStudies = new(Server.Api, "GET", "/api/operations/studies", Reach.EveryClinic, Operator);
    public static readonly Permission Stuck = new(Server.Api, "GET", "/api/operations/stuck", Reach.EveryClinic, Operator);
    public static readonly Permission Queue = new(Server.Api, "GET", "/api/operations/queue", Reach.EveryClinic, Operator);
    public static readonly Permission ReplayStudy = new(Server.Api, "POST", "/api/operations/studies/{studyId}/replay", Reach.EveryClinic, Operator);
    public static readonly Permission Failures = new(Server.Api, "GET", "/api/operations/failures", Reach.EveryClinic, Operator);
    public static readonly Permission ReplayFailure = new(Server.Api, "POST", "/api/operations/failures/replay", Reach.EveryClinic, Operator);
    public static readonly Permission UploadsOfClinic = new(Server.Api, "GET", "/api/operations/uploads", Reach.EveryClinic, Operator);
    public static readonly Permission Reads = new(Server.Api, "GET", "/api/operations/reads", Reach.EveryClinic, Operator);
    public static readonly Permission Cost = new(Server.Api, "GET", "/api/operations/cost", Reach.NoClinic, Operator);
    public static readonly Permission GetRota = new(Server.Api, "GET", "/api/operations/rota", Reach.NoClinic, Operator);
    public static readonly Permission PutRota = new(Server.Api, "PUT", "/api/operations/rota", Reach.NoClinic, Operator);
    public static readonly Permission PreviewRota = new(Server.Api, "POST", "/api/operations/rota/preview", Reach.NoClinic, Operator);
    public static readonly Permission GetPolicy = new(Server.Api, "GET", "/api/operations/policy", Reach.NoClinic, Operator);
    public static readonly Permission PutPolicy = new(Server.Api, "PUT", "/api/operations/policy", Reach.NoClinic, Operator);
    public static readonly Permission PreviewPolicy = new(Server.Api, "POST", "/api/operations/policy/preview", Reach.EveryClinic, Operator);
    public static readonly Permission ListClinics = new(Server.Api, "GET", "/api/operations/clinics", Reach.EveryClinic, Operator);
    public static readonly Permission EnterClinic = new(Server.Api, "POST", "/api/operations/clinics", Reach.EveryClinic, Operator);
    public static readonly Permission ChangeClinic = new(Server.Api, "PUT", "/api/operations/clinics/{clinicId}", Reach.EveryClinic, Operator);
    public static readonly Permission ListPrincipals = new(Server.Api, "GET", "/api/operations/principals", Reach.EveryClinic, Operator);
    public static readonly Permission EnrolPrincipal = new(Server.Api, "POST", "/api/operations/principals", Reach.EveryClinic, Operator);
    public static readonly Permission ChangePrincipal = new(Server.Api, "PUT", "/api/operations/principals/{subject}", Reach.EveryClinic, Operator);
    public static readonly Permission RemovePrincipal = new(Server.Api, "POST", "/api/operations/principals/{subject}/remove", Reach.EveryClinic, Operator);
    public static readonly Permission ListPhones = new(Server.Api, "GET", "/api/operations/phones", Reach.NoClinic, Operator);
    public static readonly Permission TestPhone = new(Server.Api, "POST", "/api/operations/phones/{person}/test", Reach.NoClinic, Operator);
    public static readonly Permission ConfirmPhone = new(Server.Api, "POST", "/api/operations/phones/{person}/confirm", Reach.NoClinic, Operator);

    public static readonly Permission ListTestStudies = new(Server.Api, "GET", "/api/operations/test-studies", Reach.NoClinic, Operator);
    public static readonly Permission AskTestStudy = new(Server.Api, "POST", "/api/operations/test-studies", Reach.NoClinic, Operator);

    /// <summary>What an operator sees and sets right.</summary>
    private static IReadOnlyList<Permission> OperationsRows =>
    [
        Funnel, FunnelStudies, Stuck, Queue, ReplayStudy, Failures, ReplayFailure, UploadsOfClinic, Reads, Cost,
        GetRota, PutRota, PreviewRota, GetPolicy, PutPolicy, PreviewPolicy,
        ListClinics, EnterClinic, ChangeClinic, ListPrincipals, EnrolPrincipal, ChangePrincipal, RemovePrincipal, ListPhones, TestPhone, ConfirmPhone,
        ListTestStudies, AskTestStudy,
    ];
}
