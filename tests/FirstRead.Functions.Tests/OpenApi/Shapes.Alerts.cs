using FirstRead.Core.Access;
using FirstRead.Functions.Api.Bodies;

namespace FirstRead.Functions.Tests.OpenApi;

public static partial class Shapes
{
    private static IReadOnlyList<Shape> Alerts =>
    [
        Shape.Nothing(AuthorizationTable.Acknowledge),
        Shape.Json(AuthorizationTable.OnCall, AlertBodies.Default.OnCallBody),
        Shape.Json(AuthorizationTable.StudyAlerts, AlertBodies.Default.AlertsBody),
        Shape.Json(AuthorizationTable.SnoozeAlert, AlertBodies.Default.AlertBody).Takes(AlertBodies.Default.SnoozeRequest).IfMatch(),
        Shape.Json(AuthorizationTable.ReassignAlert, AlertBodies.Default.AlertBody).Takes(AlertBodies.Default.ReassignRequest).IfMatch(),
    ];
}
