using FirstRead.Core.Analysis.Lesions;

namespace FirstRead.Core.Analysis.Pictures;

/// <summary>One thing that a model marked in one picture, in the picture's own pixels.</summary>
/// <param name="Raw">The model's probability or score, before calibration.</param>
/// <param name="Box">Null where the model gives none.</param>
/// <param name="Outlines">Empty where nothing is said about the place.</param>
public sealed record PictureMark(double Raw, PictureBox? Box, IReadOnlyList<Outline> Outlines);

/// <summary>Columns and rows of its edges; the centre of the first pixel is (0, 0), so that its left edge lies at -0.5.</summary>
public readonly record struct PictureBox(double Left, double Top, double Right, double Bottom)
{
    public double Area => Math.Max(0, Right - Left) * Math.Max(0, Bottom - Top);

    public IReadOnlyList<PixelPoint> Corners => [new(Left, Top), new(Right, Top), new(Right, Bottom), new(Left, Bottom)];

    /// <summary>Intersection over union.</summary>
    public double Overlap(PictureBox other)
    {
        var shared = new PictureBox(Math.Max(Left, other.Left), Math.Max(Top, other.Top), Math.Min(Right, other.Right), Math.Min(Bottom, other.Bottom)).Area;
        return shared > 0 ? shared / (Area + other.Area - shared) : 0;
    }

    public bool Contains(PixelPoint point) => point.Column >= Left && point.Column <= Right && point.Row >= Top && point.Row <= Bottom;
}
