using System.Globalization;
using System.Text;

namespace FirstRead.Functions.Api.Pixels;

/// <summary>CloudFront's three cookies with a custom policy (Developer Guide, "Set signed cookies using a custom policy").</summary>
public static class SignedCookies
{
    /// <param name="resource">Address with a wildcard, e.g. <c>https://read.example.org/*</c>.</param>
    public static IReadOnlyList<(string Name, string Value)> For(PixelKey key, string resource, DateTimeOffset until)
    {
        // No white space, members in this order: the bytes that are signed are the bytes that are sent.
        var seconds = until.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var policy = Encoding.ASCII.GetBytes(
            "{\"Statement\":[{\"Resource\":\"" + resource + "\",\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":" + seconds + "}}}]}");
        return
        [
            ("CloudFront-Policy", CookieSafe(policy)),
            ("CloudFront-Signature", CookieSafe(key.Sign(policy))),
            ("CloudFront-Key-Pair-Id", key.KeyPairId),
        ];
    }

    /// <summary>Base 64 with CloudFront's own replacements for what a cookie may not hold.</summary>
    private static string CookieSafe(byte[] bytes) => Convert.ToBase64String(bytes).Replace('+', '-').Replace('=', '_').Replace('/', '~');
}
