using FirstRead.Core.Access;
using FirstRead.Functions.Api.Bodies;

namespace FirstRead.Functions.Tests.OpenApi;

/// <summary>A shape for each row of the authorization table, an area a file, as the table has it.</summary>
public static partial class Shapes
{
    public static IReadOnlyList<Shape> All =>
    [
        Shape.Json(AuthorizationTable.Configuration, ApiJson.Default.ConfigurationBody),
        Shape.Json(AuthorizationTable.Me, ApiJson.Default.MeBody),
        .. Reading,
        .. Alerts,
        .. Clinics,
        .. Holds,
        .. Patients,
        .. Learning,
        .. Operations,
        .. DicomWeb,
    ];

    public static Shape Of(Permission row) => All.FirstOrDefault(shape => shape.Row == row) ?? throw new AssertionException(
        $"{row} has no shape. Add a line for it to tests/FirstRead.Functions.Tests/OpenApi/Shapes.<Area>.cs (and `.. <Area>` to Shapes.All): "
        + "Shape.Json(AuthorizationTable.<Row>, <Context>.Default.<Answer>).Takes(<Context>.Default.<Request>), Shape.Nothing(…) or Shape.File(…). Give it a row in docs/api.md, then run "
        + "FIRSTREAD_UPDATE_DOCS=1 dotnet test tests/FirstRead.Functions.Tests --filter FullyQualifiedName~OpenApiTests");
}
