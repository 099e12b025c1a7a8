using FirstRead.Core.Deidentification.Pixels;

namespace FirstRead.TextDetection;

/// <summary>Gathers what tiles and scales found, in pixels of the picture; boxes that mostly cover each other become one.</summary>
internal sealed class BoxUnion
{
    private readonly List<Candidate> boxes = [];

    public void Add(PixelBox box, float score, Tile tile, double scale)
    {
        var (left, top) = ((int)Math.Floor((tile.X + box.X) / scale) - 1, (int)Math.Floor((tile.Y + box.Y) / scale) - 1);
        var (right, bottom) = ((int)Math.Ceiling((tile.X + box.Right) / scale) + 1, (int)Math.Ceiling((tile.Y + box.Bottom) / scale) + 1);
        boxes.Add(new Candidate(new PixelBox(left, top, right - left, bottom - top), score, [scale]));
    }

    /// <summary>Largest first.</summary>
    public IReadOnlyList<Candidate> Merge(int width, int height)
    {
        var merged = new List<Candidate>();
        foreach (var next in boxes.Select(box => box with { Box = box.Box.Clip(width, height) }).Where(box => !box.Box.IsEmpty).OrderByDescending(box => box.Box.Area))
        {
            var at = merged.FindIndex(box => 2 * box.Box.Intersect(next.Box).Area > next.Box.Area);
            if (at < 0)
                merged.Add(next);
            else
                merged[at] = merged[at].With(next);
        }
        return merged;
    }
}

/// <param name="Scales">At which it was found.</param>
internal sealed record Candidate(PixelBox Box, float Score, IReadOnlySet<double> Scales)
{
    public Candidate(PixelBox box, float score, double[] scales)
        : this(box, score, scales.ToHashSet())
    {
    }

    public Candidate With(Candidate other) => new(Box.Union(other.Box), Math.Max(Score, other.Score), Scales.Union(other.Scales).ToHashSet());
}
