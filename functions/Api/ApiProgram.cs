using FirstRead.Core.Access;
using FirstRead.Functions.Api.Communications;
using FirstRead.Functions.Api.Pixels;
using FirstRead.Functions.Api.Readers;
using FirstRead.Functions.Api.Trail;
using FirstRead.Reports.Signing;
using FirstRead.Web;

namespace FirstRead.Functions.Api;

/// <summary>The function's endpoints.</summary>
public static class ApiProgram
{
    public static WebApplication Build(ApiSettings settings, ApiPorts ports)
    {
        var start = new StartEndpoints(settings);
        var studies = new StudyEndpoints(ports);
        var worklist = new WorklistEndpoint(ports);
        var readers = new ReaderEndpoint(ports);
        var ownReads = new OwnReadEndpoints(ports);
        var communications = new CommunicationEndpoints(ports);
        var trail = new AuditTrailEndpoint(ports);
        var deidentification = new DeidentificationEndpoint(ports, settings.DeidentifiedBucket);
        var archive = new SigningArchive(ports.Objects, settings.ResultsBucket);
        var reviews = new ReviewEndpoints(ports);
        var signing = new SigningEndpoints(ports, archive, new FreshLogin(TimeSpan.FromSeconds(settings.ReauthenticationSeconds), ports.Clock));
        var reports = new ReportEndpoint(ports, archive);
        var acknowledgements = new AcknowledgeEndpoint(ports);
        var alerts = new AlertEndpoints(ports, settings.SnoozeMinutes);
        var pixels = new PixelSessionEndpoint(ports, settings);
        return WebProgram.Build(Server.Api, settings.Web, ports.Principals, ports.Secrets, ports.Clock, gate => gate
            .Map(AuthorizationTable.Configuration, start.Configure)
            .Map(AuthorizationTable.Me, StartEndpoints.Me)
            .Map(AuthorizationTable.Worklist, worklist.ListAsync)
            .Map(AuthorizationTable.Study, studies.GetAsync)
            .Map(AuthorizationTable.StartReading, readers.BeatAsync)
            .Map(AuthorizationTable.OwnRead, ownReads.SaveAsync)
            .Map(AuthorizationTable.ShowAi, ownReads.ShowAsync)
            .Map(AuthorizationTable.Untold, communications.ListAsync)
            .Map(AuthorizationTable.Communicate, communications.TellAsync)
            .Map(AuthorizationTable.AuditTrail, trail.GetAsync)
            .Map(AuthorizationTable.Deidentification, deidentification.GetAsync)
            .Map(AuthorizationTable.Acknowledge, acknowledgements.AcknowledgeAsync)
            .Map(AuthorizationTable.OnCall, alerts.OnCallAsync)
            .Map(AuthorizationTable.StudyAlerts, alerts.ListAsync)
            .Map(AuthorizationTable.SnoozeAlert, alerts.SnoozeAsync)
            .Map(AuthorizationTable.ReassignAlert, alerts.ReassignAsync)
            .Map(AuthorizationTable.DecideFinding, reviews.DecideAsync)
            .Map(AuthorizationTable.AddFinding, reviews.AddAsync)
            .Map(AuthorizationTable.RemoveFinding, reviews.RemoveAsync)
            .Map(AuthorizationTable.FindingCodes, ReviewEndpoints.ListCodes)
            .Map(AuthorizationTable.Sign, signing.SignAsync)
            .Map(AuthorizationTable.Addendum, signing.AppendAsync)
            .Map(AuthorizationTable.Report, reports.GetAsync)
            .Map(AuthorizationTable.PixelSession, pixels.OpenAsync));
    }
}
