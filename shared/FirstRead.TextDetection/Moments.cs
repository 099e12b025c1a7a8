namespace FirstRead.TextDetection;

/// <summary>First and second moments of a set of pixels: where it is, how it lies, how long and high it is.</summary>
internal struct Moments
{
    private double x;
    private double y;
    private double xx;
    private double xy;
    private double yy;

    public int Count { get; private set; }

    public void Add(int column, int row)
    {
        Count++;
        (x, y) = (x + column, y + row);
        (xx, xy, yy) = (xx + (double)column * column, xy + (double)column * row, yy + (double)row * row);
    }

    /// <summary>The rectangle with the same moments (its sides are the roots of twelve times the variances), widened.</summary>
    /// <param name="unclip">By this, times area over circumference, on each side.</param>
    public readonly Slant ToSlant(double unclip)
    {
        var (middleX, middleY) = (x / Count, y / Count);
        var (a, b, c) = (xx / Count - middleX * middleX, xy / Count - middleX * middleY, yy / Count - middleY * middleY);
        var (mean, half) = ((a + c) / 2, Math.Sqrt((a - c) * (a - c) / 4 + b * b));
        var angle = Math.Atan2(2 * b, a - c) / 2;
        // A single row of pixels has a height, too.
        var (length, height) = (Math.Sqrt(12 * (mean + half)) + 1, Math.Sqrt(12 * Math.Max(0, mean - half)) + 1);
        var margin = unclip * length * height / (length + height);
        return new Slant(middleX, middleY, Math.Cos(angle), Math.Sin(angle), length + margin, height + margin);
    }
}
