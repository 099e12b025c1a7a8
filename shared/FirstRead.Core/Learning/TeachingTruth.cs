using FirstRead.Core.Analysis;
using FirstRead.Core.Review;

namespace FirstRead.Core.Learning;

/// <summary>What a signed read says and what the model said, as marks: under the study's UIDs, then under a copy's.</summary>
public static class TeachingTruth
{
    /// <param name="contours">The model's outlines; null where there is no such file.</param>
    /// <param name="copyOf">The copy's UID of a picture; null for one that was not copied.</param>
    /// <returns>Null when a finding that stands has no place in the copy: such a case could not be solved.</returns>
    public static TeachingAnswers? Answers(Reading reading, ContourDocument? contours, Func<string, string?> copyOf)
    {
        var standing = TeachingRelease.Standing(reading).ToHashSet(StringComparer.Ordinal);
        var truth = Truth(reading, standing, contours).Select(marking => Mapped(marking, copyOf)).ToArray();
        if (truth.Any(marking => marking is null || marking.Contours.Count == 0 && marking.Point is null))
            return null;
        var ai = Ai(reading, contours).Select(marking => Clipped(marking, copyOf)).Where(marking => marking.Contours.Count > 0);
        var model = reading.Result?.Model;
        return new([.. truth.Select((marking, index) => marking! with { Id = $"T{index + 1}" })], [.. ai.Select((marking, index) => marking with { Id = $"A{index + 1}" })],
            model is null ? null : $"{model.Name} {model.Version}", model is not null);
    }

    private static IEnumerable<Marking> Truth(Reading reading, HashSet<string> standing, ContourDocument? contours)
    {
        foreach (var finding in (reading.Result?.Findings ?? []).Where(finding => standing.Contains(finding.Id)))
            yield return reading.DecisionOn(finding.Id) is { Verdict: Verdict.Amend, Contours: { } drawn }
                ? new Marking(finding.Id, finding.Label, drawn)
                : new Marking(finding.Id, finding.Label, OutlinesOf(finding, contours));
        foreach (var finding in reading.StandingOwnFindings)
            yield return new Marking(finding.Id, finding.Label, finding.Contours, finding.Point);
    }

    private static IEnumerable<Marking> Ai(Reading reading, ContourDocument? contours) =>
        (reading.Result?.Findings ?? []).Select(finding => new Marking(finding.Id, finding.Label, OutlinesOf(finding, contours)));

    private static DrawnContour[] OutlinesOf(Finding finding, ContourDocument? contours) => contours?.Findings.FirstOrDefault(one => one.FindingId == finding.Id) switch
    {
        { Contours.Count: > 0 } found => [.. found.Contours.Select(contour => new DrawnContour(contour.SopInstanceUid, contour.Frame, contour.Points))],
        { Box: [var left, var top, var right, var bottom] } => [new DrawnContour(finding.KeySopInstanceUid, finding.KeyFrame, [[left, top], [right, top], [right, bottom], [left, bottom]])],
        _ => [],
    };

    /// <summary>Null when part of it lies on a picture that was not copied.</summary>
    private static Marking? Mapped(Marking marking, Func<string, string?> copyOf)
    {
        var clipped = Clipped(marking, copyOf);
        return clipped.Contours.Count == marking.Contours.Count && clipped.Point is null == marking.Point is null ? clipped : null;
    }

    private static Marking Clipped(Marking marking, Func<string, string?> copyOf) => marking with
    {
        Contours = [.. marking.Contours.Where(contour => copyOf(contour.SopInstanceUid) is not null).Select(contour => contour with { SopInstanceUid = copyOf(contour.SopInstanceUid)! })],
        Point = marking.Point is { } point && copyOf(point.SopInstanceUid) is { } copy ? point with { SopInstanceUid = copy } : null,
    };
}
