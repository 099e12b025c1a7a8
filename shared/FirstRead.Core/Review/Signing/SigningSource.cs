using FirstRead.Core.Analysis;
using FirstRead.Core.Analysis.Results;
using FirstRead.Core.Studies;

namespace FirstRead.Core.Review.Signing;

/// <summary>What an analysis left for those who sign, and what it did not.</summary>
/// <param name="Contours">The model's outlines; null where there is no such file.</param>
/// <param name="Remarks">What the signed report must say that it lacks, a sentence each.</param>
public sealed record SigningSource(ReportSource Source, ContourDocument? Contours, IReadOnlyList<string> Remarks)
{
    private const string NoHeaders = "The analysis kept no headers of its pictures: the report gives no study date and no pixel sizes, and its outlines have no segmentation.";
    private const string NoModel = "No model read the study: the report names its pictures and holds the radiologist's words.";

    /// <param name="kept">What the analysis wrote; null where no model read the study, and for results of before it was kept.</param>
    /// <param name="instances">All of the study.</param>
    public static SigningSource Of(Reading reading, IReadOnlyList<Instance> instances, ReportSource? kept, ContourDocument? contours)
    {
        // Where no model read it, headers were kept of the pictures that were looked at; the others are known by their rows.
        var isRead = reading.Result?.Objects.Report is not null;
        var source = kept is null ? RowSource.Of(reading.Study, instances) : isRead ? kept : RowSource.Complete(kept, instances);
        return new(WithDrawn(source, reading, instances), contours, kept is null && reading.Result?.Model is not null ? [NoHeaders] : isRead && kept is not null ? [] : [NoModel]);
    }

    public SignedCalendar Calendar(StudyTimes times) => SignedCalendar.Of(Source.Source, times);

    /// <summary>Pictures that a person drew on and the model did not read are known by their rows.</summary>
    private static ReportSource WithDrawn(ReportSource source, Reading reading, IReadOnlyList<Instance> instances)
    {
        var drawn = reading.Rounds.SelectMany(round => round.Decisions).SelectMany(decision => decision.Contours ?? [])
            .Concat(reading.OwnFindings.SelectMany(finding => finding.Contours))
            .Select(contour => (contour.SopInstanceUid, contour.Frame))
            .Concat(reading.OwnFindings.Select(finding => finding.Key))
            .Where(one => !source.Pictures.Any(picture => picture.Is(one.SopInstanceUid, one.Frame)))
            .Select(one => one.SopInstanceUid)
            .ToHashSet();
        return drawn.Count == 0 ? source : source with { Pictures = [.. source.Pictures, .. instances.Where(instance => drawn.Contains(instance.SopInstanceUid)).Select(RowSource.Picture)] };
    }
}
