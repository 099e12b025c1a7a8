using FirstRead.Core.Access;
using FirstRead.Functions.Api.Bodies;
using FirstRead.Web;

namespace FirstRead.Functions.Api;

/// <summary>What the portal asks first: where to log in, and who it then is.</summary>
public sealed class StartEndpoints(ApiSettings settings)
{
    public Task<Answer> Configure(Call call) => Task.FromResult(Answer.Json(
        new ConfigurationBody(settings.Web.Issuer.OriginalString, settings.Web.ClientIds[0], settings.PortalUrl.AbsoluteUri.TrimEnd('/'), settings.IdleMinutes),
        ApiJson.Default.ConfigurationBody));

    public static Task<Answer> Me(Call call) => Task.FromResult(Answer.Json(
        new MeBody(call.Caller.Subject, call.Caller.Name, [.. call.Caller.Roles.Select(RoleNames.Of)], call.Caller.Clinic?.Value),
        ApiJson.Default.MeBody));
}
