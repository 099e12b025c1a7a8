using FirstRead.Core.Access;
using FirstRead.Functions.Reidentify.Holds;

namespace FirstRead.Functions.Tests.OpenApi;

public static partial class Shapes
{
    private static IReadOnlyList<Shape> Holds =>
    [
        Shape.Json(AuthorizationTable.ListHolds, HoldJson.Default.HoldList),
        Shape.Json(AuthorizationTable.HeldPicture, HoldJson.Default.PictureBody).Takes(HoldJson.Default.PictureRequest),
        Shape.Json(AuthorizationTable.DecideHold, HoldJson.Default.DecidedBody).Takes(HoldJson.Default.DecisionRequest),
    ];
}
