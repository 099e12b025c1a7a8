using FirstRead.Core.Analysis.Lesions;

namespace FirstRead.Core.Learning.Scoring;

/// <summary>
/// Which mark stands for which lesion. A mark hits a lesion when the centre of one of its outlines lies in the lesion, or the two
/// overlap by an IoU of one half or more (Everingham et al. 2010); a point hits what it lies in, and a lesion that is a point is
/// hit by a region around it or a point near it (<see cref="PointReachMm"/>). Each lesion has one mark at most and each mark one
/// lesion, as many as there can be, the better overlap first.
/// </summary>
internal sealed class Matching
{
    public const double LeastIou = 0.5;
    public const double PointReachMm = 10;
    public const double PointReachPixels = 20;

    private readonly IReadOnlyList<int>[] hits;
    private readonly int[] markOf;

    private Matching(IReadOnlyList<int>[] hits, int lesions)
    {
        this.hits = hits;
        markOf = [.. Enumerable.Repeat(-1, lesions)];
        for (var mark = 0; mark < hits.Length; mark++)
            Assign(mark, new bool[lesions]);
    }

    /// <summary>By lesion; -1: none.</summary>
    public IReadOnlyList<int> MarkOf => markOf;

    /// <summary>Marks that hit nothing.</summary>
    public int FalseMarks => hits.Count(lesions => lesions.Count == 0);

    public static Matching Of(IReadOnlyList<Candidate> marks, IReadOnlyList<Candidate> lesions)
    {
        var measured = marks.Select(mark => lesions.Select(lesion => Quality(mark, lesion)).ToArray()).ToArray();
        // The best pairs are tried first; a later mark may move an earlier one elsewhere, never leave it without.
        var order = Enumerable.Range(0, marks.Count).OrderByDescending(mark => measured[mark].Append(-1).Max()).ToArray();
        var hits = order.Select(mark => (IReadOnlyList<int>)[.. Enumerable.Range(0, lesions.Count).Where(lesion => measured[mark][lesion] >= 0).OrderByDescending(lesion => measured[mark][lesion])]).ToArray();
        var matching = new Matching(hits, lesions.Count);
        for (var lesion = 0; lesion < lesions.Count; lesion++)
            if (matching.markOf[lesion] >= 0)
                matching.markOf[lesion] = order[matching.markOf[lesion]];
        return matching;
    }

    /// <summary>Kuhn's augmenting path: adding a mark never loses a lesion that was found.</summary>
    private bool Assign(int mark, bool[] tried)
    {
        foreach (var lesion in hits[mark])
        {
            if (tried[lesion])
                continue;
            tried[lesion] = true;
            if (markOf[lesion] >= 0 && !Assign(markOf[lesion], tried))
                continue;
            markOf[lesion] = mark;
            return true;
        }
        return false;
    }

    /// <summary>Below 0: the mark does not hit the lesion.</summary>
    private static double Quality(Candidate mark, Candidate lesion)
    {
        if (mark.Marking.Point is null && lesion.Marking.Point is null)
        {
            var iou = mark.Region.Masks.Count > 0 ? mark.OverlapWith(lesion).Iou : 0;
            return iou >= LeastIou || mark.Region.Centres.Any(one => lesion.Region.Holds(one.Place, one.Centre)) ? iou : -1;
        }
        return Touches(mark, lesion) ? 0 : -1;
    }

    private static bool Touches(Candidate mark, Candidate lesion) => (mark.Marking.Point, lesion.Marking.Point) switch
    {
        ({ } one, { } other) => Candidate.PlaceOf(one) == Candidate.PlaceOf(other) && Near(mark, new(one.Column, one.Row), new(other.Column, other.Row), one.SopInstanceUid),
        ({ } point, null) => lesion.Region.Holds(Candidate.PlaceOf(point), new(point.Column, point.Row)),
        (null, { } point) => mark.Region.Holds(Candidate.PlaceOf(point), new(point.Column, point.Row)),
        _ => false,
    };

    private static bool Near(Candidate mark, PixelPoint one, PixelPoint other, string picture)
    {
        var (columns, rows) = (one.Column - other.Column, one.Row - other.Row);
        return mark.Pictures.GetValueOrDefault(picture)?.Spacing() is { } size
            ? Math.Sqrt(Math.Pow(columns * size.ColumnMm, 2) + Math.Pow(rows * size.RowMm, 2)) <= PointReachMm
            : Math.Sqrt((columns * columns) + (rows * rows)) <= PointReachPixels;
    }
}
