using static FirstRead.Core.Access.Role;

namespace FirstRead.Core.Access;

public static partial class AuthorizationTable
{
    public static readonly Permission ListHolds = new(Server.Reidentify, "GET", "/api/holds", Reach.EveryClinic, Radiologist, Operator);
    public static readonly Permission HeldPicture = new(Server.Reidentify, "POST", "/api/holds/{uploadId}/{fileId}/picture", Reach.EveryClinic, Radiologist, Operator);
    public static readonly Permission DecideHold = new(Server.Reidentify, "POST", "/api/holds/{uploadId}/{fileId}/decision", Reach.EveryClinic, Radiologist, Operator);

    /// <summary>Files that wait for a person.</summary>
    private static IReadOnlyList<Permission> HoldsRows =>
    [
        ListHolds, HeldPicture, DecideHold,
    ];
}
