using FirstRead.Core.Audit;
using FirstRead.Web;

namespace FirstRead.Functions.Api.Pixels;

/// <summary>
/// Lets a radiologist's browser fetch pixels and results for fifteen minutes. CloudFront asks for the cookies at
/// <c>/pixels/*</c> and <c>/results/*</c> alone; one policy names one resource, so its wildcard covers the origin.
/// </summary>
public sealed class PixelSessionEndpoint(ApiPorts ports, ApiSettings settings)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    public async Task<Answer> OpenAsync(Call call)
    {
        var now = ports.Clock.GetUtcNow();
        var key = new PixelKey(settings.PixelKeyPairId, await ports.Secrets.GetAsync(settings.PixelKeySecret, call.Cancelled));
        await ports.Audit.AppendAsync(new AuditEvent(AuditSubjects.OfPrincipal(call.Caller.Subject), call.Caller.Subject, AuditActs.OpenPixels, "reading", now), call.Cancelled);
        var cookies = SignedCookies.For(key, $"{settings.PortalUrl.GetLeftPart(UriPartial.Authority)}/*", now + Lifetime);
        return cookies.Aggregate(Answer.NoContent, (answer, cookie) => answer.With("Set-Cookie", $"{cookie.Name}={cookie.Value}; {Attributes}"));
    }

    /// <summary>A browser refuses Secure cookies over plain http, which is spoken on the loopback address alone.</summary>
    private string Attributes =>
        $"Path=/; Max-Age={(int)Lifetime.TotalSeconds}; HttpOnly; SameSite=Strict{(settings.PortalUrl.Scheme == Uri.UriSchemeHttps ? "; Secure" : "")}";
}
