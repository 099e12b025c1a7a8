using static FirstRead.Core.Access.Role;

namespace FirstRead.Core.Access;

public static partial class AuthorizationTable
{
    public static readonly Permission CreateUpload = new(Server.Uploads, "POST", "/api/uploads", Reach.OwnClinic, Role.Clinic);
    public static readonly Permission ListUploads = new(Server.Uploads, "GET", "/api/uploads", Reach.OwnClinic, Role.Clinic);
    public static readonly Permission Upload = new(Server.Uploads, "GET", "/api/uploads/{uploadId}", Reach.OwnClinic, Role.Clinic);
    public static readonly Permission AddFiles = new(Server.Uploads, "POST", "/api/uploads/{uploadId}/files", Reach.OwnClinic, Role.Clinic);
    public static readonly Permission CloseUpload = new(Server.Uploads, "POST", "/api/uploads/{uploadId}/close", Reach.OwnClinic, Role.Clinic);
    public static readonly Permission CancelUpload = new(Server.Uploads, "POST", "/api/uploads/{uploadId}/cancel", Reach.OwnClinic, Role.Clinic);
    public static readonly Permission RenewUrls = new(Server.Uploads, "POST", "/api/uploads/{uploadId}/urls", Reach.OwnClinic, Role.Clinic);
    public static readonly Permission PartUrls = new(Server.Uploads, "POST", "/api/uploads/{uploadId}/files/{fileId}/parts", Reach.OwnClinic, Role.Clinic);
    public static readonly Permission CompleteParts = new(Server.Uploads, "POST", "/api/uploads/{uploadId}/files/{fileId}/complete", Reach.OwnClinic, Role.Clinic);
    public static readonly Permission Identity = new(Server.Reidentify, "POST", "/api/studies/{studyId}/identity", Reach.OwnClinic, Role.Clinic);
    public static readonly Permission ListReleases = new(Server.Reidentify, "GET", "/api/releases", Reach.OwnClinic, Role.Clinic);
    public static readonly Permission Release = new(Server.Reidentify, "POST", "/api/studies/{studyId}/release", Reach.OwnClinic, Role.Clinic);

    /// <summary>What a clinic sends and gets back.</summary>
    private static IReadOnlyList<Permission> ClinicsRows =>
    [
        CreateUpload, ListUploads, Upload, AddFiles, CloseUpload, CancelUpload, RenewUrls, PartUrls, CompleteParts, Identity, ListReleases, Release,
    ];
}
