using FirstRead.Core.Deidentification.Pixels;

namespace FirstRead.TextDetection;

/// <summary>
/// Finds text with PP-OCRv4 by ONNX Runtime: where there are thin strokes, at several scales, upright and turned, tile by tile.
/// Nothing is loaded before the first picture with strokes comes.
/// </summary>
/// <param name="folder">Holds detection.onnx, recognition.onnx and characters.txt; null for the folder beside the program.</param>
/// <param name="threads">Views looked at at once.</param>
public sealed class OnnxTextDetector(string? folder = null, int threads = 2) : ITextDetector, IDisposable
{
    private const int LooksOfTheUnread = 3;

    private readonly Lazy<TextNets> nets = new(() => TextNets.Load(folder ?? Path.Combine(AppContext.BaseDirectory, "text-detection")));
    private readonly ParallelOptions parallel = new() { MaxDegreeOfParallelism = threads };

    public IReadOnlyList<TextBox> Detect(TextPicture picture, TextPass pass)
    {
        var candidates = Find(picture, pass == TextPass.Detection ? DetectionPlan.Detection : DetectionPlan.Verification);
        var texts = new TextBox?[candidates.Count];
        Parallel.For(0, texts.Length, parallel, i => texts[i] = Judge(picture, candidates[i]));
        return [.. texts.OfType<TextBox>()];
    }

    /// <summary>What the detection net finds under a plan, before anything is read.</summary>
    internal IReadOnlyList<Candidate> Find(TextPicture picture, DetectionPlan plan)
    {
        var views = Views.Of(picture, plan).ToList();
        var regions = new IReadOnlyList<Region>[views.Count];
        Parallel.For(0, views.Count, parallel, i => regions[i] = Look(picture, views[i], plan));
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

    private TextBox? Judge(TextPicture picture, Candidate candidate)
    {
        var reading = nets.Value.Reader.Read(picture, candidate);
        // What few looks see and nobody can read is an edge, a bone or a clip: clean radiographs are full of them. So are
        // buttons and rings, which every look takes for an O; writing that the reader does not know comes in lines.
        return reading.IsText || (candidate.Looks.Count >= LooksOfTheUnread && IsLine(candidate))
            ? new TextBox(candidate.Box, candidate.Score, reading.IsCertain, reading.Marker)
            : null;
    }

    private static bool IsLine(Candidate candidate) => candidate.Slant.IsSlanted || Math.Max(candidate.Box.Width, candidate.Box.Height) >= 1.8 * Math.Min(candidate.Box.Width, candidate.Box.Height);

    private IReadOnlyList<Region> Look(TextPicture picture, View view, DetectionPlan plan)
    {
        var sampled = Sampling.Cut(view.Of(picture, plan.Stretches), view.Tile, view.Scale);
        if (sampled.IsFlat)
            return [];
        var map = nets.Value.Detection.Run(sampled);
        return [.. Regions.Of(map, sampled.Width, sampled.Height, plan)];
    }
}
