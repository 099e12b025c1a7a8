using FirstRead.Core.Analysis;

namespace FirstRead.Core.Review;

/// <summary>A finding of the radiologist's own.</summary>
/// <param name="Id"><c>R1</c>, <c>R2</c> and so on: unique in the study, whichever round it was found in.</param>
/// <param name="Code">One of <see cref="FindingCodes"/>.</param>
/// <param name="Contours">Empty where it was marked by a point.</param>
/// <param name="Point">Null where it has contours.</param>
/// <param name="By">The radiologist's name at the time.</param>
/// <param name="Measures">Of the contours, from the moment of signing on; null before, and for a point.</param>
public sealed record OwnFinding(
    string Id,
    string Label,
    CodedConcept Code,
    IReadOnlyList<DrawnContour> Contours,
    DrawnPoint? Point,
    string By,
    DateTimeOffset At,
    DrawnMeasures? Measures = null)
{
    /// <summary>The picture it is shown on: the one of its point, else of its first contour.</summary>
    public (string SopInstanceUid, int Frame) Key => Point is { } point ? (point.SopInstanceUid, point.Frame) : (Contours[0].SopInstanceUid, Contours[0].Frame);
}

/// <summary>One closed outline as a person drew it; a box is its four corners.</summary>
/// <param name="Frame">From 1.</param>
/// <param name="Points">Column, row pairs in image pixels; the centre of the first pixel is (0, 0), and the last point joins the first.</param>
public sealed record DrawnContour(string SopInstanceUid, int Frame, IReadOnlyList<double[]> Points);

/// <summary>What drawn outlines measure, as far as the pictures' headers allow: they are read when a person signs.</summary>
/// <param name="KeySopInstanceUid">The picture of the largest area.</param>
/// <param name="KeyFrame">From 1.</param>
/// <param name="SliceCount">Pictures and frames with an outline.</param>
/// <param name="AreaMm2">Largest area on one of them; null where a pixel has no size in the patient, as are the others.</param>
/// <param name="DiameterMm">Largest distance between two points of one outline.</param>
/// <param name="VolumeMm3">Sum of area times slice distance; null for a single slice, or outlines beside the stack.</param>
public sealed record DrawnMeasures(
    string SeriesInstanceUid,
    string KeySopInstanceUid,
    int KeyFrame,
    int SliceCount,
    double? AreaMm2,
    double? DiameterMm,
    double? VolumeMm3);

/// <param name="Frame">From 1.</param>
/// <param name="Column">In image pixels; the centre of the first pixel is (0, 0).</param>
public sealed record DrawnPoint(string SopInstanceUid, int Frame, double Column, double Row);
