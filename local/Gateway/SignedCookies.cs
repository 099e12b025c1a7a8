using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace FirstRead.Local.Gateway;

/// <summary>
/// CloudFront's check of signed cookies with a custom policy (CloudFront developer guide, "Use signed cookies"): RSA with SHA-1,
/// as CloudFront has it, over the policy's bytes; resource with wildcards; times; one key.
/// </summary>
public sealed class SignedCookies(RSA publicKey, string keyPairId, TimeProvider time)
{
    /// <summary>May this request's cookies fetch this address?</summary>
    public bool Admit(IRequestCookieCollection cookies, string address)
    {
        if (cookies["CloudFront-Key-Pair-Id"] != keyPairId
            || Decode(cookies["CloudFront-Policy"]) is not { } policy
            || Decode(cookies["CloudFront-Signature"]) is not { } signature)
            return false;
#pragma warning disable CA5350 // CloudFront signs cookies with SHA-1
        return publicKey.VerifyData(policy, signature, HashAlgorithmName.SHA1, RSASignaturePadding.Pkcs1) && Allows(policy, address);
#pragma warning restore CA5350
    }

    private bool Allows(byte[] policy, string address)
    {
        try
        {
            using var document = JsonDocument.Parse(policy);
            // One statement: CloudFront takes no more.
            var statement = document.RootElement.GetProperty("Statement").EnumerateArray().Single();
            var condition = statement.GetProperty("Condition");
            var now = time.GetUtcNow().ToUnixTimeSeconds();
            return Matches(statement.GetProperty("Resource").GetString() ?? "", address)
                && now < Epoch(condition, "DateLessThan")
                && (!condition.TryGetProperty("DateGreaterThan", out _) || now > Epoch(condition, "DateGreaterThan"))
                // No condition that we do not check may pass as if it held.
                && condition.EnumerateObject().All(entry => entry.Name is "DateLessThan" or "DateGreaterThan");
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return false;
        }
    }

    private static long Epoch(JsonElement condition, string name) => condition.GetProperty(name).GetProperty("AWS:EpochTime").GetInt64();

    private static bool Matches(string pattern, string address) =>
        Regex.IsMatch(address, $@"\A{Regex.Escape(pattern).Replace(@"\*", ".*", StringComparison.Ordinal).Replace(@"\?", ".", StringComparison.Ordinal)}\z", RegexOptions.NonBacktracking);

    /// <summary>Base64 with CloudFront's substitutes: - for +, _ for =, ~ for /.</summary>
    private static byte[]? Decode(string? value)
    {
        if (value is null)
            return null;
        var bytes = new byte[value.Length];
        var text = value.Replace('-', '+').Replace('_', '=').Replace('~', '/');
        return Convert.TryFromBase64String(text, bytes, out var count) ? bytes[..count] : null;
    }
}
