using FirstRead.Core.Access;
using FirstRead.Functions.Reidentify.Patients;

namespace FirstRead.Functions.Tests.OpenApi;

public static partial class Shapes
{
    private static IReadOnlyList<Shape> Patients =>
    [
        Shape.Json(AuthorizationTable.FindPatient, PatientJson.Default.PatientBody).Takes(PatientJson.Default.FindRequest),
        Shape.Json(AuthorizationTable.Patient, PatientJson.Default.PatientBody),
        Shape.Json(AuthorizationTable.LinkPatients, PatientJson.Default.PatientBody).Takes(PatientJson.Default.LinkRequest),
        Shape.Json(AuthorizationTable.UnlinkPatients, PatientJson.Default.PatientBody).Takes(PatientJson.Default.LinkRequest),
        Shape.Json(AuthorizationTable.SplitPatient, PatientJson.Default.SplitBody).Takes(PatientJson.Default.SplitRequest),
        Shape.Json(AuthorizationTable.RequestErasure, PatientJson.Default.ErasureBody).Takes(PatientJson.Default.EraseRequest),
        Shape.Json(AuthorizationTable.ListErasures, PatientJson.Default.ErasureList),
        Shape.Json(AuthorizationTable.ConfirmErasure, PatientJson.Default.ErasureBody).Takes(PatientJson.Default.ConfirmRequest),
        Shape.Json(AuthorizationTable.WithdrawErasure, PatientJson.Default.ErasureBody).Takes(PatientJson.Default.WithdrawRequest),
        Shape.File(AuthorizationTable.ErasureCertificate, "text/plain"),
    ];
}
