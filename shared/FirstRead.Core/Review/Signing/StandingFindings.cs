using FirstRead.Core.Analysis;
using FirstRead.Core.Analysis.Lesions;
using FirstRead.Core.Analysis.Results;

namespace FirstRead.Core.Review.Signing;

/// <summary>What stands after review: the model's findings as accepted or amended, then the radiologist's own.</summary>
internal static class StandingFindings
{
    /// <param name="contours">The model's outlines; null where there is no such file.</param>
    public static IReadOnlyList<ReportedFinding> Of(Reading reading, ContourDocument? contours, ReportSource source)
    {
        var models = reading.Result?.Findings ?? [];
        var standing = models.Where(finding => reading.DecisionOn(finding.Id)?.Verdict != Verdict.Reject).Select(finding => Decided(finding, reading.DecisionOn(finding.Id), contours, source));
        var own = reading.StandingOwnFindings.Select(finding => Own(finding, source));
        return Numbered([.. standing, .. own], source.Stack);
    }

    /// <summary>The open round with its drawn outlines measured: what is signed says how large they are.</summary>
    public static ReviewRound Measured(ReviewRound round, ReportSource source) => round with
    {
        Decisions = [.. round.Decisions.Select(decision => decision.Contours is { Count: > 0 } drawn ? decision with { Measures = Measures(decision.FindingId, drawn, source) } : decision)],
        OwnFindings = round.OwnFindings is { } own ? [.. own.Select(finding => finding.Contours.Count > 0 ? finding with { Measures = Measures(finding.Id, finding.Contours, source) } : finding)] : null,
    };

    private static DrawnMeasures Measures(string id, IReadOnlyList<DrawnContour> drawn, ReportSource source) =>
        DrawnOutlines.Measured(DrawnOutlines.Placed(id, drawn, source).Contours, source);

    private static ReportedFinding Decided(Finding finding, FindingDecision? decision, ContourDocument? contours, ReportSource source) =>
        decision is { Verdict: Verdict.Amend, Contours: { } drawn }
            ? new ReportedFinding(decision.Apply(finding), DrawnOutlines.Placed(finding.Id, drawn, source)) { Origin = SegmentOrigin.SemiAutomatic }
            : new(finding, contours?.Findings.FirstOrDefault(one => one.FindingId == finding.Id) ?? new(finding.Id, []));

    private static ReportedFinding Own(OwnFinding finding, ReportSource source) => new(Described(finding, source), DrawnOutlines.Placed(finding.Id, finding.Contours, source))
    {
        Origin = SegmentOrigin.Manual,
        Point = finding.Point is { } point ? [point.Column, point.Row] : null,
    };

    private static Finding Described(OwnFinding finding, ReportSource source)
    {
        var (sopInstanceUid, frame) = finding.Measures is { } measured ? (measured.KeySopInstanceUid, measured.KeyFrame) : finding.Key;
        var series = source.Pictures.FirstOrDefault(picture => picture.SopInstanceUid == sopInstanceUid)?.SeriesInstanceUid ?? "";
        return new(
            finding.Id, finding.Label, finding.Code, Confidence: 0, new Dictionary<string, double>(), series, sopInstanceUid, frame,
            finding.Measures?.SliceCount ?? 1, finding.Measures?.AreaMm2, finding.Measures?.DiameterMm, finding.Measures?.VolumeMm3, HighRisk: false);
    }

    /// <summary>Those that lie on slices of the stack have a segment each.</summary>
    private static IReadOnlyList<ReportedFinding> Numbered(IReadOnlyList<ReportedFinding> findings, SourceStack? stack)
    {
        var number = 0;
        return [.. findings.Select(finding => IsSegment(finding, stack) ? finding with { SegmentNumber = ++number } : finding)];
    }

    private static bool IsSegment(ReportedFinding finding, SourceStack? stack) =>
        stack is not null && finding.Contours.Contours.Count > 0 && finding.Contours.Contours.All(contour => stack.IndexOf(contour) is not null);
}
