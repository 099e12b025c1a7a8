using FirstRead.Core.Access;

namespace FirstRead.Web.Tokens;

/// <summary>An access token that was checked.</summary>
/// <param name="Groups">Roles by <c>cognito:groups</c>; groups that are no role of ours are left out.</param>
public sealed record AccessToken(string Subject, string ClientId, IReadOnlyList<Role> Groups)
{
    /// <summary>Cognito's client_credentials: nobody logged in, the client speaks for itself.</summary>
    public bool OfMachine => Subject == ClientId;
}
