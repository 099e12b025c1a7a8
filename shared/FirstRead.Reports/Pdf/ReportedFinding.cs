using System.Globalization;
using FirstRead.Core.Analysis;
using FirstRead.Core.Analysis.Lesions;
using FirstRead.Core.Analysis.Results;
using FirstRead.Core.Review;
using FirstRead.Core.Studies;

namespace FirstRead.Reports.Pdf;

/// <summary>A finding as a report shows it, whoever found it.</summary>
/// <param name="Details">Under its name, a line each.</param>
/// <param name="Sizes">A line each.</param>
/// <param name="Decision">What the radiologist said of it, a line each.</param>
/// <param name="ByModel">Outlines on the key frame, in its pixels.</param>
/// <param name="ByPerson">The radiologist's, on the same frame.</param>
/// <param name="Point">Where it was marked without an outline.</param>
/// <param name="Key">The instance of the key frame; null when it is not on record.</param>
internal sealed record ReportedFinding(
    string Id,
    string Label,
    IReadOnlyList<string> Details,
    string Confidence,
    IReadOnlyList<string> Sizes,
    IReadOnlyList<string> Decision,
    bool Rejected,
    IReadOnlyList<Outline> ByModel,
    IReadOnlyList<Outline> ByPerson,
    PixelPoint? Point,
    Instance? Key,
    int KeyFrame,
    ReportKeyImage? Image)
{
    /// <summary>Where sizes come from an image rather than from the analysis, what they mean; null elsewhere.</summary>
    public LengthBasis? Basis { get; private init; }

    /// <summary>Of the model in its order, then the radiologist's own.</summary>
    public static IReadOnlyList<ReportedFinding> All(RadiologyReport report, IReadOnlyList<ReportKeyImage> images)
    {
        var ofFinding = images.ToDictionary(image => image.FindingId);
        var instances = report.Instances.ToDictionary(instance => instance.SopInstanceUid);
        return
        [
            .. report.Findings.Select(finding => Of(finding, report.DecisionOn(finding), report.Signed, instances.GetValueOrDefault(finding.KeySopInstanceUid), ofFinding.GetValueOrDefault(finding.Id))),
            .. report.OwnFindings.Select(finding => Of(finding, instances.GetValueOrDefault(finding.Key.SopInstanceUid), ofFinding.GetValueOrDefault(finding.Id))),
        ];
    }

    private static ReportedFinding Of(Finding finding, FindingDecision? decision, bool signed, Instance? key, ReportKeyImage? image)
    {
        var byModel = Outlines(image?.Contours.Contours.Where(contour => (contour.SopInstanceUid, contour.Frame) == (finding.KeySopInstanceUid, finding.KeyFrame)).Select(contour => contour.Points));
        var amended = decision?.Verdict == Verdict.Amend;
        var byPerson = Drawn(amended ? decision?.Contours : null, (finding.KeySopInstanceUid, finding.KeyFrame));
        return new(
            finding.Id,
            finding.Label,
            [.. Described(finding)],
            string.Create(CultureInfo.InvariantCulture, $"{100 * finding.Confidence:0.0} %"),
            // The model's size goes with its outline; a signed report has that of the new one.
            amended && !signed ? FindingSizes.Of(byPerson, image?.Scale) : FindingSizes.Of(finding, amended ? byPerson : byModel, image?.Scale),
            [.. Decided(decision)],
            decision?.Verdict == Verdict.Reject,
            byModel,
            byPerson,
            null,
            key,
            finding.KeyFrame,
            image)
        {
            Basis = (amended && !signed) || finding.DiameterMm is null ? image?.Scale?.Basis : null,
        };
    }

    private static ReportedFinding Of(OwnFinding finding, Instance? key, ReportKeyImage? image)
    {
        var outlines = Drawn(finding.Contours, finding.Key);
        return new(
            finding.Id,
            finding.Label,
            [Code(finding.Code)],
            "–",
            FindingSizes.Of(outlines, image?.Scale),
            ["found by", finding.By],
            false,
            [],
            outlines,
            finding.Point is { } point ? new PixelPoint(point.Column, point.Row) : null,
            key,
            finding.Key.Frame,
            image)
        {
            Basis = image?.Scale?.Basis,
        };
    }

    private static IEnumerable<string> Described(Finding finding)
    {
        yield return Code(finding.Code);
        if (finding.Types.Count > 0 && finding.Types.MaxBy(type => type.Value) is var type)
            yield return string.Create(CultureInfo.InvariantCulture, $"most likely {type.Key}, {100 * type.Value:0} %");
        if (finding.SliceCount > 1)
            yield return string.Create(CultureInfo.InvariantCulture, $"on {finding.SliceCount} slices");
        if (finding.HighRisk)
            yield return "high risk by the model's rules";
    }

    private static string Code(CodedConcept code) => $"{code.Scheme} {code.Value}, {code.Meaning}";

    private static IEnumerable<string> Decided(FindingDecision? decision) => decision is null
        ? ["not yet decided"]
        : [$"{VerdictNames.Of(decision.Verdict)}ed", $"by {decision.By}", .. decision.Reason is { Length: > 0 } reason ? [reason] : Array.Empty<string>()];

    private static Outline[] Drawn(IReadOnlyList<DrawnContour>? contours, (string SopInstanceUid, int Frame) key) =>
        Outlines(contours?.Where(contour => (contour.SopInstanceUid, contour.Frame) == key).Select(contour => contour.Points));

    private static Outline[] Outlines(IEnumerable<IReadOnlyList<double[]>>? points) =>
        [.. (points ?? []).Where(one => one.Count > 0).Select(one => new Outline([.. one.Select(point => new PixelPoint(point[0], point[1]))]))];
}
