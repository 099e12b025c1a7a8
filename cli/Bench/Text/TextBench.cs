using FirstRead.Core.Deidentification.Pixels;
using FirstRead.TextDetection;

namespace FirstRead.Cli.Bench.Text;

/// <summary>Plants lines of every size, contrast, font and turn in clean pictures, and counts those that are covered.</summary>
internal sealed class TextBench(string repository, IReadOnlyList<string> folders, int seed, bool slanted, bool printMissed)
{
    private const int LinesAPicture = 8;

    // A line counts as found when no more of its ink than this share stays visible.
    private const double MostLeft = 0.03;

    private static readonly int[] Heights = [8, 10, 12, 16, 24, 36];
    private static readonly int[] Slants = [-45, -30, -20, -10, 10, 20, 30, 45];
    private static readonly double[] Contrasts = [0.2, 0.3, 0.5, 1];

    public void Run(int lines, TextWriter output)
    {
        var pictures = folders.SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            .Select(BasePicture.Load).OfType<BasePicture>().ToList();
        if (pictures.Count == 0 || GlyphRenderer.Fonts.Count == 0)
            throw new CommandException("No clean images, or none of the fonts (fonts-dejavu-core, fonts-liberation).");
        using var detector = new OnnxTextDetector();
        Clean(detector, pictures, output);
        var (recall, clock) = Planted(detector, pictures, lines, output);
        Print(recall, pictures.Count, clock, output);
    }

    private void Clean(OnnxTextDetector detector, List<BasePicture> pictures, TextWriter output)
    {
        var (detected, verified, marked, clock) = (0, 0, 0, new PassClock());
        foreach (var picture in pictures)
        {
            var (first, second) = clock.Time(picture, () => Passes(detector, picture, picture.Frame));
            (detected, verified, marked) = (detected + first.Count, verified + second.Count, marked + (first.Count + second.Count > 0 ? 1 : 0));
            if (printMissed)
                foreach (var text in first.Concat(second))
                    output.WriteLine(FormattableString.Invariant($"mark\t{picture.Name}\t{picture.Description.Columns}x{picture.Description.Rows}\t{text.Box.X},{text.Box.Y},{text.Box.Width},{text.Box.Height}\t{text.Confidence:F2}\t{(text.IsCertain ? "certain" : "doubtful")}\t{text.Marker}"));
        }
        output.WriteLine($"Marks on {pictures.Count} images as they are: {detected} by detection, {verified} more by verification, on {marked} images. {clock}");
    }

    private (Recall Recall, PassClock Clock) Planted(OnnxTextDetector detector, List<BasePicture> pictures, int lines, TextWriter output)
    {
        var random = new Random(seed);
        var texts = Enumerable.Range(0, lines * 4).Select(_ => Draw(random)).ToList();
        var masks = GlyphRenderer.Draw(repository, texts);
        var (recall, clock, next) = (new Recall(), new PassClock(), 0);
        for (var turn = 0; recall.Count < lines && next < texts.Count; turn++)
        {
            var picture = pictures[turn % pictures.Count];
            var planting = new Planting(picture);
            for (var tries = 0; tries < 2 * LinesAPicture && planting.Planted.Count < LinesAPicture && next < texts.Count; tries++, next++)
                planting.TryPlant(texts[next], masks[next], random);
            var (detected, verified) = clock.Time(picture, () => Passes(detector, picture, planting.Frame));
            var areas = Areas(picture, planting.Frame);
            var (first, second) = (detected.ConvertAll(text => text.Box), verified.ConvertAll(text => text.Box));
            foreach (var (text, box, mask) in planting.Planted)
            {
                var left = LeftOver(box, mask, [.. first, .. second]);
                recall.Add(text, left <= MostLeft, LeftOver(box, mask, first) <= MostLeft, LeftOver(box, mask, areas) <= MostLeft);
                if (printMissed && left > MostLeft)
                    output.WriteLine(FormattableString.Invariant($"missed\t{picture.Name}\t{left:F2}\t{text.Text}\t{text.Height}\t{text.Contrast}\t{text.Quarters * 90 + text.Slant}\t{Path.GetFileName(text.Font)}\t{box}"));
            }
        }
        return (recall, clock);
    }

    private static List<PixelBox> Areas(BasePicture picture, ReadOnlyMemory<byte> frame) =>
        [.. FramePictures.Of(picture.Header, picture.Description)!.Show(frame).SelectMany(window => Views.Of(window, DetectionPlan.Detection)).Select(view => view.Area).Distinct()];

    /// <summary>As the de-identifier looks: once, then again after what was found is black.</summary>
    private static (List<TextBox> First, List<TextBox> Second) Passes(OnnxTextDetector detector, BasePicture picture, ReadOnlyMemory<byte> frame)
    {
        var shown = FramePictures.Of(picture.Header, picture.Description)!.Show(frame).ToList();
        List<TextBox> first = [.. shown.SelectMany(window => detector.Detect(window, TextPass.Detection))];
        return (first, [.. shown.Select(window => Blank(window, first)).SelectMany(window => detector.Detect(window, TextPass.Verification))]);
    }

    private static TextPicture Blank(TextPicture picture, List<TextBox> texts)
    {
        var samples = picture.Samples.ToArray();
        foreach (var (box, _, _, _) in texts)
            for (var y = box.Y; y < box.Bottom; y++)
                samples.AsSpan(y * picture.Width + box.X, box.Width).Clear();
        return picture with { Samples = samples };
    }

    private PlantedText Draw(Random random) => new(
        PlantedText.Draw(random),
        GlyphRenderer.Fonts[random.Next(GlyphRenderer.Fonts.Count)],
        Heights[random.Next(Heights.Length)],
        Contrasts[random.Next(Contrasts.Length)],
        random.Next(4) is var turn && turn == 2 ? 0 : turn,
        slanted ? Slants[random.Next(Slants.Length)] : 0);

    private static double LeftOver(PixelBox box, GlyphMask mask, List<PixelBox> found)
    {
        var (ink, left) = (0, 0);
        for (var y = 0; y < box.Height; y++)
            for (var x = 0; x < box.Width; x++)
            {
                if (mask.Coverage[y * box.Width + x] < 64)
                    continue;
                ink++;
                var pixel = new PixelBox(box.X + x, box.Y + y, 1, 1);
                left += found.Exists(covering => covering.Contains(pixel)) ? 0 : 1;
            }
        return (double)left / ink;
    }

    private void Print(Recall recall, int pictures, PassClock clock, TextWriter output)
    {
        output.WriteLine($"Planted {recall.Count} lines in {pictures} images. {clock}");
        output.WriteLine();
        output.WriteLine("| of | blanked after both passes | by detection alone | looked at |");
        output.WriteLine("|---|---|---|---|");
        output.WriteLine($"| all | {recall.All()} |");
        output.WriteLine($"| all of 10 px and more | {recall.Of(text => text.Height >= 10)} |");
        Group("letters, px", text => text.Height);
        Group("contrast", text => text.Contrast);
        Group("turned", text => text.Quarters * 90);
        if (slanted)
            Group("slanted", text => text.Slant);
        Group("font", text => Path.GetFileNameWithoutExtension(text.Font));

        void Group<T>(string name, Func<PlantedText, T> property)
            where T : notnull
        {
            foreach (var (group, share) in recall.By(property))
                output.WriteLine($"| {name} {group} | {share} |");
        }
    }
}
