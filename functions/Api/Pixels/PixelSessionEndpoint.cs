using FirstRead.Core.Audit;
using FirstRead.Web;

namespace FirstRead.Functions.Api.Pixels;

/// <summary>
/// Lets a radiologist's browser fetch pixels and results for fifteen minutes. CloudFront asks for the cookies at
/// <c>/pixels/*</c> and <c>/results/*</c> alone; one policy names one resource, so its wildcard covers the origin.
/// </summary>
public sealed class PixelSessionEndpoint(ApiPorts ports, ApiSettings settings)
{
    public async Task<Answer> OpenAsync(Call call)
    {
        var now = ports.Clock.GetUtcNow();
        var cookies = await PixelCookies.LoadAsync(ports, settings, call.Cancelled);
        await ports.Audit.AppendAsync(new AuditEvent(AuditSubjects.OfPrincipal(call.Caller.Subject), call.Caller.Subject, AuditActs.OpenPixels, "reading", now), call.Cancelled);
        return cookies.Grant("/", now);
    }
}
