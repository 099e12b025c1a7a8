using static FirstRead.Core.Access.Role;

namespace FirstRead.Core.Access;

/// <summary>Whose studies and uploads a permitted caller reaches.</summary>
public enum Reach
{
    /// <summary>The endpoint touches no clinic's data.</summary>
    NoClinic,

    /// <summary>The caller's own clinic; everything else answers as if it did not exist.</summary>
    OwnClinic,

    /// <summary>Every clinic that FirstRead reads for.</summary>
    EveryClinic,
}

/// <summary>Which program answers.</summary>
public enum Server
{
    Api,
    Uploads,
    Reidentify,
}

/// <summary>One row: who may call what. An endpoint without a row cannot be mapped.</summary>
/// <param name="Path">ASP.NET route pattern.</param>
/// <param name="Roles">Any of these; empty: anyone, without a token.</param>
public sealed record Permission(Server Server, string Method, string Path, Reach Reach, params IReadOnlyList<Role> Roles)
{
    public bool Anonymous => Roles.Count == 0;

    public override string ToString() => $"{Method} {Path}";
}

/// <summary>Role by endpoint by clinic: the whole of it, in one place. A test walks every cell over HTTP.</summary>
public static class AuthorizationTable
{
    public static readonly Permission Configuration = new(Server.Api, "GET", "/api/configuration", Reach.NoClinic);
    public static readonly Permission Me = new(Server.Api, "GET", "/api/me", Reach.NoClinic, Clinic, Radiologist, Resident, Operator);
    public static readonly Permission Worklist = new(Server.Api, "GET", "/api/worklist", Reach.EveryClinic, Radiologist, Operator);
    public static readonly Permission Study = new(Server.Api, "GET", "/api/studies/{studyId}", Reach.EveryClinic, Radiologist, Operator);
    public static readonly Permission Deidentification = new(Server.Api, "GET", "/api/studies/{studyId}/deidentification", Reach.EveryClinic, Radiologist, Operator);
    public static readonly Permission Acknowledge = new(Server.Api, "POST", "/api/studies/{studyId}/acknowledge", Reach.EveryClinic, Radiologist);
    public static readonly Permission OnCall = new(Server.Api, "GET", "/api/on-call", Reach.EveryClinic, Radiologist, Operator);
    public static readonly Permission StudyAlerts = new(Server.Api, "GET", "/api/studies/{studyId}/alerts", Reach.EveryClinic, Radiologist, Operator);
    public static readonly Permission SnoozeAlert = new(Server.Api, "POST", "/api/studies/{studyId}/alerts/{attempt}/snooze", Reach.EveryClinic, Radiologist);
    public static readonly Permission ReassignAlert = new(Server.Api, "POST", "/api/studies/{studyId}/alerts/{attempt}/reassign", Reach.EveryClinic, Radiologist);
    public static readonly Permission DecideFinding = new(Server.Api, "PUT", "/api/studies/{studyId}/findings/{findingId}", Reach.EveryClinic, Radiologist);
    public static readonly Permission AddFinding = new(Server.Api, "POST", "/api/studies/{studyId}/findings", Reach.EveryClinic, Radiologist);
    public static readonly Permission RemoveFinding = new(Server.Api, "DELETE", "/api/studies/{studyId}/findings/{findingId}", Reach.EveryClinic, Radiologist);
    public static readonly Permission FindingCodes = new(Server.Api, "GET", "/api/finding-codes", Reach.NoClinic, Radiologist);
    public static readonly Permission Addendum = new(Server.Api, "POST", "/api/studies/{studyId}/addendum", Reach.EveryClinic, Radiologist);
    public static readonly Permission Report = new(Server.Api, "GET", "/api/studies/{studyId}/report", Reach.EveryClinic, Radiologist);
    public static readonly Permission Sign = new(Server.Api, "POST", "/api/studies/{studyId}/sign", Reach.EveryClinic, Radiologist);
    public static readonly Permission PixelSession = new(Server.Api, "POST", "/api/pixel-session", Reach.EveryClinic, Radiologist);

    public static readonly Permission CreateUpload = new(Server.Uploads, "POST", "/api/uploads", Reach.OwnClinic, Clinic);
    public static readonly Permission ListUploads = new(Server.Uploads, "GET", "/api/uploads", Reach.OwnClinic, Clinic);
    public static readonly Permission Upload = new(Server.Uploads, "GET", "/api/uploads/{uploadId}", Reach.OwnClinic, Clinic);
    public static readonly Permission RenewUrls = new(Server.Uploads, "POST", "/api/uploads/{uploadId}/urls", Reach.OwnClinic, Clinic);

    public static readonly Permission Identity = new(Server.Reidentify, "POST", "/api/studies/{studyId}/identity", Reach.OwnClinic, Clinic);
    public static readonly Permission ListReleases = new(Server.Reidentify, "GET", "/api/releases", Reach.OwnClinic, Clinic);
    public static readonly Permission Release = new(Server.Reidentify, "POST", "/api/studies/{studyId}/release", Reach.OwnClinic, Clinic);

    public static readonly Permission ListHolds = new(Server.Reidentify, "GET", "/api/holds", Reach.EveryClinic, Radiologist, Operator);
    public static readonly Permission HeldPicture = new(Server.Reidentify, "POST", "/api/holds/{uploadId}/{fileId}/picture", Reach.EveryClinic, Radiologist, Operator);
    public static readonly Permission DecideHold = new(Server.Reidentify, "POST", "/api/holds/{uploadId}/{fileId}/decision", Reach.EveryClinic, Radiologist, Operator);

    public static IReadOnlyList<Permission> All { get; } =
    [
        Configuration, Me, Worklist, Study, Deidentification, Acknowledge, OnCall, StudyAlerts, SnoozeAlert, ReassignAlert,
        DecideFinding, AddFinding, RemoveFinding, FindingCodes, Sign, Addendum, Report, PixelSession,
        CreateUpload, ListUploads, Upload, RenewUrls,
        Identity, ListReleases, Release, ListHolds, HeldPicture, DecideHold,
    ];
}
