using FirstRead.Core.Analysis.Geometry;
using FirstRead.Core.Analysis.Lesions;
using FirstRead.Core.Analysis.Pictures;
using FirstRead.Dicom;

namespace FirstRead.Core.Analysis.Results;

/// <summary>The picture of a finding as shown to a person: of a lesion the slice of its largest area.</summary>
/// <param name="Grey">0 (black) to 255, as windowed for display.</param>
/// <param name="Others">Outlines of other findings on the picture.</param>
/// <param name="Place">Where it lies among its neighbours: <c>slice 3/20</c>; empty where it has none.</param>
public sealed record KeyImage(
    Finding Finding,
    KeyImageFrame Frame,
    Field Grey,
    IReadOnlyList<Outline> Outlines,
    IReadOnlyList<Outline> Others,
    string Place,
    ModelIdentity Model,
    bool Simulated)
{
    public IReadOnlyList<PictureBox> Boxes { get; init; } = [];

    /// <summary>Of other findings on the picture.</summary>
    public IReadOnlyList<PictureBox> OtherBoxes { get; init; } = [];

    /// <summary>Null where the model gives none.</summary>
    public HeatLayer? Heat { get; init; }
}

/// <summary>A map of 0 to 1 over the model's square.</summary>
public sealed record HeatLayer(Field Map, ModelGrid Grid);

/// <summary>What is known of a picture's place.</summary>
/// <param name="Spacing">Null where a pixel's size is not known: then there is no scale bar.</param>
/// <param name="Right">What lies that way: <c>L</c>, <c>PH</c>; null where the header does not say.</param>
/// <param name="Bottom">What lies that way.</param>
public sealed record KeyImageFrame(PixelSpacing? Spacing, string? Right, string? Bottom)
{
    // Beyond this a ratio is a mistake.
    private const double MostAspect = 8;

    /// <summary>Where the spacing holds.</summary>
    public LengthBasis Basis { get; init; } = LengthBasis.Patient;

    /// <summary>Height of a pixel over its width, as displayed.</summary>
    public double Aspect { get; init; } = Spacing is { } known ? Lawful(known.RowMm / known.ColumnMm) : 1;

    public static KeyImageFrame Of(ImagePlane plane) =>
        new(plane.Spacing, ImageOrientation.Letters(plane.Orientation.AlongRow), ImageOrientation.Letters(plane.Orientation.AlongColumn));

    public static KeyImageFrame Of(SourcePicture picture)
    {
        var header = picture.Header;
        if (ImagePlane.From(header.GetDoubles(Tags.ImagePositionPatient), header.GetDoubles(Tags.ImageOrientationPatient), header.GetDoubles(Tags.PixelSpacing)) is { } plane)
            return Of(plane);
        // PatientOrientation (0020,0020): what the rows and what the columns run towards.
        var (right, bottom) = header.GetStrings(Tags.PatientOrientation) is [{ Length: > 0 } one, { Length: > 0 } other, ..] ? (one, other) : (null, null);
        var frame = new KeyImageFrame(picture.Scale?.Spacing, right, bottom) { Basis = picture.Scale?.Basis ?? LengthBasis.Unstated };
        return frame.Spacing is null && header.GetDoubles(Tags.PixelAspectRatio) is [> 0 and var vertical, > 0 and var horizontal, ..]
            ? frame with
            {
                Aspect = Lawful(vertical / horizontal),
            }
            : frame;
    }

    /// <summary>The other way: what lies left, and what lies at the top.</summary>
    public static string Opposite(string letters) => string.Concat(letters.Select(letter => letter switch
    {
        'L' => 'R',
        'R' => 'L',
        'A' => 'P',
        'P' => 'A',
        'H' => 'F',
        'F' => 'H',
        _ => letter,
    }));

    private static double Lawful(double ratio) => ratio is >= 1 / MostAspect and <= MostAspect ? ratio : 1;
}
