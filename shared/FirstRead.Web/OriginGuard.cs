using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FirstRead.Core.Access;
using FirstRead.Core.Storage;
using Microsoft.AspNetCore.Http;

namespace FirstRead.Web;

/// <summary>
/// Turns away what did not come through CloudFront, and so not through its firewall: whoever knows the API's own address lacks the secret.
/// The secret is JSON with <c>current</c>, and <c>previous</c> while CloudFront changes from one to the other.
/// </summary>
public sealed class OriginGuard(ISecretStore secrets, string secretName)
{
    public async Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        var shown = http.Request.Headers[OriginHeader.Name].ToString();
        using var expected = JsonDocument.Parse(await secrets.GetAsync(secretName, http.RequestAborted));
        if (Is(expected, "current", shown) || Is(expected, "previous", shown))
            await next(http);
        else
            await Answer.Of(Problems.NotThroughTheFront).WriteAsync(http.Response, http.RequestAborted);
    }

    /// <summary>In a time that says nothing about the secret; a value that is not set matches nothing.</summary>
    private static bool Is(JsonDocument expected, string member, string shown) =>
        expected.RootElement.TryGetProperty(member, out var value) && value.GetString() is { Length: > 0 } secret
            && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(secret)), SHA256.HashData(Encoding.UTF8.GetBytes(shown)));
}
