using FirstRead.Core.Analysis;
using FirstRead.Core.Analysis.Results;
using FirstRead.Core.Review;
using FirstRead.Core.Review.Signing;
using FirstRead.Reports.Pdf;

namespace FirstRead.Reports.Signing;

/// <summary>What documents on a study are made from, beside its rows.</summary>
/// <param name="KeyImages">PNG by the id of a finding of the model's: the key frame as shown, nothing drawn on it.</param>
public sealed record SigningMaterial(SigningSource Source, IReadOnlyDictionary<string, byte[]> KeyImages)
{
    /// <summary>Pictures of what is reported: of any finding whose key frame is one of the model's, the radiologist's own too.</summary>
    internal IReadOnlyList<ReportKeyImage> Shown(RadiologyReport report)
    {
        var frames = (report.Result?.Findings ?? []).Where(finding => KeyImages.ContainsKey(finding.Id)).DistinctBy(KeyOf).ToDictionary(KeyOf, finding => KeyImages[finding.Id]);
        var keys = report.Findings.Select(finding => (finding.Id, Key: KeyOf(finding))).Concat(report.OwnFindings.Select(finding => (finding.Id, Key: KeyOf(finding))));
        return [.. keys.Where(one => frames.ContainsKey(one.Key)).Select(one => Image(one.Id, one.Key, frames[one.Key]))];
    }

    private static (string SopInstanceUid, int Frame) KeyOf(OwnFinding finding) =>
        finding.Measures is { } measured ? (measured.KeySopInstanceUid, measured.KeyFrame) : finding.Key;

    private static (string SopInstanceUid, int Frame) KeyOf(Finding finding) => (finding.KeySopInstanceUid, finding.KeyFrame);

    private ReportKeyImage Image(string findingId, (string SopInstanceUid, int Frame) key, byte[] png)
    {
        var picture = Source.Source.Pictures.FirstOrDefault(one => one.Is(key.SopInstanceUid, key.Frame));
        return new(findingId, png, Source.Contours?.Findings.FirstOrDefault(one => one.FindingId == findingId) ?? new(findingId, []))
        {
            Scale = picture?.Scale,
            Place = picture is null ? null : PlaceOf(picture),
        };
    }

    /// <summary>A frame of a stack may have its place from the stack alone.</summary>
    private KeyImageFrame PlaceOf(SourcePicture picture) =>
        picture.Frames > 1 && Source.Source.Stack is { } stack && picture.SeriesInstanceUid == stack.SeriesInstanceUid ? KeyImageFrame.Of(stack.PlaneOf(0)) : picture.Place;
}
