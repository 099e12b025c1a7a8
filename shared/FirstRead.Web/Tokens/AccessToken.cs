using FirstRead.Core.Access;

namespace FirstRead.Web.Tokens;

/// <summary>An access token that was checked.</summary>
/// <param name="Groups">Roles by <c>cognito:groups</c>; groups that are no role of ours are left out.</param>
/// <param name="AuthenticatedAt"><c>auth_time</c>: when the person last showed who they are, which a refreshed token keeps; null where the token does not say.</param>
public sealed record AccessToken(string Subject, string ClientId, IReadOnlyList<Role> Groups, DateTimeOffset? AuthenticatedAt)
{
    /// <summary>Cognito's client_credentials: nobody logged in, the client speaks for itself.</summary>
    public bool OfMachine => Subject == ClientId;
}
