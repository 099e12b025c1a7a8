using FirstRead.Core.Access;
using FirstRead.Functions.Api.Pixels;
using FirstRead.Web;

namespace FirstRead.Functions.Api;

/// <summary>The function's endpoints.</summary>
public static class ApiProgram
{
    public static WebApplication Build(ApiSettings settings, ApiPorts ports)
    {
        var start = new StartEndpoints(settings);
        var studies = new StudyEndpoints(ports);
        var deidentification = new DeidentificationEndpoint(ports, settings.DeidentifiedBucket);
        var reviews = new ReviewEndpoints(ports);
        var acknowledgements = new AcknowledgeEndpoint(ports);
        var pixels = new PixelSessionEndpoint(ports, settings);
        return WebProgram.Build(Server.Api, settings.Web, ports.Principals, ports.Secrets, ports.Clock, gate => gate
            .Map(AuthorizationTable.Configuration, start.Configure)
            .Map(AuthorizationTable.Me, StartEndpoints.Me)
            .Map(AuthorizationTable.Worklist, studies.ListAsync)
            .Map(AuthorizationTable.Study, studies.GetAsync)
            .Map(AuthorizationTable.Deidentification, deidentification.GetAsync)
            .Map(AuthorizationTable.Acknowledge, acknowledgements.AcknowledgeAsync)
            .Map(AuthorizationTable.DecideFinding, reviews.DecideAsync)
            .Map(AuthorizationTable.Sign, reviews.SignAsync)
            .Map(AuthorizationTable.PixelSession, pixels.OpenAsync));
    }
}
