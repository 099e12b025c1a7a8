using FirstRead.Core.Access;
using FirstRead.Functions.Api.Operations.Bodies;

namespace FirstRead.Functions.Tests.OpenApi;

public static partial class Shapes
{
    private const string FirstDay = "the first day, yyyy-MM-dd, UTC; without it the last";
    private const string LastDay = "the last day, yyyy-MM-dd, UTC; without it today";
    private const string OneDay = "yyyy-MM-dd, UTC; without it today";

    private static IReadOnlyList<Shape> Operations =>
    [
        Shape.Json(AuthorizationTable.Funnel, OperationsJson.Default.FunnelBody).Query("from", FirstDay).Query("to", LastDay),
        Shape.Json(AuthorizationTable.FunnelStudies, OperationsJson.Default.FunnelStudiesBody).Query("day", OneDay),
        Shape.Json(AuthorizationTable.Stuck, OperationsJson.Default.StuckBody),
        Shape.Json(AuthorizationTable.Queue, OperationsJson.Default.QueueBody),
        Shape.Nothing(AuthorizationTable.ReplayStudy).Takes(OperationsJson.Default.ReasonRequest),
        Shape.Json(AuthorizationTable.Failures, OperationsJson.Default.FailuresBody).Query("day", OneDay),
        Shape.Nothing(AuthorizationTable.ReplayFailure).Takes(OperationsJson.Default.FailureRequest),
        Shape.Json(AuthorizationTable.UploadsOfClinic, OperationsJson.Default.ClinicUploadsBody).Query("clinic", "a clinic's id"),
        Shape.Json(AuthorizationTable.Reads, OperationsJson.Default.ReadsBody).Query("from", FirstDay).Query("to", LastDay),
        Shape.Json(AuthorizationTable.Cost, OperationsJson.Default.CostBody),
        Shape.Json(AuthorizationTable.GetRota, OperationsJson.Default.RotaBody).ETag(),
        Shape.Json(AuthorizationTable.PutRota, OperationsJson.Default.RotaBody).Takes(OperationsJson.Default.RotaRequest).IfMatch(),
        Shape.Json(AuthorizationTable.PreviewRota, OperationsJson.Default.RotaBody).Takes(OperationsJson.Default.RotaRequest),
        Shape.Json(AuthorizationTable.GetPolicy, OperationsJson.Default.PolicyBody).ETag(),
        Shape.Json(AuthorizationTable.PutPolicy, OperationsJson.Default.PolicyBody).Takes(OperationsJson.Default.PolicyRequest).IfMatch(),
        Shape.Json(AuthorizationTable.PreviewPolicy, OperationsJson.Default.PolicyTrialBody).Takes(OperationsJson.Default.PolicyRequest),
        Shape.Json(AuthorizationTable.ListClinics, OperationsJson.Default.ClinicsBody),
        Shape.Json(AuthorizationTable.EnterClinic, OperationsJson.Default.ClinicBody, 201).Takes(OperationsJson.Default.ClinicRequest).ETag(),
        Shape.Json(AuthorizationTable.ChangeClinic, OperationsJson.Default.ClinicBody).Takes(OperationsJson.Default.ClinicRequest).IfMatch(),
        Shape.Json(AuthorizationTable.ListPrincipals, OperationsJson.Default.PrincipalsBody),
        Shape.Json(AuthorizationTable.EnrolPrincipal, OperationsJson.Default.PrincipalBody, 201).Takes(OperationsJson.Default.PrincipalRequest).ETag(),
        Shape.Json(AuthorizationTable.ChangePrincipal, OperationsJson.Default.PrincipalBody).Takes(OperationsJson.Default.PrincipalRequest).IfMatch(),
        Shape.Nothing(AuthorizationTable.RemovePrincipal).Takes(OperationsJson.Default.ReasonRequest).IfMatch(),
        Shape.Json(AuthorizationTable.ListPhones, OperationsJson.Default.PhonesBody),
        Shape.Json(AuthorizationTable.TestPhone, OperationsJson.Default.PhoneTestBody).Takes(OperationsJson.Default.PhoneTestRequest),
        Shape.Json(AuthorizationTable.ConfirmPhone, OperationsJson.Default.PhoneTestBody).Takes(OperationsJson.Default.PhoneCodeRequest),
        Shape.Json(AuthorizationTable.ListTestStudies, OperationsJson.Default.TestStudiesBody),
        Shape.Json(AuthorizationTable.AskTestStudy, OperationsJson.Default.TestStudyAskedBody, 202),
    ];
}
