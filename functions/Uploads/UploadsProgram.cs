using FirstRead.Core.Access;
using FirstRead.Core.Storage;
using FirstRead.Web;

namespace FirstRead.Functions.Uploads;

/// <summary>The function's endpoints.</summary>
public static class UploadsProgram
{
    /// <param name="secrets">Needed where the settings name the origin's secret.</param>
    public static WebApplication Build(UploadsSettings settings, UploadsPorts ports, ISecretStore? secrets = null)
    {
        var creation = new UploadCreation(ports, settings.Patience, settings.Rate);
        var renewal = new UrlRenewal(ports, settings.Patience);
        var parts = new PartEndpoints(ports, settings.Patience);
        var growth = new UploadGrowth(ports, settings.Patience);
        var views = new UploadViews(ports);
        return WebProgram.Build(Server.Uploads, settings.Web, ports.Principals, secrets, ports.Clock, gate => gate
            .Map(AuthorizationTable.CreateUpload, creation.CreateAsync)
            .Map(AuthorizationTable.ListUploads, views.ListAsync)
            .Map(AuthorizationTable.Upload, views.GetAsync)
            .Map(AuthorizationTable.AddFiles, growth.AddAsync)
            .Map(AuthorizationTable.CloseUpload, growth.CloseAsync)
            .Map(AuthorizationTable.CancelUpload, growth.CancelAsync)
            .Map(AuthorizationTable.RenewUrls, renewal.RenewAsync)
            .Map(AuthorizationTable.PartUrls, parts.OfferAsync)
            .Map(AuthorizationTable.CompleteParts, parts.CompleteAsync));
    }
}
