using FirstRead.Core.Deidentification.Pixels;

namespace FirstRead.TextDetection;

/// <summary>Gathers what all looks found, in pixels of the picture; boxes that mostly cover each other become one.</summary>
internal sealed class BoxUnion
{
    private readonly List<Candidate> boxes = [];

    public void Add(View view, Region region)
    {
        var found = view.ToPicture(region);
        boxes.Add(new Candidate(found.Box, found.Slant, found.Score, new HashSet<(double, bool)> { (view.Scale, view.IsTurned) }));
    }

    /// <summary>Largest first.</summary>
    public IReadOnlyList<Candidate> Merge(int width, int height)
    {
        var merged = new List<Candidate>();
        foreach (var next in boxes.Select(box => box with { Box = box.Box.Clip(width, height) }).Where(box => !box.Box.IsEmpty).OrderByDescending(box => box.Box.Area))
        {
            // The box of a slanted line is mostly what is beside the line: it swallows no other.
            var at = merged.FindIndex(box => box.Slant.IsSlanted == next.Slant.IsSlanted && 2 * box.Box.Intersect(next.Box).Area > next.Box.Area);
            if (at < 0)
                merged.Add(next);
            else
                merged[at] = merged[at].With(next);
        }
        return merged;
    }
}

/// <param name="Slant">Of the largest of its parts.</param>
/// <param name="Looks">Scales and turns at which it was found.</param>
internal sealed record Candidate(PixelBox Box, Slant Slant, float Score, IReadOnlySet<(double Scale, bool IsTurned)> Looks)
{
    public Candidate With(Candidate other) => new(Box.Union(other.Box), Slant, Math.Max(Score, other.Score), Looks.Union(other.Looks).ToHashSet());
}
