using System.Globalization;
using FirstRead.Core.Access;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace FirstRead.Web.Tokens;

/// <summary>
/// Checks access tokens of Cognito's shape: RS256 by a key of the issuer, <c>iss</c>, <c>exp</c>, <c>nbf</c>,
/// <c>token_use</c>. There is no <c>aud</c> in them; <c>client_id</c> stands for it (Cognito Developer Guide, "Verifying
/// JSON web tokens"). Whether the client is one of ours is the caller's to ask: it depends on who speaks.
/// </summary>
public sealed class TokenChecker(SigningKeys keys, Uri issuer, TimeProvider clock)
{
    private const int LongestToken = 16 * 1024;
    private static readonly long LatestTime = DateTimeOffset.MaxValue.ToUnixTimeSeconds();
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);
    private readonly JsonWebTokenHandler handler = new() { MaximumTokenSizeInBytes = LongestToken };

    /// <summary>Null for whatever is not a valid access token of the issuer.</summary>
    public async Task<AccessToken?> CheckAsync(string text, CancellationToken cancel)
    {
        if (!handler.CanReadToken(text) || KeyIdOf(text) is not { } keyId)
            return null;
        var checks = new TokenValidationParameters
        {
            ValidIssuer = issuer.OriginalString,
            ValidateAudience = false,
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
            IssuerSigningKeys = await keys.FindAsync(keyId, cancel),
            LifetimeValidator = (notBefore, expires, _, _) => Lives(notBefore, expires),
        };
        var outcome = await handler.ValidateTokenAsync(text, checks);
        return outcome is { IsValid: true, SecurityToken: JsonWebToken token } ? Read(token) : null;
    }

    private bool Lives(DateTime? notBefore, DateTime? expires)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return expires > now - Skew && (notBefore is null || notBefore <= now + Skew);
    }

    private static AccessToken? Read(JsonWebToken token)
    {
        var claims = token.Claims.ToLookup(claim => claim.Type, claim => claim.Value);
        if (claims["token_use"].SingleOrDefault() != "access")
            return null;
        return claims["sub"].SingleOrDefault() is { Length: > 0 } subject && claims["client_id"].SingleOrDefault() is { Length: > 0 } client
            ? new AccessToken(subject, client, [.. claims["cognito:groups"].Select(RoleNames.Parse).OfType<Role>()], TimeOf(claims["auth_time"].SingleOrDefault()))
            : null;
    }

    /// <summary>Seconds since 1970 (OpenID Connect Core 1.0, section 2).</summary>
    private static DateTimeOffset? TimeOf(string? seconds) =>
        long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var since) && since <= LatestTime ? DateTimeOffset.FromUnixTimeSeconds(since) : null;

    private static string? KeyIdOf(string text)
    {
        try
        {
            return new JsonWebToken(text) is { Kid: { Length: > 0 } keyId } ? keyId : null;
        }
        catch (Exception malformed) when (malformed is ArgumentException or SecurityTokenException)
        {
            return null;
        }
    }
}
