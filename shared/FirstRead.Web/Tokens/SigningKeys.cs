using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace FirstRead.Web.Tokens;

/// <summary>
/// The issuer's public keys, by OpenID Connect Discovery 1.0: kept for an hour, fetched again at once for a key id that is
/// new (a rotation), but never more than once a minute, whatever key ids callers make up.
/// </summary>
public sealed class SigningKeys(HttpClient http, Uri issuer, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Freshness = TimeSpan.FromHours(1);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim fetching = new(1);
    private IReadOnlyList<SecurityKey> keys = [];
    private DateTimeOffset? triedAt;
    private DateTimeOffset? fetchedAt;

    /// <summary>Empty when the issuer has no such key.</summary>
    /// <exception cref="HttpRequestException">The issuer does not answer, and no key was ever fetched.</exception>
    public async Task<IReadOnlyList<SecurityKey>> FindAsync(string? keyId, CancellationToken cancel)
    {
        if (!Fresh(keyId))
            await RefreshAsync(keyId, cancel);
        return [.. keys.Where(key => key.KeyId == keyId)];
    }

    public void Dispose() => fetching.Dispose();

    private bool Fresh(string? keyId)
    {
        var now = clock.GetUtcNow();
        var known = keys.Any(key => key.KeyId == keyId);
        return (known && now - fetchedAt < Freshness) || now - triedAt < ShortestPause;
    }

    private async Task RefreshAsync(string? keyId, CancellationToken cancel)
    {
        await fetching.WaitAsync(cancel);
        try
        {
            if (Fresh(keyId))
                return;
            keys = await FetchAsync(cancel);
            triedAt = fetchedAt = clock.GetUtcNow();
        }
        catch (Exception problem) when (keys.Count > 0 && !cancel.IsCancellationRequested
            && problem is HttpRequestException or TaskCanceledException or JsonException or InvalidDataException)
        {
            // The keys of before still hold: an issuer that is away for a moment does not shut the reading room.
            triedAt = clock.GetUtcNow();
        }
        finally
        {
            fetching.Release();
        }
    }

    private async Task<IReadOnlyList<SecurityKey>> FetchAsync(CancellationToken cancel)
    {
        var discovery = new Uri($"{issuer.OriginalString.TrimEnd('/')}/.well-known/openid-configuration");
        using var document = JsonDocument.Parse(await http.GetStringAsync(discovery, cancel));
        if (TextOf(document, "issuer") != issuer.OriginalString)
            throw new InvalidDataException($"The discovery document of {issuer} names another issuer.");
        var address = TrustedAddress.TryParse(TextOf(document, "jwks_uri") ?? "")
            ?? throw new InvalidDataException($"The discovery document of {issuer} has no jwks_uri that can be trusted.");
        return [.. new JsonWebKeySet(await http.GetStringAsync(address, cancel)).GetSigningKeys().Where(key => key is not SymmetricSecurityKey)];
    }

    private static string? TextOf(JsonDocument document, string name) =>
        document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
