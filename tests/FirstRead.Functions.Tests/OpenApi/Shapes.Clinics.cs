using FirstRead.Core.Access;
using FirstRead.Functions.Reidentify;
using FirstRead.Functions.Reidentify.Releases;
using FirstRead.Functions.Uploads;

namespace FirstRead.Functions.Tests.OpenApi;

public static partial class Shapes
{
    private static IReadOnlyList<Shape> Clinics =>
    [
        Shape.Json(AuthorizationTable.CreateUpload, UploadJson.Default.UploadTicket, 201).Or(200).Takes(UploadJson.Default.Manifest),
        Shape.Json(AuthorizationTable.ListUploads, UploadJson.Default.UploadList).Query("cursor", "an earlier answer's next").ETag(),
        Shape.Json(AuthorizationTable.Upload, UploadJson.Default.UploadBody).ETag(),
        Shape.Json(AuthorizationTable.AddFiles, UploadJson.Default.UploadTicket, 201).Takes(UploadJson.Default.Addition),
        Shape.Nothing(AuthorizationTable.CloseUpload),
        Shape.Nothing(AuthorizationTable.CancelUpload),
        Shape.Json(AuthorizationTable.RenewUrls, UploadJson.Default.UploadTicket).Takes(UploadJson.Default.Renewal),
        Shape.Json(AuthorizationTable.PartUrls, UploadJson.Default.PartsBody).Takes(UploadJson.Default.PartsRequest),
        Shape.Nothing(AuthorizationTable.CompleteParts),
        Shape.Json(AuthorizationTable.Identity, IdentityBodyJson.Default.IdentityBody).Takes(IdentityBodyJson.Default.IdentityRequest),
        Shape.Json(AuthorizationTable.ListReleases, ReleaseJson.Default.ReleaseList).Query("since", "a time, or an earlier answer's next").Query("order", "newest, for a person who looks; then read on by cursor").Query("cursor", "an earlier answer's next, where order is newest").ETag(),
        Shape.Json(AuthorizationTable.Release, ReleaseJson.Default.ReleaseBody).Takes(ReleaseJson.Default.ReleaseRequest),
    ];
}
