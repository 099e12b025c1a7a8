using FirstRead.Core.Access;
using FirstRead.Functions.Reidentify;
using FirstRead.Functions.Reidentify.Releases;
using FirstRead.Functions.Uploads;

namespace FirstRead.Functions.Tests.OpenApi;

public static partial class Shapes
{
    private static IReadOnlyList<Shape> Clinics =>
    [
        Shape.Json(AuthorizationTable.CreateUpload, UploadJson.Default.UploadTicket, 201).Takes(UploadJson.Default.Manifest),
        Shape.Json(AuthorizationTable.ListUploads, UploadJson.Default.UploadList),
        Shape.Json(AuthorizationTable.Upload, UploadJson.Default.UploadBody),
        Shape.Json(AuthorizationTable.RenewUrls, UploadJson.Default.UploadTicket).Takes(UploadJson.Default.Renewal),
        Shape.Json(AuthorizationTable.Identity, IdentityBodyJson.Default.IdentityBody).Takes(IdentityBodyJson.Default.IdentityRequest),
        Shape.Json(AuthorizationTable.ListReleases, ReleaseJson.Default.ReleaseList).Query("since", "a time, or an earlier answer's next"),
        Shape.Json(AuthorizationTable.Release, ReleaseJson.Default.ReleaseBody).Takes(ReleaseJson.Default.ReleaseRequest),
    ];
}
