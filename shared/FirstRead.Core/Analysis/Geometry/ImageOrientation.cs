namespace FirstRead.Core.Analysis.Geometry;

/// <summary>The directions of a picture's rows and columns: unit vectors at right angles.</summary>
public sealed record ImageOrientation(Vector3D AlongRow, Vector3D AlongColumn)
{
    // Scanners write cosines with five or six digits.
    private const double Tolerance = 1e-2;

    public Vector3D Normal => AlongRow.Cross(AlongColumn);

    /// <summary>ImageOrientationPatient (0020,0037). Null when the six values are no two unit vectors at right angles.</summary>
    public static ImageOrientation? From(IReadOnlyList<double>? cosines)
    {
        if (cosines is not { Count: 6 })
            return null;
        var row = new Vector3D(cosines[0], cosines[1], cosines[2]);
        var column = new Vector3D(cosines[3], cosines[4], cosines[5]);
        var regular = Math.Abs(row.Length - 1) < Tolerance && Math.Abs(column.Length - 1) < Tolerance && Math.Abs(row.Dot(column)) < Tolerance;
        return regular ? new(row * (1 / row.Length), column * (1 / column.Length)) : null;
    }

    /// <summary>The body plane that the picture is closest to.</summary>
    public BodyPlane Plane
    {
        get
        {
            var (x, y, z) = (Math.Abs(Normal.X), Math.Abs(Normal.Y), Math.Abs(Normal.Z));
            return z >= x && z >= y ? BodyPlane.Axial : y >= x ? BodyPlane.Coronal : BodyPlane.Sagittal;
        }
    }

    /// <summary>True when the two stacks are parallel within about a degree and run the same way.</summary>
    public bool IsParallelTo(ImageOrientation other) =>
        AlongRow.Dot(other.AlongRow) > 0.9998 && AlongColumn.Dot(other.AlongColumn) > 0.9998;

    /// <summary>What lies in a direction, strongest part first: <c>L</c>, <c>RA</c>, <c>PH</c> (PatientOrientation, PS3.3 C.7.6.1.1.1).</summary>
    public static string Letters(Vector3D direction)
    {
        (double Size, char Letter)[] parts =
        [
            (Math.Abs(direction.X), direction.X > 0 ? 'L' : 'R'),
            (Math.Abs(direction.Y), direction.Y > 0 ? 'P' : 'A'),
            (Math.Abs(direction.Z), direction.Z > 0 ? 'H' : 'F'),
        ];
        return string.Concat(parts.Where(part => part.Size > 0.25).OrderByDescending(part => part.Size).Select(part => part.Letter));
    }
}

/// <summary>The three planes of the body.</summary>
public enum BodyPlane
{
    Axial,
    Coronal,
    Sagittal,
}
