using FirstRead.Core.Deidentification.Pixels;

namespace FirstRead.TextDetection;

/// <summary>Turns a probability map into boxes: joined pixels above the threshold, widened, for the net draws text thinner than it is.</summary>
internal static class Regions
{
    // Boxes of the net are shrunk by area over circumference (DBNet, arXiv 1911.08947, section 3.5); this undoes it, and more.
    private const double Unclip = 1.8;
    private const int SmallestSide = 3;

    // Letters higher than this at one scale are found at a smaller one; what is not is no text.
    private const int LargestSide = 64;

    /// <returns>In pixels of the map.</returns>
    public static IEnumerable<Region> Of(float[] map, int width, int height, DetectionPlan plan)
    {
        var seen = new bool[map.Length];
        var stack = new Stack<int>();
        for (var start = 0; start < map.Length; start++)
        {
            if (map[start] < plan.Threshold || seen[start])
                continue;
            var grown = Grow(start);
            // A line at a slant is in a high box, but is itself no higher than others.
            var side = Math.Min(Math.Min(grown.Box.Width, grown.Box.Height), grown.Slant.Height);
            if (Math.Min(grown.Box.Width, grown.Box.Height) >= SmallestSide && side <= LargestSide && grown.Score >= plan.BoxScore)
                yield return grown with { Box = Widen(grown.Box, grown.Slant) };
        }

        static PixelBox Widen(PixelBox box, Slant slant)
        {
            if (slant.IsSlanted)
                return box.Grow((int)Math.Ceiling(Unclip * slant.Height / 2));
            var whole = box.Grow((int)Math.Ceiling(Unclip * box.Width * box.Height / (2.0 * (box.Width + box.Height))));
            // A first or last letter that the net misses stands no further off than the line is high.
            var (across, down) = box.Width > box.Height ? (box.Height / 2, 0) : (0, box.Width / 2);
            return new PixelBox(whole.X - across, whole.Y - down, whole.Width + 2 * across, whole.Height + 2 * down);
        }

        Region Grow(int start)
        {
            var (left, top, right, bottom, sum) = (width, height, 0, 0, 0f);
            var moments = new Moments();
            stack.Push(start);
            seen[start] = true;
            while (stack.TryPop(out var at))
            {
                var (x, y) = (at % width, at / width);
                (left, top, right, bottom) = (Math.Min(left, x), Math.Min(top, y), Math.Max(right, x), Math.Max(bottom, y));
                sum += map[at];
                moments.Add(x, y);
                if (x > 0)
                    Visit(at - 1);
                if (x + 1 < width)
                    Visit(at + 1);
                if (y > 0)
                    Visit(at - width);
                if (y + 1 < height)
                    Visit(at + width);
            }
            return new Region(new PixelBox(left, top, right - left + 1, bottom - top + 1), moments.ToSlant(Unclip), (float)(sum / moments.Count));
        }

        void Visit(int at)
        {
            if (seen[at] || map[at] < plan.Threshold)
                return;
            seen[at] = true;
            stack.Push(at);
        }
    }
}
