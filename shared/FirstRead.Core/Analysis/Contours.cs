namespace FirstRead.Core.Analysis;

/// <summary>The contours file: JSON at <see cref="ResultObjects.Contours"/>, read by the portal.</summary>
/// <param name="Notice">Always says research use, and simulated where the study was.</param>
public sealed record ContourDocument(
    int Version,
    string Notice,
    string Study,
    int Attempt,
    IReadOnlyList<FindingContours> Findings)
{
    /// <summary>Of each object of many frames, how its frames lie; null where the model read none.</summary>
    public IReadOnlyList<FrameOrder>? Frames { get; init; }
}

/// <summary>Frames that were read as slices. The rows of instances give no places of frames: viewers have them from here.</summary>
/// <param name="Orientation">ImageOrientationPatient of all of them, six cosines.</param>
/// <param name="Frames">From 1, in the order in which they lie along the normal.</param>
public sealed record FrameOrder(string SopInstanceUid, IReadOnlyList<double> Orientation, IReadOnlyList<int> Frames);

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
