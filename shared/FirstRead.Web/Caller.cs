using FirstRead.Core.Access;
using FirstRead.Core.Studies;

namespace FirstRead.Web;

/// <summary>Who calls: the token's word for who and which roles, the studies table's for name and clinic.</summary>
/// <param name="AuthenticatedAt">When the person last showed who they are; null for a machine.</param>
public sealed record Caller(string Subject, string Name, IReadOnlyList<Role> Roles, ClinicId? Clinic, DateTimeOffset? AuthenticatedAt = null);
