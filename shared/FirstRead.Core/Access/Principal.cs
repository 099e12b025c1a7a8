using FirstRead.Core.Studies;

namespace FirstRead.Core.Access;

/// <summary>A person or machine that an operator has enrolled. Stored as <c>PRINCIPAL#{subject}</c>, <c>META</c> in the studies table.</summary>
/// <param name="Subject">The token's <c>sub</c>; for a machine client (client_credentials) its client id.</param>
/// <param name="Name">As shown to colleagues, e.g. "Dr. A. Example".</param>
/// <param name="Clinic">The clinic whose uploads it may touch; null for staff.</param>
/// <param name="MachineRoles">Roles of a machine client, whose tokens carry no groups; empty for a person, whose roles stand in the token.</param>
public sealed record Principal(string Subject, string Name, ClinicId? Clinic, IReadOnlyList<Role> MachineRoles);

/// <summary>Enrolled principals.</summary>
public interface IPrincipalStore
{
    Task<Principal?> GetAsync(string subject, CancellationToken cancel);

    /// <summary>Enrols the principal or replaces what stood.</summary>
    Task PutAsync(Principal principal, CancellationToken cancel);
}

/// <summary>The principals as operators see and change them.</summary>
public interface IPrincipalDirectory : IPrincipalStore
{
    /// <summary>All of them, by subject; strongly consistent.</summary>
    Task<IReadOnlyList<Principal>> ListAsync(CancellationToken cancel);

    /// <summary>Writes the principal if it stands as <paramref name="seen"/> (null: not at all); false where it does not.</summary>
    Task<bool> ReplaceAsync(Principal principal, Principal? seen, CancellationToken cancel);

    /// <summary>Takes the principal away if it stands as seen: a machine can do nothing from then on, a person belongs to no clinic. False where it does not.</summary>
    Task<bool> RemoveAsync(Principal seen, CancellationToken cancel);
}
