using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;

namespace FirstRead.Core.Analysis.Results;

/// <summary>The content tree of a Measurement Report (PS3.16 TID 1500), in the order of its rows.</summary>
internal static class ReportContent
{
    public static IReadOnlyList<DicomDataset> Of(ResultReport report, ReportSignature? signature) =>
    [
        ContentItems.Code(Relationships.ConceptModifier, ReportCodes.Language, ReportCodes.English),
        .. Observers(report.Model, signature),
        ContentItems.Code(Relationships.ConceptModifier, ReportCodes.ProcedureReported, ReportCodes.Procedure(report.Source.GetString(Tags.Modality))),
        Library(report),
        .. Measurements(report),
        Evaluations(report, signature),
    ];

    // TID 1001 to 1004. A person who signs stands first: the report is theirs.
    private static IEnumerable<DicomDataset> Observers(ModelIdentity? model, ReportSignature? signature)
    {
        if (signature is not null)
        {
            yield return ContentItems.Code(Relationships.ObservationContext, ReportCodes.ObserverType, ReportCodes.Person);
            yield return ContentItems.PersonName(Relationships.ObservationContext, ReportCodes.PersonName, signature.Signer);
        }
        if (model is null)
            yield break;
        yield return ContentItems.Code(Relationships.ObservationContext, ReportCodes.ObserverType, ReportCodes.Device);
        yield return ContentItems.Uid(Relationships.ObservationContext, ReportCodes.DeviceUid, model.DeviceUid);
        yield return ContentItems.Text(Relationships.ObservationContext, ReportCodes.DeviceName, "FirstRead");
        yield return ContentItems.Text(Relationships.ObservationContext, ReportCodes.DeviceManufacturer, "FirstRead");
        yield return ContentItems.Text(Relationships.ObservationContext, ReportCodes.DeviceModel, model.Name);
    }

    // TID 1600: what the model read, with and without findings.
    private static DicomDataset Library(ResultReport report) => ContentItems.Container(
        Relationships.Contains,
        ReportCodes.ImageLibrary,
        [
            .. report.Pictures.GroupBy(picture => picture.SeriesInstanceUid).Select(series => ContentItems.Container(
                Relationships.Contains,
                ReportCodes.ImageLibraryGroup,
                [.. ContentItems.References(series).Select(reference => ContentItems.Image(Relationships.Contains, null, reference))])),
        ]);

    private static DicomDataset[] Measurements(ResultReport report) => report.Findings.Count == 0
        ? []
        : [ContentItems.Container(Relationships.Contains, ReportCodes.Measurements, [.. AlgorithmOfAll(report), .. report.Findings.SelectMany(finding => ReportGroups.Of(report, finding))])];

    // What stands here speaks for every group below; a finding of the radiologist's own came from no algorithm.
    private static IReadOnlyList<DicomDataset> AlgorithmOfAll(ResultReport report) =>
        report.Findings.Any(finding => finding.Origin == SegmentOrigin.Manual) ? [] : ReportAlgorithm.Of(report.Model);

    // Stands in for the measurements where nothing was found (row 12), and says in every report what it is worth.
    private static DicomDataset Evaluations(ResultReport report, ReportSignature? signature)
    {
        var content = ReportAlgorithm.Of(report.Model).ToList();
        if (report.Findings.Count == 0)
            content.Add(ContentItems.Text(Relationships.Contains, ReportCodes.Finding, NothingFound(report, signature)));
        if (signature is { Impression: { Length: > 0 } impression })
            content.Add(ContentItems.Text(Relationships.Contains, ReportCodes.Impression, impression));
        content.AddRange(report.Remarks.Select(remark => ContentItems.Text(Relationships.Contains, ReportCodes.Comment, remark)));
        content.Add(ContentItems.Text(Relationships.Contains, ReportCodes.Comment, signature is null ? Notices.Of(report.Simulated) : Notices.OfSigned(report.Simulated)));
        return ContentItems.Container(Relationships.Contains, ReportCodes.Evaluations, content);
    }

    private static string NothingFound(ResultReport report, ReportSignature? signature) => (report.Model, signature) switch
    {
        (null, _) => "No model read the study.",
        (_, null) => "The model marked nothing.",
        _ => "No finding of the model stands.",
    };
}
