using FirstRead.Core.Access;
using FirstRead.Core.Intake.Holds;
using FirstRead.Functions.Reidentify.Holds;
using FirstRead.Functions.Reidentify.Patients;
using FirstRead.Functions.Reidentify.Releases;
using FirstRead.Web;

namespace FirstRead.Functions.Reidentify;

/// <summary>The function's endpoints.</summary>
public static class ReidentifyProgram
{
    public static WebApplication Build(ReidentifySettings settings, ReidentifyPorts ports)
    {
        var identity = new IdentityEndpoint(ports, settings.VaultKeySecret);
        var holds = new HoldEndpoints(ports, new ReleaseHeld(ports.Holds, ports.Audit, new CarryOutDecision(ports.Holds, ports.Uploads, ports.Objects, settings.IncomingBucket, ports.Clock)));
        var picture = new HeldPictureEndpoint(ports, settings.IncomingBucket);
        var releases = new ReleaseEndpoints(ports, settings);
        var views = new PatientViews(ports);
        var patients = new PatientEndpoints(ports, settings, views);
        var erasures = new ErasureEndpoints(ports, views);
        return WebProgram.Build(Server.Reidentify, settings.Web, ports.Principals, ports.Secrets, ports.Clock, gate => gate
            .Map(AuthorizationTable.Identity, identity.OpenAsync)
            .Map(AuthorizationTable.ReaderIdentity, identity.OpenForReaderAsync)
            .Map(AuthorizationTable.ListReleases, releases.ListAsync)
            .Map(AuthorizationTable.Release, releases.ReleaseAsync)
            .Map(AuthorizationTable.ListHolds, holds.ListAsync)
            .Map(AuthorizationTable.HeldPicture, picture.ShowAsync)
            .Map(AuthorizationTable.DecideHold, holds.DecideAsync)
            .Map(AuthorizationTable.FindPatient, patients.FindAsync)
            .Map(AuthorizationTable.Patient, patients.GetAsync)
            .Map(AuthorizationTable.LinkPatients, patients.LinkAsync)
            .Map(AuthorizationTable.UnlinkPatients, patients.UnlinkAsync)
            .Map(AuthorizationTable.SplitPatient, patients.SplitAsync)
            .Map(AuthorizationTable.RequestErasure, erasures.RequestAsync)
            .Map(AuthorizationTable.ListErasures, erasures.ListAsync)
            .Map(AuthorizationTable.ConfirmErasure, erasures.ConfirmAsync)
            .Map(AuthorizationTable.WithdrawErasure, erasures.WithdrawAsync)
            .Map(AuthorizationTable.ErasureCertificate, erasures.CertifyAsync));
    }
}
