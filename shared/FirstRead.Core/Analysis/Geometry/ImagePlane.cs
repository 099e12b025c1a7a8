namespace FirstRead.Core.Analysis.Geometry;

/// <summary>Where one picture's pixels lie in the patient.</summary>
/// <param name="Origin">Centre of the first pixel, ImagePositionPatient (0020,0032), mm.</param>
public sealed record ImagePlane(Vector3D Origin, ImageOrientation Orientation, PixelSpacing Spacing)
{
    /// <summary>How far along the normal the plane lies, mm: what orders slices.</summary>
    public double Position => Origin.Dot(Orientation.Normal);

    /// <summary>The patient's point of a pixel's place; the centre of the first pixel is (0, 0). Equation C.7.6.2.1-1.</summary>
    public Vector3D ToPatient(double column, double row) =>
        Origin + (Orientation.AlongRow * (column * Spacing.ColumnMm)) + (Orientation.AlongColumn * (row * Spacing.RowMm));

    /// <summary>Null when any of the three attributes is missing or makes no plane.</summary>
    public static ImagePlane? From(IReadOnlyList<double>? position, IReadOnlyList<double>? orientation, IReadOnlyList<double>? spacing) =>
        position is [var x, var y, var z] && ImageOrientation.From(orientation) is { } directions && PixelSpacing.From(spacing) is { } pixels
            ? new(new(x, y, z), directions, pixels)
            : null;
}
