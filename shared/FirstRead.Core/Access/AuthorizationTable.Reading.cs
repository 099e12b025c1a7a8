using static FirstRead.Core.Access.Role;

namespace FirstRead.Core.Access;

public static partial class AuthorizationTable
{
    public static readonly Permission Worklist = new(Server.Api, "GET", "/api/worklist", Reach.EveryClinic, Radiologist, Operator);
    public static readonly Permission Study = new(Server.Api, "GET", "/api/studies/{studyId}", Reach.EveryClinic, Radiologist, Operator);
    public static readonly Permission Deidentification = new(Server.Api, "GET", "/api/studies/{studyId}/deidentification", Reach.EveryClinic, Radiologist, Operator);
    public static readonly Permission DecideFinding = new(Server.Api, "PUT", "/api/studies/{studyId}/findings/{findingId}", Reach.EveryClinic, Radiologist);
    public static readonly Permission AddFinding = new(Server.Api, "POST", "/api/studies/{studyId}/findings", Reach.EveryClinic, Radiologist);
    public static readonly Permission RemoveFinding = new(Server.Api, "DELETE", "/api/studies/{studyId}/findings/{findingId}", Reach.EveryClinic, Radiologist);
    public static readonly Permission FindingCodes = new(Server.Api, "GET", "/api/finding-codes", Reach.NoClinic, Radiologist);
    public static readonly Permission Sign = new(Server.Api, "POST", "/api/studies/{studyId}/sign", Reach.EveryClinic, Radiologist);
    public static readonly Permission Addendum = new(Server.Api, "POST", "/api/studies/{studyId}/addendum", Reach.EveryClinic, Radiologist);
    public static readonly Permission Report = new(Server.Api, "GET", "/api/studies/{studyId}/report", Reach.EveryClinic, Radiologist);
    public static readonly Permission PixelSession = new(Server.Api, "POST", "/api/pixel-session", Reach.EveryClinic, Radiologist);

    public static readonly Permission StartReading = new(Server.Api, "POST", "/api/studies/{studyId}/reading", Reach.EveryClinic, Radiologist);
    public static readonly Permission OwnRead = new(Server.Api, "POST", "/api/studies/{studyId}/own-read", Reach.EveryClinic, Radiologist);
    public static readonly Permission ShowAi = new(Server.Api, "POST", "/api/studies/{studyId}/ai", Reach.EveryClinic, Radiologist);
    public static readonly Permission Untold = new(Server.Api, "GET", "/api/communications", Reach.EveryClinic, Radiologist, Operator);
    public static readonly Permission Communicate = new(Server.Api, "POST", "/api/studies/{studyId}/communications", Reach.EveryClinic, Radiologist);
    public static readonly Permission AuditTrail = new(Server.Api, "GET", "/api/studies/{studyId}/audit", Reach.EveryClinic, Operator);

    public static readonly Permission ReaderIdentity = new(Server.Reidentify, "POST", "/api/studies/{studyId}/reidentification", Reach.EveryClinic, Radiologist);

    /// <summary>What a radiologist reads, decides and signs.</summary>
    private static IReadOnlyList<Permission> ReadingRows =>
    [
        Worklist, Study, Deidentification, DecideFinding, AddFinding, RemoveFinding, FindingCodes, Sign, Addendum, Report, PixelSession,
        StartReading, OwnRead, ShowAi, Untold, Communicate, AuditTrail, ReaderIdentity,
    ];
}
