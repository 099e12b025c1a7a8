using FirstRead.Core.Intake;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Pixels;
using FirstRead.Dicom.Registry;

namespace FirstRead.Core.Deidentification.Pixels;

/// <summary>What the header alone says: pass the pixels, clear them, or hold the instance.</summary>
/// <param name="Step">Null: the pixels are copied as they are.</param>
/// <param name="Hold">Not null: nothing is written.</param>
internal sealed record PixelDecision(PixelStep? Step, PixelHold? Hold)
{
    private static readonly PixelDecision Pass = new(null, null);

    /// <param name="cleans">Whether the profile has 113101.</param>
    /// <param name="canSearch">Whether there is a text detector.</param>
    public static PixelDecision Of(DicomDataset header, TransferSyntax syntax, PixelRisk risk, bool cleans, bool canSearch, PixelCleaningLimits limits, PixelRelease? release)
    {
        if (risk.Level == PixelRiskLevel.None || (!cleans && risk.Level == PixelRiskLevel.Possible))
            return release is { Blank.Count: > 0 } ? Clear(header, syntax, limits, release.Blank, searches: false) : Pass;
        if (release is not null)
            return Clear(header, syntax, limits, [.. Regions(header), .. release.Blank], searches: false);
        if (!cleans)
            return Held(PixelHoldReasons.AtRisk, $"{risk.Reason}, and the profile does not clean pixels (CleanPixelData)");
        return canSearch
            ? Clear(header, syntax, limits, Regions(header), searches: true)
            : Held(PixelHoldReasons.NoDetector, $"{risk.Reason}, and there is no text detector");
    }

    public static PixelHold ToHold(string reason, string message) =>
        new(RefusalCodes.PixelRisk, $"The pixels may show who the patient is: {message}. A person must look before the image goes on.") { Reason = reason };

    private static PixelDecision Clear(DicomDataset header, TransferSyntax syntax, PixelCleaningLimits limits, IReadOnlyList<PixelBox> regions, bool searches)
    {
        if (!header.Contains(Tags.Rows))
            return Held(PixelHoldReasons.AtRisk, "the object is of no class that is known to be free of text");
        if (Describe(header, syntax) is not { } description || FramePictures.Of(header, description) is null || FrameBlanker.Of(header, description) is null)
            return Held(PixelHoldReasons.CannotDecode, "pixels of this kind cannot be looked at here");
        // Frames of single bits that do not end with a byte share bytes when they are stored (PS3.5 8.1.1).
        if (description.Frames > 1 && description.FrameBits % 8 != 0)
            return Held(PixelHoldReasons.CannotDecode, "frames that share bytes cannot be blanked here");
        return (double)description.Rows * description.Columns * description.Frames > limits.MaxMegapixels * 1e6
            ? Held(PixelHoldReasons.OverBudget, "there are more pixels than can be looked at")
            : new PixelDecision(new PixelStep(regions, searches, syntax.IsEncapsulated && PixelRisk.HasOverlayInPixels(header)), null);
    }

    private static PixelDescription? Describe(DicomDataset header, TransferSyntax syntax)
    {
        try
        {
            var stored = PixelDescription.From(header);
            return !syntax.IsEncapsulated ? stored with { IsPlanar = false }
                : FrameDecoder.Takes(syntax) ? FrameDecoder.Describe(stored, syntax)
                : null;
        }
        catch (DicomException)
        {
            return null;
        }
    }

    private static PixelBox[] Regions(DicomDataset header) =>
        [.. DeviceRegions.Of(header), .. UltrasoundRegions.Outside(header, header.GetInt(Tags.Columns) ?? 0, header.GetInt(Tags.Rows) ?? 0)];

    private static PixelDecision Held(string reason, string message) => new(null, ToHold(reason, message));
}
