using FirstRead.Core.Analysis;
using FirstRead.Core.Analysis.Results;
using FirstRead.Dicom.Datasets;

namespace FirstRead.Core.Review.Signing;

/// <summary>The DICOM objects of a signature: the report, the segmentation of what stands, and its outlines on the pictures.</summary>
public static class SignedObjects
{
    // Type 1 (PS3.3 C.17.2): who answers for the signer.
    private const string Organization = "FirstRead reading service";

    /// <summary>Measures what was drawn in the round.</summary>
    public static ReviewRound Measured(ReviewRound round, SigningSource source) => StandingFindings.Measured(round, source.Source);

    /// <param name="reading">With the round that is signed as its last; times as the clock told them.</param>
    /// <returns>Names and data sets; <see cref="DicomDataset.WriteFile"/> makes files of them.</returns>
    public static IReadOnlyList<(string Name, DicomDataset Document)> Build(Reading reading, SigningSource source)
    {
        var signature = SignatureOf(reading, source);
        var report = ReportOf(reading, source, signature.Number);
        var objects = new List<(string, DicomDataset)> { (SignedSet.ReportName, StructuredReport.Build(report, signature)) };
        if (SegmentationOf(report, source.Source.Stack, signature.Number) is { } segmentation)
            objects.Add((SignedSet.SegmentationName, SegmentationDocument.Build(segmentation)));
        foreach (var (index, state) in PresentationStates.Build(report, signature).Index())
            objects.Add((SignedSet.PresentationName(index + 1), state));
        return objects;
    }

    private static ReportSignature SignatureOf(Reading reading, SigningSource source)
    {
        var (round, signed) = (reading.Rounds[^1], reading.Rounds[^1].Signature ?? throw new ArgumentException("The last round is not signed.", nameof(reading)));
        return new(round.Number, SignerName.Of(signed.SignedBy), Organization, source.Calendar(reading.Study.Times).Of(signed.SignedAt), Words(reading), PredecessorOf(reading));
    }

    /// <summary>All that was signed, for a report takes the place of the one before it.</summary>
    private static string Words(Reading reading)
    {
        var words = reading.Rounds.Select(round => round.Signature?.Words).OfType<string>();
        return string.Join("\n\n", words.Select((text, index) => index == 0 ? text : $"Addendum {index}: {text}"));
    }

    private static DocumentReference? PredecessorOf(Reading reading) =>
        reading.Rounds.SkipLast(1).LastOrDefault(round => round.Signature is { } signature && SignedSet.Of(signature).Report is not null) is { } before
            ? DocumentReference.OfSignedReport(reading.Study.Id, before.Signature!.ResultAttempt, before.Number)
            : reading.Result?.Objects.Report is not null ? DocumentReference.OfReport(reading.Study.Id, reading.Study.ResultAttempt) : null;

    private static ResultReport ReportOf(Reading reading, SigningSource source, int number)
    {
        var findings = StandingFindings.Of(reading, source.Contours, source.Source);
        return new(
            reading.Study.Id,
            reading.Study.ResultAttempt,
            source.Source.Source,
            source.Source.Pictures,
            findings,
            findings.Any(finding => finding.SegmentNumber is not null) ? DocumentReference.OfSignedSegmentation(reading.Study.Id, reading.Study.ResultAttempt, number) : null,
            reading.Result?.Model,
            reading.Study.Simulated || reading.Result?.Simulated == true)
        {
            Remarks = [.. reading.Result?.Reason is { } reason ? [ReasonText.WithoutUids(reason)] : Array.Empty<string>(), .. source.Remarks],
        };
    }

    private static Segmentation? SegmentationOf(ResultReport report, SourceStack? stack, int number) => stack is null || report.Segmentation is null || report.Model is null
        ? null
        : new Segmentation(
            report.Study,
            report.Attempt,
            report.Source,
            stack,
            [.. report.Findings.Where(finding => finding.SegmentNumber is not null).Select(finding => Segment.Of(finding.Finding, finding.Contours, stack, finding.Origin))],
            report.Model,
            report.Simulated)
        {
            Signed = number,
        };
}
