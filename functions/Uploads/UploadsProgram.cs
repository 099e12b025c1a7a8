using FirstRead.Core.Access;
using FirstRead.Web;

namespace FirstRead.Functions.Uploads;

/// <summary>The function's endpoints.</summary>
public static class UploadsProgram
{
    public static WebApplication Build(UploadsSettings settings, UploadsPorts ports)
    {
        var creation = new UploadCreation(ports, settings.Patience);
        var renewal = new UrlRenewal(ports);
        var views = new UploadViews(ports);
        return WebProgram.Build(Server.Uploads, settings.Web, ports.Principals, ports.Clock, gate => gate
            .Map(AuthorizationTable.CreateUpload, creation.CreateAsync)
            .Map(AuthorizationTable.ListUploads, views.ListAsync)
            .Map(AuthorizationTable.Upload, views.GetAsync)
            .Map(AuthorizationTable.RenewUrls, renewal.RenewAsync));
    }
}
