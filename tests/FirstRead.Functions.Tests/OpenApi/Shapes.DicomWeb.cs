using FirstRead.Core.Access;

namespace FirstRead.Functions.Tests.OpenApi;

public static partial class Shapes
{
    private const string DicomJson = "application/dicom+json";
    private const string Multipart = "multipart/related";

    /// <summary>PS3.18 describes the bodies; docs/dicomweb.md says what of it is done here.</summary>
    private static IReadOnlyList<Shape> DicomWeb =>
    [
        Search(AuthorizationTable.SearchStudies),
        Search(AuthorizationTable.SearchSeries),
        Search(AuthorizationTable.SearchInstances),
        Search(AuthorizationTable.SearchStudySeries),
        Search(AuthorizationTable.SearchStudyInstances),
        Search(AuthorizationTable.SearchSeriesInstances),
        Shape.File(AuthorizationTable.RetrieveStudy, Multipart),
        Shape.File(AuthorizationTable.RetrieveSeries, Multipart),
        Shape.File(AuthorizationTable.RetrieveInstance, "application/dicom"),
        Shape.File(AuthorizationTable.StudyMetadata, DicomJson),
        Shape.File(AuthorizationTable.SeriesMetadata, DicomJson),
        Shape.File(AuthorizationTable.InstanceMetadata, DicomJson),
        Shape.File(AuthorizationTable.RetrieveFrames, Multipart),
        Shape.File(AuthorizationTable.RetrievePixelData, Multipart),
        Shape.File(AuthorizationTable.RetrieveBulkData, "application/octet-stream"),
        Rendered(AuthorizationTable.RenderInstance),
        Rendered(AuthorizationTable.RenderFrame),
    ];

    private static Shape Search(Permission row) => Shape.File(row, DicomJson)
        .Query("{attribute}", "keyword or eight digits, as many as needed").Query("includefield", "all, or attributes parted by commas").Query("limit", "100 where left out").Query("offset", "0 where left out");

    private static Shape Rendered(Permission row) => Shape.File(row, "image/jpeg")
        .Query("window", "center,width,function").Query("viewport", "width,height[,left,top,width,height]").Query("quality", "1 to 100");
}
