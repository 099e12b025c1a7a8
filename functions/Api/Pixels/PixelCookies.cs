using FirstRead.Web;

namespace FirstRead.Functions.Api.Pixels;

/// <summary>Grants a browser what lies under one path of our origin, for fifteen minutes. The cookie's own path sends it nowhere else, and its signed policy is good for nothing else.</summary>
internal sealed class PixelCookies(PixelKey key, Uri portal)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    public static async Task<PixelCookies> LoadAsync(ApiPorts ports, ApiSettings settings, CancellationToken cancel) =>
        new(new PixelKey(settings.PixelKeyPairId, await ports.Secrets.GetAsync(settings.PixelKeySecret, cancel)), settings.PortalUrl);

    /// <param name="path">Begins and ends with a slash.</param>
    public Answer Grant(string path, DateTimeOffset now) => Add(Answer.NoContent, path, $"{path}*", now);

    /// <param name="path">Where the browser sends the cookies; begins and ends with a slash.</param>
    /// <param name="pattern">What the signed policy is good for; * stands for any characters.</param>
    public Answer Add(Answer answer, string path, string pattern, DateTimeOffset now) => SignedCookies
        .For(key, portal.GetLeftPart(UriPartial.Authority) + pattern, now + Lifetime)
        .Aggregate(answer, (made, cookie) => made.With("Set-Cookie", $"{cookie.Name}={cookie.Value}; Path={path}; {Attributes}"));

    /// <summary>A browser refuses Secure cookies over plain http, which is spoken on the loopback address alone.</summary>
    private string Attributes => $"Max-Age={(int)Lifetime.TotalSeconds}; HttpOnly; SameSite=Strict{(portal.Scheme == Uri.UriSchemeHttps ? "; Secure" : "")}";
}
