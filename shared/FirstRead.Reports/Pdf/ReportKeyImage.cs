using FirstRead.Core.Analysis;
using FirstRead.Core.Analysis.Results;

namespace FirstRead.Reports.Pdf;

/// <summary>The picture of a finding, and what is drawn over it: <c>key-F1.png</c> and its part of the contours.</summary>
/// <param name="FindingId">Of the report's result, or of a finding of the radiologist's own. What they drew is taken from the report.</param>
/// <param name="Png">The key frame as shown to a person, whole, with square display pixels and nothing burned in: 8 bits, grey or RGB.</param>
/// <param name="Contours">As the AI drew them, in pixels of the source frame; those of other frames are left out. Its size is that of the key instance.</param>
public sealed record ReportKeyImage(string FindingId, byte[] Png, FindingContours Contours)
{
    /// <summary>Of a source pixel; null where none is known: then lengths are pixels and there is no scale bar.</summary>
    public PixelScale? Scale { get; init; }

    /// <summary>What lies to the right and at the bottom; null where it is not known.</summary>
    public KeyImageFrame? Place { get; init; }
}
