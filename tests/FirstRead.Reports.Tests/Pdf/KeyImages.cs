using FirstRead.Core.Analysis;
using FirstRead.Core.Analysis.Geometry;
using FirstRead.Core.Analysis.Results;
using FirstRead.Dicom.Rendering;
using FirstRead.Reports.Pdf;

namespace FirstRead.Reports.Tests.Pdf;

/// <summary>A dark picture for each finding, with a square outline from 64 to 192 of 256 pixels.</summary>
internal static class KeyImages
{
    public const byte Dark = 24;

    public static double[][] Square { get; } = [[64, 64], [192, 64], [192, 192], [64, 192]];

    public static IReadOnlyList<ReportKeyImage> Of(RadiologyReport report) =>
        [.. report.Findings.Select(finding => (finding.Id, finding.KeySopInstanceUid, finding.KeyFrame)).Concat(report.OwnFindings.Select(finding => (finding.Id, finding.Key.SopInstanceUid, finding.Key.Frame))).Select(one =>
            new ReportKeyImage(one.Id, Png(256, 256), new FindingContours(one.Id, [new Contour(one.Item2, one.Item3, Square, null, null, null)]))
            {
                Scale = new(new PixelSpacing(0.9, 0.9), LengthBasis.Patient),
                Place = new(null, "L", "P"),
            })];

    public static byte[] Png(int width, int height)
    {
        using var png = new MemoryStream();
        PngWriter.WriteGrey(png, width, height, [.. Enumerable.Repeat(Dark, width * height)]);
        return png.ToArray();
    }
}
