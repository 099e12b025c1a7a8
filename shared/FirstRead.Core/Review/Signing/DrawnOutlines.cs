using FirstRead.Core.Analysis;
using FirstRead.Core.Analysis.Geometry;
using FirstRead.Core.Analysis.Lesions;
using FirstRead.Core.Analysis.Results;
using FirstRead.Dicom;

namespace FirstRead.Core.Review.Signing;

/// <summary>Outlines that a person drew, placed in the patient and measured as the model's are.</summary>
internal static class DrawnOutlines
{
    public static FindingContours Placed(string findingId, IReadOnlyList<DrawnContour> drawn, ReportSource source) =>
        new(findingId, [.. drawn.Select(contour => Placed(contour, source))]);

    /// <param name="contours">At least one, as <see cref="Placed(string, IReadOnlyList{DrawnContour}, ReportSource)"/> made them.</param>
    public static DrawnMeasures Measured(IReadOnlyList<Contour> contours, ReportSource source)
    {
        var slices = contours.GroupBy(contour => (contour.SopInstanceUid, contour.Frame)).ToArray();
        var key = slices.MaxBy(slice => OutlineUnion.AreaPixels([.. slice.Select(contour => Outline.Of(contour.Points))]))!;
        return new(
            source.Pictures.First(picture => picture.SopInstanceUid == key.Key.SopInstanceUid).SeriesInstanceUid,
            key.Key.SopInstanceUid,
            key.Key.Frame,
            slices.Length,
            AreaOn(key),
            contours.All(contour => contour.DiameterMm is not null) ? contours.Max(contour => contour.DiameterMm) : null,
            Volume(slices, source));
    }

    private static Contour Placed(DrawnContour drawn, ReportSource source)
    {
        var contour = new Contour(drawn.SopInstanceUid, drawn.Frame, drawn.Points, null, null, null);
        var plane = PlaneOf(contour, source);
        var (outline, spacing) = (Outline.Of(drawn.Points), plane?.Spacing ?? InPatient(drawn, source));
        return contour with
        {
            PatientPoints = plane is null ? null : [.. drawn.Points.Select(point => Patient(plane.ToPatient(point[0], point[1])))],
            AreaMm2 = spacing is { } size ? Rounded(outline.AreaMm2(size), 1) : null,
            DiameterMm = spacing is { } pixel ? Rounded(outline.DiameterMm(pixel), 1) : null,
        };
    }

    private static ImagePlane? PlaneOf(Contour contour, ReportSource source)
    {
        if (source.Stack is { } stack && stack.IndexOf(contour) is { } slice)
            return stack.PlaneOf(slice);
        var header = source.Pictures.FirstOrDefault(picture => picture.Is(contour.SopInstanceUid, contour.Frame))?.Header;
        return header is null ? null : ImagePlane.From(header.GetDoubles(Tags.ImagePositionPatient), header.GetDoubles(Tags.ImageOrientationPatient), header.GetDoubles(Tags.PixelSpacing));
    }

    private static PixelSpacing? InPatient(DrawnContour drawn, ReportSource source) =>
        source.Pictures.FirstOrDefault(picture => picture.Is(drawn.SopInstanceUid, drawn.Frame))?.Scale is { Basis: LengthBasis.Patient, Spacing: var spacing } ? spacing : null;

    private static double? Volume(IReadOnlyList<IGrouping<(string SopInstanceUid, int Frame), Contour>> slices, ReportSource source) =>
        source.Stack is { DistanceMm: { } distance } stack && slices.Count > 1 && slices.All(slice => slice.All(contour => stack.IndexOf(contour) is not null)) && slices.All(slice => AreaOn(slice) is not null)
            ? Rounded(slices.Sum(slice => AreaOn(slice)!.Value) * distance, 0)
            : null;

    /// <summary>Of the outlines of one slice together, mm²: what two of them cover counts once.</summary>
    private static double? AreaOn(IEnumerable<Contour> slice)
    {
        var contours = slice.ToArray();
        if (!Array.TrueForAll(contours, contour => contour.AreaMm2 is not null))
            return null;
        var outlines = contours.Select(contour => Outline.Of(contour.Points)).ToArray();
        var (sum, covered) = (outlines.Sum(outline => outline.AreaPixels), OutlineUnion.AreaPixels(outlines));
        return Rounded(contours.Sum(contour => contour.AreaMm2!.Value) * (sum > 0 ? covered / sum : 1), 1);
    }

    private static double[] Patient(Vector3D point) => [Rounded(point.X, 3), Rounded(point.Y, 3), Rounded(point.Z, 3)];

    private static double Rounded(double value, int digits) => Math.Round(value, digits, MidpointRounding.AwayFromZero);
}
