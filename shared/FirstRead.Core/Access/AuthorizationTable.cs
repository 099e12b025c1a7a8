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

/// <summary>Role by endpoint by clinic: the whole of it, an area a file. A test walks every cell over HTTP.</summary>
public static partial class AuthorizationTable
{
    public static readonly Permission Configuration = new(Server.Api, "GET", "/api/configuration", Reach.NoClinic);
    public static readonly Permission Me = new(Server.Api, "GET", "/api/me", Reach.NoClinic, Role.Clinic, Radiologist, Resident, Operator);

    /// <remarks>Made when asked for: fields of a partial class are set in no stated order across its files.</remarks>
    public static IReadOnlyList<Permission> All =>
    [
        Configuration, Me,
        .. ReadingRows,
        .. AlertsRows,
        .. ClinicsRows,
        .. HoldsRows,
        .. PatientsRows,
        .. LearningRows,
        .. OperationsRows,
        .. DicomWebRows,
    ];
}
