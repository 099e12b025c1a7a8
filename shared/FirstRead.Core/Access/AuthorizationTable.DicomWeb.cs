using static FirstRead.Core.Access.Role;

namespace FirstRead.Core.Access;

public static partial class AuthorizationTable
{
    private const string DicomStudies = "/api/dicomweb/studies";
    private const string DicomStudy = DicomStudies + "/{studyUid}";
    private const string DicomSeries = DicomStudy + "/series/{seriesUid}";
    private const string DicomInstance = DicomSeries + "/instances/{instanceUid}";

    public static readonly Permission SearchStudies = DicomWeb(DicomStudies);
    public static readonly Permission SearchSeries = DicomWeb("/api/dicomweb/series");
    public static readonly Permission SearchInstances = DicomWeb("/api/dicomweb/instances");
    public static readonly Permission SearchStudySeries = DicomWeb(DicomStudy + "/series");
    public static readonly Permission SearchStudyInstances = DicomWeb(DicomStudy + "/instances");
    public static readonly Permission SearchSeriesInstances = DicomWeb(DicomSeries + "/instances");
    public static readonly Permission RetrieveStudy = DicomWeb(DicomStudy);
    public static readonly Permission RetrieveSeries = DicomWeb(DicomSeries);
    public static readonly Permission RetrieveInstance = DicomWeb(DicomInstance);
    public static readonly Permission StudyMetadata = DicomWeb(DicomStudy + "/metadata");
    public static readonly Permission SeriesMetadata = DicomWeb(DicomSeries + "/metadata");
    public static readonly Permission InstanceMetadata = DicomWeb(DicomInstance + "/metadata");
    public static readonly Permission RetrieveFrames = DicomWeb(DicomInstance + "/frames/{frames}");
    public static readonly Permission RetrievePixelData = DicomWeb(DicomInstance + "/pixeldata");
    public static readonly Permission RetrieveBulkData = DicomWeb(DicomInstance + "/bulkdata/{place}");
    public static readonly Permission RenderInstance = DicomWeb(DicomInstance + "/rendered");
    public static readonly Permission RenderFrame = DicomWeb(DicomInstance + "/frames/{frames}/rendered");

    /// <summary>QIDO-RS and WADO-RS (PS3.18 chapter 10) on what is de-identified and what was found.</summary>
    private static IReadOnlyList<Permission> DicomWebRows =>
    [
        SearchStudies, SearchSeries, SearchInstances, SearchStudySeries, SearchStudyInstances, SearchSeriesInstances,
        RetrieveStudy, RetrieveSeries, RetrieveInstance, StudyMetadata, SeriesMetadata, InstanceMetadata,
        RetrieveFrames, RetrievePixelData, RetrieveBulkData, RenderInstance, RenderFrame,
    ];

    private static Permission DicomWeb(string path) => new(Server.Api, "GET", path, Reach.EveryClinic, Radiologist);
}
