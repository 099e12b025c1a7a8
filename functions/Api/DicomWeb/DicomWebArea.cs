using FirstRead.Core.Access;
using FirstRead.Core.DicomWeb;
using FirstRead.Web;

namespace FirstRead.Functions.Api.DicomWeb;

/// <summary>The endpoints of DICOMweb (docs/dicomweb.md).</summary>
internal static class DicomWebArea
{
    public static Gate MapDicomWeb(this Gate gate, ApiPorts ports, ApiSettings settings)
    {
        var urls = new ResourceUrls($"{settings.PortalUrl.AbsoluteUri.TrimEnd('/')}/api/dicomweb");
        var catalogues = new CatalogueArchive(ports.Objects, ports.Ranges, settings.DeidentifiedBucket, urls);
        var holdings = new StudyHoldings(ports, settings, catalogues);
        var audit = new DicomWebAudit(ports);
        var search = new SearchEndpoints(ports, settings, holdings, catalogues, urls, audit);
        var metadata = new MetadataEndpoints(holdings, catalogues, audit);
        var one = new InstanceCall(ports, holdings, audit);
        var instances = new InstanceEndpoints(ports, holdings, one, urls, audit);
        var frames = new FrameEndpoints(ports, one, urls);
        var rendered = new RenderedEndpoints(ports, one);
        return gate
            .Map(AuthorizationTable.SearchStudies, search.StudiesAsync)
            .Map(AuthorizationTable.SearchSeries, search.SeriesAsync)
            .Map(AuthorizationTable.SearchInstances, search.InstancesAsync)
            .Map(AuthorizationTable.SearchStudySeries, search.SeriesAsync)
            .Map(AuthorizationTable.SearchStudyInstances, search.InstancesAsync)
            .Map(AuthorizationTable.SearchSeriesInstances, search.InstancesAsync)
            .Map(AuthorizationTable.RetrieveStudy, instances.StudyAsync)
            .Map(AuthorizationTable.RetrieveSeries, instances.SeriesAsync)
            .Map(AuthorizationTable.RetrieveInstance, instances.InstanceAsync)
            .Map(AuthorizationTable.StudyMetadata, metadata.OfStudyAsync)
            .Map(AuthorizationTable.SeriesMetadata, metadata.OfSeriesAsync)
            .Map(AuthorizationTable.InstanceMetadata, metadata.OfInstanceAsync)
            .Map(AuthorizationTable.RetrieveFrames, frames.FramesAsync)
            .Map(AuthorizationTable.RetrievePixelData, frames.PixelDataAsync)
            .Map(AuthorizationTable.RetrieveBulkData, frames.BulkDataAsync)
            .Map(AuthorizationTable.RenderInstance, rendered.InstanceAsync)
            .Map(AuthorizationTable.RenderFrame, rendered.FrameAsync);
    }
}
