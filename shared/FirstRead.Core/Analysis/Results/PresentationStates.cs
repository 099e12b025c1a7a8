using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Registry;

namespace FirstRead.Core.Analysis.Results;

/// <summary>
/// Writes outlines and labels as Grayscale Softcopy Presentation States (PS3.3 A.33.1) on the source pictures. One state
/// has one modality transformation and one polarity, so that pictures that differ in those get one each.
/// </summary>
public static class PresentationStates
{
    private const string Layer = "AI";

    /// <returns>Empty where no grey picture has an outline.</returns>
    /// <exception cref="ArgumentException">A finding names a picture that is not among the report's.</exception>
    public static IReadOnlyList<DicomDataset> Build(ResultReport report) =>
    [
        .. report.Findings
            .SelectMany(finding => finding.Contours.Contours)
            .Select(contour => report.Picture(contour.SopInstanceUid))
            .DistinctBy(picture => picture.SopInstanceUid)
            .Where(picture => picture.IsGrey)
            .GroupBy(TransformationOf)
            .Select((pictures, index) => State(report, [.. pictures], index + 1)),
    ];

    private static string TransformationOf(SourcePicture picture) => string.Join(
        '\n',
        picture.SeriesInstanceUid,
        picture.Header.GetString(Tags.RescaleSlope),
        picture.Header.GetString(Tags.RescaleIntercept),
        picture.Header.GetString(Tags.PhotometricInterpretation),
        picture.Header.Contains(Tags.ModalityLUTSequence) ? picture.SopInstanceUid : "");

    private static DicomDataset State(ResultReport report, IReadOnlyList<SourcePicture> pictures, int number)
    {
        var (date, time) = StudyAttributes.ContentOf(report.Source);
        var mark = report.Simulated ? "SIMULATED " : "";
        var state = ModelEquipment.Add(StudyAttributes.Of(report.Source), report.Model)
            .Add(Tags.SOPClassUID, WellKnownUids.GrayscaleSoftcopyPresentationStateStorage)
            .Add(Tags.SOPInstanceUID, DerivedUids.Of(report.Study, report.Attempt, $"presentation {number}"))
            .Add(Tags.SeriesInstanceUID, DerivedUids.Of(report.Study, report.Attempt, "presentation series"))
            .Add(Tags.SeriesNumber, 12000 + (report.Attempt % 1000))
            .Add(Tags.InstanceNumber, number)
            .Add(Tags.Modality, "PR")
            // Type 2C: the pictures say it.
            .Add(Tags.Laterality, "")
            .Add(Tags.SeriesDescription, $"{mark}AI outlines, unverified, research use only")
            .Add(Tags.PresentationCreationDate, date)
            .Add(Tags.PresentationCreationTime, time)
            .Add(Tags.ContentLabel, report.Simulated ? "SIMULATED_AI" : "AI_OUTLINES")
            .Add(Tags.ContentDescription, $"{mark}AI, unverified; research use only, not for diagnosis")
            .Add(Tags.ContentCreatorName, "")
            .AddSequence(Tags.ContributingEquipmentSequence, ModelEquipment.Contribution(report.Model))
            .AddSequence(Tags.ReferencedSeriesSequence, new DicomDataset()
                .Add(Tags.SeriesInstanceUID, pictures[0].SeriesInstanceUid)
                .AddSequence(Tags.ReferencedImageSequence, [.. pictures.Select(picture => ContentItems.Reference(picture))]))
            .AddSequence(Tags.GraphicAnnotationSequence, [.. PresentationGraphics.Of(report, pictures, Layer)])
            .AddSequence(Tags.GraphicLayerSequence, new DicomDataset()
                .Add(Tags.GraphicLayer, Layer)
                .Add(Tags.GraphicLayerOrder, 1)
                .Add(Tags.GraphicLayerRecommendedDisplayCIELabValue, 53000, 41000, 46000)
                .Add(Tags.GraphicLayerDescription, "AI outlines, unverified"));
        PresentationDisplay.Add(state, pictures);
        return state;
    }
}
