using FirstRead.Core.Analysis.Geometry;
using FirstRead.Core.Analysis.Lesions;
using FirstRead.Core.Analysis.Models;

namespace FirstRead.Core.Analysis.Pictures;

/// <summary>From a net's answer to marks: what counts and what does not.</summary>
public static class PictureMarks
{
    /// <summary>One mark or none.</summary>
    /// <param name="task">The model's.</param>
    /// <param name="probability">Of the whole picture.</param>
    /// <param name="heatmap">Over the square; null where the model gives none.</param>
    /// <param name="grid">Of the picture.</param>
    public static IReadOnlyList<PictureMark> Classified(ClassificationTask task, double probability, Field? heatmap, ModelGrid grid) =>
        probability < task.Decision.Threshold
            ? []
            : [new(probability, null, heatmap is null ? [] : SquareOutlines.Of(heatmap, grid, task.Decision.HeatmapThreshold!.Value))];

    /// <summary>The boxes that count, best first; presence without a box is a mark without a place.</summary>
    /// <param name="task">The model's.</param>
    /// <param name="presence">Of anything at all.</param>
    /// <param name="boxes">Left, top, right, bottom of each, in pixels of the square.</param>
    /// <param name="scores">Of each.</param>
    /// <param name="outline">Over the square; null where the model gives none.</param>
    /// <param name="grid">Of the picture.</param>
    public static IReadOnlyList<PictureMark> Detected(DetectionTask task, double presence, ReadOnlySpan<float> boxes, ReadOnlySpan<float> scores, Field? outline, ModelGrid grid)
    {
        if (presence < task.Decision.PresenceThreshold)
            return [];
        var candidates = new List<(double Score, PictureBox Box)>();
        for (var index = 0; index < scores.Length; index++)
            if (scores[index] >= task.Decision.ScoreThreshold && Placed(boxes.Slice(index * 4, 4), grid) is { Area: > 0 } box)
                candidates.Add((scores[index], box));
        var chosen = new List<(double Score, PictureBox Box)>();
        foreach (var candidate in candidates.OrderByDescending(candidate => candidate.Score))
            if (chosen.Count < task.Decision.MostBoxes && chosen.TrueForAll(better => better.Box.Overlap(candidate.Box) <= task.Decision.Overlap))
                chosen.Add(candidate);
        if (chosen.Count == 0)
            return [new(presence, null, [])];
        var outlines = outline is null ? [] : SquareOutlines.Of(outline, grid, task.Decision.OutlineThreshold!.Value);
        return [.. chosen.Select(mark => new PictureMark(mark.Score, mark.Box, [.. outlines.Where(one => mark.Box.Contains(one.Centroid))]))];
    }

    /// <summary>The outline that holds the point, or the nearest one that comes near enough.</summary>
    /// <param name="task">The model's.</param>
    /// <param name="probability">Over the crop.</param>
    /// <param name="grid">Of the picture.</param>
    /// <param name="point">In the picture's pixels.</param>
    public static IReadOnlyList<PictureMark> AtPoint(OutlineAtPointTask task, Field probability, ModelGrid grid, PixelPoint point)
    {
        var (rules, at) = (task.Decision, new PixelPoint(grid.ModelColumn(point.Column), grid.ModelRow(point.Row)));
        var nearest = Regions.Find(probability, rules.ProbabilityThreshold)
            .Where(region => region.Count >= rules.MinimumAreaPixels)
            .Select(region => (Region: region, Distance: Distance(region, at)))
            .Where(found => found.Distance <= rules.MaximumDistance)
            .OrderBy(found => found.Distance).ThenByDescending(found => found.Region.Count)
            .Select(found => found.Region)
            .FirstOrDefault();
        if (nearest is null)
            return [];
        var traced = OutlineTracing.Trace(probability, nearest, rules.ProbabilityThreshold);
        var mean = nearest.Pixels().Average(pixel => (double)probability[pixel.Column, pixel.Row]);
        var moved = traced.Points.Select(place => new PixelPoint(grid.Across.EdgeToSource(place.Column + 0.5, grid.Side) - 0.5, grid.Down.EdgeToSource(place.Row + 0.5, grid.Side) - 0.5));
        return [new(mean, null, [new([.. moved])])];
    }

    private static double Distance(Mask region, PixelPoint point) =>
        region.Pixels().Min(pixel => Math.Sqrt(Math.Pow(pixel.Column - point.Column, 2) + Math.Pow(pixel.Row - point.Row, 2)));

    /// <summary>What of a box lies in the picture: a square may be padded.</summary>
    private static PictureBox Placed(ReadOnlySpan<float> box, ModelGrid grid) => new(
        SquareOutlines.Within(grid.Across.EdgeToSource(box[0], grid.Side) - 0.5, grid.Columns),
        SquareOutlines.Within(grid.Down.EdgeToSource(box[1], grid.Side) - 0.5, grid.Rows),
        SquareOutlines.Within(grid.Across.EdgeToSource(box[2], grid.Side) - 0.5, grid.Columns),
        SquareOutlines.Within(grid.Down.EdgeToSource(box[3], grid.Side) - 0.5, grid.Rows));
}
