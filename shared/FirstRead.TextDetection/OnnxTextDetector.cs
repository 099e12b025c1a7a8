using System.Runtime.ExceptionServices;
using FirstRead.Core.Deidentification.Pixels;

namespace FirstRead.TextDetection;

/// <summary>
/// Finds text with PP-OCRv4 by ONNX Runtime: where there are thin strokes, at several scales, upright and turned, tile by tile.
/// Nothing is loaded before the first picture with strokes comes.
/// </summary>
/// <param name="folder">Holds detection.onnx, recognition.onnx and characters.txt; null for the folder beside the program.</param>
/// <param name="threads">Processors used at once.</param>
public sealed class OnnxTextDetector(string? folder = null, int threads = 2) : ITextDetector, IDisposable
{
    private const int LooksOfTheUnread = 3;

    // Below it a reading alone is not enough: arcs of bone are read as two letters.
    private const float Sure = 0.75f;

    private readonly Lazy<TextNets> nets = new(() => TextNets.Load(folder ?? Path.Combine(AppContext.BaseDirectory, "text-detection")));
    private readonly ParallelOptions parallel = new() { MaxDegreeOfParallelism = threads };

    public IReadOnlyList<TextBox> Detect(TextPicture picture, TextPass pass)
    {
        var candidates = Find(picture, pass == TextPass.Detection ? DetectionPlan.Detection : DetectionPlan.Verification);
        return [.. EachOf(candidates, candidate => Judge(picture, candidate, pass)).OfType<TextBox>()];
    }

    /// <summary>What the detection net finds under a plan, before anything is read.</summary>
    internal IReadOnlyList<Candidate> Find(TextPicture picture, DetectionPlan plan)
    {
        var views = Views.Of(picture, plan).ToList();
        var regions = EachOf(views, view => Look(picture, view, plan));
        var found = new BoxUnion();
        for (var i = 0; i < views.Count; i++)
            foreach (var region in regions[i])
                found.Add(views[i], region);
        return found.Merge(picture.Width, picture.Height);
    }

    /// <summary>For measurements.</summary>
    internal Reading Read(TextPicture picture, Candidate candidate) => nets.Value.Reader.Read(picture, candidate);

    public void Dispose()
    {
        if (nets.IsValueCreated)
            nets.Value.Dispose();
    }

    /// <summary>On several processors at once; what one throws is thrown as it is.</summary>
    private TResult[] EachOf<T, TResult>(IReadOnlyList<T> items, Func<T, TResult> work)
    {
        var results = new TResult[items.Count];
        try
        {
            Parallel.For(0, results.Length, parallel, i => results[i] = work(items[i]));
        }
        catch (AggregateException problems)
        {
            ExceptionDispatchInfo.Throw(problems.InnerExceptions[0]);
        }
        return results;
    }

    private TextBox? Judge(TextPicture picture, Candidate candidate, TextPass pass)
    {
        var reading = nets.Value.Reader.Read(picture, candidate);
        return IsRead(candidate, reading) || IsUnreadLine(candidate, pass) ? new TextBox(candidate.Box, candidate.Score, reading.IsCertain, reading.Marker) : null;
    }

    private static bool IsRead(Candidate candidate, Reading reading)
    {
        bool[] signs = [reading.Letters > 2, candidate.Looks.Count > 1, !candidate.Slant.IsSlanted];
        return reading.IsText && (reading.Mean >= Sure || signs.Count(sign => sign) >= 2);
    }

    // What few looks see and nobody can read is an edge, a bone or a clip: clean radiographs are full of them. So are
    // buttons and rings, which every look takes for an O; writing that the reader does not know comes in lines.
    // Verification stretches faint edges until they look like lines at a slant.
    private static bool IsUnreadLine(Candidate candidate, TextPass pass) => candidate.Looks.Count >= LooksOfTheUnread && (candidate.Slant.IsSlanted
        ? pass == TextPass.Detection && candidate.Slant.Length >= 3 * candidate.Slant.Height
        : Math.Max(candidate.Box.Width, candidate.Box.Height) >= 1.8 * Math.Min(candidate.Box.Width, candidate.Box.Height));

    private IReadOnlyList<Region> Look(TextPicture picture, View view, DetectionPlan plan)
    {
        var sampled = Sampling.Cut(view.Of(picture, plan.Stretches), view.Tile, view.Scale);
        if (sampled.IsFlat)
            return [];
        var map = nets.Value.Detection.Run(sampled);
        return [.. Regions.Of(map, sampled.Width, sampled.Height, plan)];
    }
}
