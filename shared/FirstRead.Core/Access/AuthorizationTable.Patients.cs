using static FirstRead.Core.Access.Role;

namespace FirstRead.Core.Access;

public static partial class AuthorizationTable
{
    public static readonly Permission FindPatient = new(Server.Reidentify, "POST", "/api/patients/find", Reach.EveryClinic, Operator);
    public static readonly Permission Patient = new(Server.Reidentify, "GET", "/api/patients/{token}", Reach.EveryClinic, Operator);
    public static readonly Permission LinkPatients = new(Server.Reidentify, "POST", "/api/patients/{token}/link", Reach.EveryClinic, Operator);
    public static readonly Permission UnlinkPatients = new(Server.Reidentify, "POST", "/api/patients/{token}/unlink", Reach.EveryClinic, Operator);
    public static readonly Permission SplitPatient = new(Server.Reidentify, "POST", "/api/patients/{token}/split", Reach.EveryClinic, Operator);
    public static readonly Permission RequestErasure = new(Server.Reidentify, "POST", "/api/patients/{token}/erasures", Reach.EveryClinic, Operator);
    public static readonly Permission ListErasures = new(Server.Reidentify, "GET", "/api/erasures", Reach.EveryClinic, Operator);
    public static readonly Permission ConfirmErasure = new(Server.Reidentify, "POST", "/api/erasures/{erasureId}/confirm", Reach.EveryClinic, Operator);
    public static readonly Permission WithdrawErasure = new(Server.Reidentify, "POST", "/api/erasures/{erasureId}/withdraw", Reach.EveryClinic, Operator);
    public static readonly Permission ErasureCertificate = new(Server.Reidentify, "GET", "/api/erasures/{erasureId}/certificate", Reach.EveryClinic, Operator);

    /// <summary>Which tokens are one person, which were two, and who is to be forgotten.</summary>
    private static IReadOnlyList<Permission> PatientsRows =>
    [
        FindPatient, Patient, LinkPatients, UnlinkPatients, SplitPatient, RequestErasure, ListErasures, ConfirmErasure, WithdrawErasure, ErasureCertificate,
    ];
}
