using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FirstRead.Local.Iam;

namespace FirstRead.Local.Wire;

/// <summary>
/// Verifies AWS Signature Version 4 in the header and in the query (S3 API reference, "Authenticating Requests"), with
/// expiry and clock skew. What AWS would refuse is refused here, so that it is found here.
/// </summary>
public sealed class SignatureGate(KeyRing keys, TimeProvider time)
{
    private const int MostSigningKeys = 1000;
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(15);

    // A key and a day make the same signing key for every request.
    private readonly ConcurrentDictionary<(string KeyId, string Scope), byte[]> _signingKeys = new();

    public SignatureGate(AccessKey key, TimeProvider time) : this(KeyRing.Of(key), time)
    {
    }

    /// <summary>The verified signature, or why there is none.</summary>
    /// <param name="bodyHash">SHA-256 of the body that was read, hexadecimal; null to take the client's word, to be checked while the body arrives.</param>
    public (Signature? Signature, SignatureRefusal? Refusal) Verify(HttpRequest request, string? bodyHash = null)
    {
        if (SignatureClaim.Of(request) is not { } sent)
            return Refuse("AccessDenied", "Access Denied");
        var claim = bodyHash is null ? sent : sent with { PayloadHash = bodyHash };
        if (keys.Find(claim.AccessKeyId) is not { } known)
            return Refuse("InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.");
        if (CheckTime(claim) is { } late)
            return (null, late);
        var signed = claim.SignedHeaders.Split(';');
        if (CheckHeaders(request, signed) is { } unsigned)
            return (null, unsigned);
        var signingKey = SigningKey(known.Key, claim.Scope);
        var canonical = CanonicalRequest.Of(request, signed, claim.PayloadHash);
        var signature = new Signature(signingKey, claim.Date, claim.Scope, claim.Signature, claim.PayloadHash, known.Holder);
        var expected = signature.Sign("AWS4-HMAC-SHA256", Signature.Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical))));
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(claim.Signature))
            ? (signature, null)
            : Refuse("SignatureDoesNotMatch", "The request signature we calculated does not match the signature you provided.");
    }

    private SignatureRefusal? CheckTime(SignatureClaim claim)
    {
        if (!DateTimeOffset.TryParseExact(claim.Date, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var signedAt)
            || !claim.Scope.StartsWith(claim.Date[..8], StringComparison.Ordinal))
            return new SignatureRefusal("AccessDenied", "The request's date is missing, malformed or not that of its credential scope.");
        var age = time.GetUtcNow() - signedAt;
        if (claim.Expiry is { } expiry && age > expiry)
            return new SignatureRefusal("AccessDenied", "Request has expired");
        return age < -Skew || (claim.Expiry is null && age > Skew)
            ? new SignatureRefusal("RequestTimeTooSkewed", "The difference between the request time and the current time is too large.")
            : null;
    }

    /// <summary>S3 refuses a request whose x-amz-* headers are not all signed: an unsigned one could be added by anybody.</summary>
    private static SignatureRefusal? CheckHeaders(HttpRequest request, string[] signed)
    {
        if (!signed.Contains("host"))
            return new SignatureRefusal("AccessDenied", "The host header is not signed.");
        var stray = request.Headers.Keys.FirstOrDefault(name =>
            name.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase)
            && !name.Equals("x-amz-content-sha256", StringComparison.OrdinalIgnoreCase)
            && !signed.Contains(name, StringComparer.OrdinalIgnoreCase));
        return stray is null ? null : new SignatureRefusal("AccessDenied", $"There were headers present in the request which were not signed: {stray}");
    }

    private byte[] SigningKey(AccessKey key, string scope)
    {
        if (_signingKeys.Count > MostSigningKeys)
            _signingKeys.Clear();
        return _signingKeys.GetOrAdd((key.Id, scope), _ => DeriveKey(key, scope));
    }

    private static byte[] DeriveKey(AccessKey key, string scope) =>
        scope.Split('/').Aggregate(Encoding.UTF8.GetBytes("AWS4" + key.Secret), (derived, part) => HMACSHA256.HashData(derived, Encoding.UTF8.GetBytes(part)));

    private static (Signature?, SignatureRefusal?) Refuse(string code, string message) => (null, new SignatureRefusal(code, message));
}
