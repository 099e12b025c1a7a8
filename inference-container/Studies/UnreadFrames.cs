using FirstRead.Core.Analysis;
using FirstRead.Core.Analysis.Geometry;

namespace FirstRead.Inference.Studies;

/// <summary>Pictures that are not read, each instance once for each reason: of one with many frames, which they are.</summary>
internal static class UnreadFrames
{
    private const int MostRuns = 8;

    public static IEnumerable<UnreadPicture> Of(IEnumerable<(PlacedPicture Picture, string Reason)> unread) => unread
        .GroupBy(one => (one.Picture.Instance.SopInstanceUid, one.Reason))
        .Select(group => new UnreadPicture(
            group.Key.SopInstanceUid,
            group.First().Picture is { Frame: > 0, Instance.Frames: > 1 } ? $"{Frames([.. group.Select(one => one.Picture.Frame)])}: {group.Key.Reason}" : group.Key.Reason));

    /// <summary>In words, what follows one another put together: <c>frames 1 to 20, 41</c>.</summary>
    internal static string Frames(IReadOnlyList<int> frames)
    {
        var runs = new List<(int From, int To)>();
        foreach (var frame in frames.Order())
            if (runs.Count > 0 && runs[^1].To >= frame - 1)
                runs[^1] = (runs[^1].From, frame);
            else
                runs.Add((frame, frame));
        var words = string.Join(", ", runs.Take(MostRuns).Select(run => run.From == run.To ? $"{run.From}" : $"{run.From} to {run.To}"));
        return $"frame{(frames.Count == 1 ? "" : "s")} {words}{(runs.Count > MostRuns ? " and others" : "")}";
    }
}
