using Microsoft.AspNetCore.Http.Features;

namespace FirstRead.Local.Wire;

/// <summary>What a request says about its signature, from the Authorization header or from the query (presigned).</summary>
internal sealed record SignatureClaim(
    string AccessKeyId,
    string Scope,
    string Date,
    string SignedHeaders,
    string Signature,
    string PayloadHash,
    TimeSpan? Expiry)
{
    private const string Algorithm = "AWS4-HMAC-SHA256";

    /// <summary>Null when the request carries none that can be read.</summary>
    public static SignatureClaim? Of(HttpRequest request) =>
        request.Query.ContainsKey("X-Amz-Algorithm") ? OfQuery(request) : OfHeader(request);

    /// <summary>The request's path and query exactly as sent: decoding first would hide what was signed.</summary>
    public static (string Path, string Query) Target(HttpRequest request)
    {
        var raw = request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var mark = raw.IndexOf('?', StringComparison.Ordinal);
        return mark < 0 ? (raw, "") : (raw[..mark], raw[(mark + 1)..]);
    }

    private static SignatureClaim? OfQuery(HttpRequest request)
    {
        var query = request.Query;
        if (query["X-Amz-Algorithm"] != Algorithm || !int.TryParse(query["X-Amz-Expires"], out var seconds) || seconds is < 1 or > 604800)
            return null;
        var payload = request.Headers["x-amz-content-sha256"].ToString();
        return Of(query["X-Amz-Credential"].ToString(), query["X-Amz-Date"].ToString(), query["X-Amz-SignedHeaders"].ToString(),
            query["X-Amz-Signature"].ToString(), payload.Length == 0 ? "UNSIGNED-PAYLOAD" : payload, TimeSpan.FromSeconds(seconds));
    }

    private static SignatureClaim? OfHeader(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (!header.StartsWith(Algorithm + " ", StringComparison.Ordinal))
            return null;
        var parts = new Dictionary<string, string>();
        foreach (var part in header[Algorithm.Length..].Split(','))
            if (part.Trim().Split('=', 2) is [var name, var value])
                parts[name] = value;
        return Of(parts.GetValueOrDefault("Credential", ""), request.Headers["x-amz-date"].ToString(), parts.GetValueOrDefault("SignedHeaders", ""),
            parts.GetValueOrDefault("Signature", ""), request.Headers["x-amz-content-sha256"].ToString(), expiry: null);
    }

    private static SignatureClaim? Of(string credential, string date, string signedHeaders, string signature, string payload, TimeSpan? expiry)
    {
        var slash = credential.IndexOf('/', StringComparison.Ordinal);
        return slash <= 0 || signature.Length == 0
            ? null
            : new SignatureClaim(credential[..slash], credential[(slash + 1)..], date, signedHeaders, signature, payload, expiry);
    }
}
