using FirstRead.Core.Deidentification.Pixels;

namespace FirstRead.TextDetection;

/// <summary>
/// Finds text with PP-OCRv4 by ONNX Runtime: at several scales, tile by tile. Nothing is loaded before the first picture comes.
/// </summary>
/// <param name="folder">Holds detection.onnx, recognition.onnx and characters.txt; null for the folder beside the program.</param>
/// <param name="threads">Of one net's run.</param>
public sealed class OnnxTextDetector(string? folder = null, int threads = 2) : ITextDetector, IDisposable
{
    // All of detection's; verification has fewer, and reports only what can be read.
    private const int ScalesOfTheUnread = 3;

    private readonly Lazy<TextNets> nets = new(() => TextNets.Load(folder ?? Path.Combine(AppContext.BaseDirectory, "text-detection"), threads));

    public IReadOnlyList<TextBox> Detect(TextPicture picture, TextPass pass)
    {
        var texts = new List<TextBox>();
        foreach (var candidate in Find(picture, pass == TextPass.Detection ? DetectionPlan.Detection : DetectionPlan.Verification))
        {
            var reading = nets.Value.Reader.Read(picture, candidate.Box);
            // What few scales see and nobody can read is an edge, a bone or a clip: clean radiographs are full of them. So are
            // buttons and rings, which every scale takes for an O; writing that the reader does not know comes in lines.
            if (reading.IsText || (candidate.Scales.Count >= ScalesOfTheUnread && IsLine(candidate.Box)))
                texts.Add(new TextBox(candidate.Box, candidate.Score, reading.IsCertain, reading.Marker));
        }
        return texts;
    }

    /// <summary>What the detection net finds under a plan, before anything is read.</summary>
    internal IReadOnlyList<Candidate> Find(TextPicture picture, DetectionPlan plan)
    {
        var found = new BoxUnion();
        foreach (var scale in plan.ScalesFor(picture))
            foreach (var tile in Tile.Cover((int)Math.Ceiling(picture.Width * scale), (int)Math.Ceiling(picture.Height * scale)))
                Look(picture, scale, tile, plan, found);
        return found.Merge(picture.Width, picture.Height);
    }

    /// <summary>For measurements.</summary>
    internal Reading Read(TextPicture picture, PixelBox box) => nets.Value.Reader.Read(picture, box);

    public void Dispose()
    {
        if (nets.IsValueCreated)
            nets.Value.Dispose();
    }

    private static bool IsLine(PixelBox box) => Math.Max(box.Width, box.Height) >= 1.8 * Math.Min(box.Width, box.Height);

    private void Look(TextPicture picture, double scale, Tile tile, DetectionPlan plan, BoxUnion found)
    {
        var sampled = Sampling.Cut(picture, tile, scale);
        if (sampled.IsFlat)
            return;
        var map = nets.Value.Detection.Run(sampled);
        foreach (var (box, score) in Regions.Of(map, sampled.Width, sampled.Height, plan))
            found.Add(box, score, tile, scale);
    }
}
