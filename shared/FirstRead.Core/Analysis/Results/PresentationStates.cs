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
    private const string SignedLayer = "SIGNED";

    /// <param name="report">With the findings that are to stand.</param>
    /// <param name="signature">Null for the model's own outlines.</param>
    /// <returns>Empty where no grey picture has an outline or a point.</returns>
    /// <exception cref="ArgumentException">A finding names a picture that is not among the report's.</exception>
    public static IReadOnlyList<DicomDataset> Build(ResultReport report, ReportSignature? signature = null) =>
    [
        .. report.Findings
            .SelectMany(finding => finding.Contours.Contours.Select(contour => (contour.SopInstanceUid, contour.Frame))
                .Concat(finding.Point is null ? [] : [(finding.Finding.KeySopInstanceUid, finding.Finding.KeyFrame)]))
            .Select(drawn => report.Picture(drawn.Item1, drawn.Item2))
            .DistinctBy(picture => (picture.SopInstanceUid, picture.Frame))
            .Where(picture => picture.IsGrey)
            .GroupBy(TransformationOf)
            .Select((pictures, index) => State(report, signature, [.. pictures], index + 1)),
    ];

    private static string TransformationOf(SourcePicture picture) => string.Join(
        '\n',
        picture.SeriesInstanceUid,
        picture.Header.GetString(Tags.RescaleSlope),
        picture.Header.GetString(Tags.RescaleIntercept),
        picture.Header.GetString(Tags.PhotometricInterpretation),
        picture.Header.Contains(Tags.ModalityLUTSequence) ? picture.SopInstanceUid : "");

    private static DicomDataset State(ResultReport report, ReportSignature? signature, IReadOnlyList<SourcePicture> pictures, int number)
    {
        var (date, time) = signature?.Content ?? StudyAttributes.ContentOf(report.Source);
        var (role, layer) = signature is null ? ("presentation", Layer) : ($"signed presentation {signature.Number}", SignedLayer);
        var (mark, outlines) = (report.Simulated ? "SIMULATED " : "", signature is null ? "AI outlines, unverified" : "Signed outlines");
        var state = ModelEquipment.Add(StudyAttributes.Of(report.Source), report.Model)
            .Add(Tags.SOPClassUID, WellKnownUids.GrayscaleSoftcopyPresentationStateStorage)
            .Add(Tags.SOPInstanceUID, DerivedUids.Of(report.Study, report.Attempt, $"{role} {number}"))
            .Add(Tags.SeriesInstanceUID, DerivedUids.Of(report.Study, report.Attempt, $"{role} series"))
            .Add(Tags.SeriesNumber, (signature is null ? 12000 : 15000) + (report.Attempt % 1000))
            .Add(Tags.InstanceNumber, number)
            .Add(Tags.Modality, "PR")
            // Type 2C: the pictures say it.
            .Add(Tags.Laterality, "")
            .Add(Tags.SeriesDescription, $"{mark}{outlines}, research use only")
            .Add(Tags.PresentationCreationDate, date)
            .Add(Tags.PresentationCreationTime, time)
            .Add(Tags.ContentLabel, (signature is null, report.Simulated) switch
            {
                (true, true) => "SIMULATED_AI",
                (true, false) => "AI_OUTLINES",
                (false, true) => "SIMULATED_SIGNED",
                (false, false) => "SIGNED_OUTLINES",
            })
            .Add(Tags.ContentDescription, $"{mark}{(signature is null ? "AI, unverified" : "Signed")}; research use only, not for diagnosis")
            .Add(Tags.ContentCreatorName, signature?.Signer ?? "")
            .AddSequence(Tags.ReferencedSeriesSequence, new DicomDataset()
                .Add(Tags.SeriesInstanceUID, pictures[0].SeriesInstanceUid)
                .AddSequence(Tags.ReferencedImageSequence, [.. ContentItems.References(pictures)]))
            .AddSequence(Tags.GraphicAnnotationSequence, [.. PresentationGraphics.Of(report, signature is not null, pictures, layer)])
            .AddSequence(Tags.GraphicLayerSequence, new DicomDataset()
                .Add(Tags.GraphicLayer, layer)
                .Add(Tags.GraphicLayerOrder, 1)
                .Add(Tags.GraphicLayerRecommendedDisplayCIELabValue, 53000, 41000, 46000)
                .Add(Tags.GraphicLayerDescription, outlines));
        if (report.Model is { } model)
            state.AddSequence(Tags.ContributingEquipmentSequence, ModelEquipment.Contribution(model));
        PresentationDisplay.Add(state, pictures);
        return state;
    }
}
