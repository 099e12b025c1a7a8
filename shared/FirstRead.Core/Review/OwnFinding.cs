using FirstRead.Core.Analysis;

namespace FirstRead.Core.Review;

/// <summary>A finding of the radiologist's own.</summary>
/// <param name="Id"><c>R1</c>, <c>R2</c> and so on: unique in the study, whichever round it was found in.</param>
/// <param name="Code">One of <see cref="FindingCodes"/>.</param>
/// <param name="Contours">Empty where it was marked by a point.</param>
/// <param name="Point">Null where it has contours.</param>
/// <param name="By">The radiologist's name at the time.</param>
public sealed record OwnFinding(string Id, string Label, CodedConcept Code, IReadOnlyList<DrawnContour> Contours, DrawnPoint? Point, string By, DateTimeOffset At)
{
    /// <summary>The picture it is shown on: the one of its point, else of its first contour.</summary>
    public (string SopInstanceUid, int Frame) Key => Point is { } point ? (point.SopInstanceUid, point.Frame) : (Contours[0].SopInstanceUid, Contours[0].Frame);
}

/// <summary>One closed outline as a person drew it; a box is its four corners.</summary>
/// <param name="Frame">From 1.</param>
/// <param name="Points">Column, row pairs in image pixels; the centre of the first pixel is (0, 0), and the last point joins the first.</param>
public sealed record DrawnContour(string SopInstanceUid, int Frame, IReadOnlyList<double[]> Points);

/// <param name="Frame">From 1.</param>
/// <param name="Column">In image pixels; the centre of the first pixel is (0, 0).</param>
public sealed record DrawnPoint(string SopInstanceUid, int Frame, double Column, double Row);
