using FirstRead.Web;

namespace FirstRead.Functions.Api.Pixels;

/// <summary>Grants a browser what lies under one path of our origin, for fifteen minutes. The cookie's own path sends it nowhere else, and its signed policy is good for nothing else.</summary>
internal sealed class PixelCookies(PixelKey key, Uri portal)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    public static async Task<PixelCookies> LoadAsync(ApiPorts ports, ApiSettings settings, CancellationToken cancel) =>
        new(new PixelKey(settings.PixelKeyPairId, await ports.Secrets.GetAsync(settings.PixelKeySecret, cancel)), settings.PortalUrl);

    /// <param name="path">Begins and ends with a slash.</param>
    public Answer Grant(string path, DateTimeOffset now) => SignedCookies
        .For(key, $"{portal.GetLeftPart(UriPartial.Authority)}{path}*", now + Lifetime)
        .Aggregate(Answer.NoContent, (answer, cookie) => answer.With("Set-Cookie", $"{cookie.Name}={cookie.Value}; Path={path}; {Attributes}"));

    /// <summary>A browser refuses Secure cookies over plain http, which is spoken on the loopback address alone.</summary>
    private string Attributes => $"Max-Age={(int)Lifetime.TotalSeconds}; HttpOnly; SameSite=Strict{(portal.Scheme == Uri.UriSchemeHttps ? "; Secure" : "")}";
}
