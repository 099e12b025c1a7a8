using FirstRead.Core.Access;
using FirstRead.Web;

namespace FirstRead.Functions.Reidentify;

/// <summary>The function's one endpoint.</summary>
public static class ReidentifyProgram
{
    public static WebApplication Build(ReidentifySettings settings, ReidentifyPorts ports)
    {
        var identity = new IdentityEndpoint(ports, settings.VaultKeySecret);
        return WebProgram.Build(Server.Reidentify, settings.Web, ports.Principals, ports.Clock, gate => gate
            .Map(AuthorizationTable.Identity, identity.OpenAsync));
    }
}
