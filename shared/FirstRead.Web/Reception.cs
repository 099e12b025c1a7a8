using FirstRead.Core.Access;
using FirstRead.Web.Tokens;
using Microsoft.AspNetCore.Http;

namespace FirstRead.Web;

/// <summary>From a request's token to its caller, or to the problem that it has none.</summary>
public sealed class Reception(TokenChecker tokens, IPrincipalStore principals, IReadOnlyList<string> clientIds)
{
    private const string Scheme = "Bearer ";

    public async Task<(Caller? Caller, Problem? Problem)> MeetAsync(HttpRequest request, CancellationToken cancel)
    {
        var header = request.Headers.Authorization.ToString();
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return (null, Problems.NoToken);
        if (await tokens.CheckAsync(header[Scheme.Length..].Trim(), cancel) is not { } token)
            return (null, Problems.InvalidToken);
        var principal = await principals.GetAsync(token.Subject, cancel);
        if (token.OfMachine)
            return principal is { MachineRoles.Count: > 0 } machine ? (CallerOf(machine, machine.MachineRoles), null) : (null, Problems.InvalidToken);
        if (!clientIds.Contains(token.ClientId))
            return (null, Problems.InvalidToken);
        return (CallerOf(principal ?? new Principal(token.Subject, token.Subject, null, []), token.Groups) with { AuthenticatedAt = token.AuthenticatedAt }, null);
    }

    private static Caller CallerOf(Principal principal, IReadOnlyList<Role> roles) => new(principal.Subject, principal.Name, roles, principal.Clinic);
}
