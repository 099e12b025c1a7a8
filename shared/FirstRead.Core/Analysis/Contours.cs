namespace FirstRead.Core.Analysis;

/// <summary>The contours file: JSON at <see cref="ResultObjects.Contours"/>, read by the portal.</summary>
/// <param name="Notice">Always says research use, and simulated where the study was.</param>
public sealed record ContourDocument(
    int Version,
    string Notice,
    string Study,
    int Attempt,
    IReadOnlyList<FindingContours> Findings);

/// <param name="Box">Left, top, right, bottom of what a detector marked, as the points count; null where the model gives no boxes.</param>
public sealed record FindingContours(string FindingId, IReadOnlyList<Contour> Contours, IReadOnlyList<double>? Box = null);

/// <summary>One closed outline.</summary>
/// <param name="Points">Column, row pairs in image pixels of the source frame; the centre of the first pixel is (0, 0).</param>
/// <param name="PatientPoints">The same points as x, y, z in mm, or null without geometry.</param>
public sealed record Contour(
    string SopInstanceUid,
    int Frame,
    IReadOnlyList<double[]> Points,
    IReadOnlyList<double[]>? PatientPoints,
    double? AreaMm2,
    double? DiameterMm);
