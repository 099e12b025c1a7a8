namespace FirstRead.Core.Deidentification.Pixels;

/// <summary>What a box of text lies on: plain ground, the edge of the picture, or anatomy.</summary>
internal static class Surroundings
{
    // Grey levels of 256 by which plain ground may differ from its median: noise, and the ringing of JPEG around letters.
    private const int Plain = 20;

    // Share of the ring that may differ more: another line of text, the end of a scale.
    private const double MostDiffering = 0.15;

    // Share of the height and the width, from each edge, where devices and radiographers write.
    private const double Edge = 0.12;

    public static bool IsPlain(TextPicture picture, PixelBox box)
    {
        var outer = box.Grow(Math.Max(4, Math.Min(box.Width, box.Height) / 3)).Clip(picture.Width, picture.Height);
        var counts = new int[256];
        var total = 0;
        for (var y = outer.Y; y < outer.Bottom; y++)
            for (var x = outer.X; x < outer.Right; x++)
            {
                if (x >= box.X && x < box.Right && y >= box.Y && y < box.Bottom)
                    continue;
                counts[Grey(picture, x, y)]++;
                total++;
            }
        return total == 0 || Differing(counts, Median(counts, total)) <= MostDiffering * total;
    }

    public static bool IsAtEdge(TextPicture picture, PixelBox box)
    {
        var (across, down) = ((int)(Edge * picture.Width), (int)(Edge * picture.Height));
        return box.Bottom <= down || box.Y >= picture.Height - down || box.Right <= across || box.X >= picture.Width - across;
    }

    private static int Differing(int[] counts, int median)
    {
        var differing = 0;
        for (var grey = 0; grey < counts.Length; grey++)
            differing += Math.Abs(grey - median) > Plain ? counts[grey] : 0;
        return differing;
    }

    private static int Median(int[] counts, int total)
    {
        var (sum, grey) = (0, 0);
        while ((sum += counts[grey]) * 2 < total)
            grey++;
        return grey;
    }

    private static int Grey(TextPicture picture, int x, int y)
    {
        var at = (y * picture.Width + x) * picture.Channels;
        var samples = picture.Samples.Span;
        return picture.Channels == 1 ? samples[at] : (299 * samples[at] + 587 * samples[at + 1] + 114 * samples[at + 2]) / 1000;
    }
}
