using FirstRead.Core.Analysis.Geometry;

namespace FirstRead.Core.Learning;

/// <summary>One picture of a teaching copy: what a viewer needs to show it, and no word that could tell what it shows.</summary>
/// <param name="ObjectKey">In the de-identified bucket, under <c>teaching/{case}/</c>.</param>
/// <param name="Frames">At least 1.</param>
/// <param name="ImagePosition">ImagePositionPatient (0020,0032), mm, or null.</param>
/// <param name="ImageOrientation">ImageOrientationPatient (0020,0037), six cosines, or null.</param>
/// <param name="SpacingMm">From row to row, then from column to column; null where a pixel has no size.</param>
public sealed record TeachingPicture(
    string SopInstanceUid,
    string SopClassUid,
    string SeriesInstanceUid,
    string ObjectKey,
    string? Modality,
    int? InstanceNumber,
    int Rows,
    int Columns,
    int Frames,
    IReadOnlyList<double>? ImagePosition,
    IReadOnlyList<double>? ImageOrientation,
    IReadOnlyList<double>? SpacingMm)
{
    public PixelSpacing? Spacing() => PixelSpacing.From(SpacingMm);
}
