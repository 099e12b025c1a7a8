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
/// <param name="Heatmap">Where the model looked; null where it does not say, and beyond the first findings.</param>
public sealed record FindingContours(string FindingId, IReadOnlyList<Contour> Contours, IReadOnlyList<double>? Box = null, HeatmapPlace? Heatmap = null);

/// <summary>A model's map over part of one picture: a grey PNG beside the contours file, 0 (black) to 1 (white).</summary>
/// <param name="File">Its name.</param>
/// <param name="Box">Left, top, right, bottom of what it covers, as the points count; it may reach beyond the picture.</param>
public sealed record HeatmapPlace(string File, string SopInstanceUid, int Frame, IReadOnlyList<double> Box);

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
