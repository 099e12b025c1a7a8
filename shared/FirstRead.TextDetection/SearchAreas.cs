using System.Numerics;
using System.Runtime.Intrinsics;
using FirstRead.Core.Deidentification.Pixels;

namespace FirstRead.TextDetection;

/// <summary>
/// The parts of a picture that are worth a net's look: those with enough thin strokes (<see cref="StrokeMap"/>). Chosen so that no
/// writing is left out, not so that only writing is left in; how much of it they hold is measured (docs/pixel-cleaning.md).
/// </summary>
internal static class SearchAreas
{
    private const int Cell = 16;

    // Of 256 grey levels. A stroke stands out when it does so by the first, or by the second in a picture full of noise.
    private const int Least = 16;
    private const int Enough = 24;

    // Stroke pixels in a cell: a piece of a letter 8 pixels high has more.
    private const int Strokes = 10;

    /// <summary>Pixels around strokes that a net sees too.</summary>
    private const int Margin = 24;

    // From this share of cells on, one area costs less than its pieces.
    private const double Dense = 0.5;
    private const int SmallestCut = 10;

    /// <param name="stroke">Width of the widest stroke that may be of writing.</param>
    /// <returns>Boxes that may overlap, in pixels of the picture; none where nothing is thin.</returns>
    public static IReadOnlyList<PixelBox> Of(TextPicture picture, int stroke)
    {
        var (columns, rows) = ((picture.Width + Cell - 1) / Cell, (picture.Height + Cell - 1) / Cell);
        var active = Active(picture, stroke, columns, rows);
        var cells = new List<PixelBox>();
        Cut(active, columns, new PixelBox(0, 0, columns, rows), cells);
        var areas = cells.ConvertAll(box => new PixelBox(box.X * Cell, box.Y * Cell, box.Width * Cell, box.Height * Cell).Grow(Margin).Clip(picture.Width, picture.Height));
        var whole = new PixelBox(0, 0, picture.Width, picture.Height);
        return areas.Sum(area => area.Area) < whole.Area ? areas : [whole];
    }

    private static bool[] Active(TextPicture picture, int stroke, int columns, int rows)
    {
        var strokes = StrokeMap.Of(picture, stroke);
        var (threshold, counts) = ((byte)Threshold(strokes), new int[columns * rows]);
        for (var y = 0; y < picture.Height; y++)
        {
            var line = strokes.AsSpan(y * picture.Width, picture.Width);
            var cells = counts.AsSpan(y / Cell * columns, columns);
            for (var column = 0; column < columns; column++)
                cells[column] += AtLeast(line[(column * Cell)..Math.Min((column + 1) * Cell, line.Length)], threshold);
        }
        return Array.ConvertAll(counts, count => count >= Strokes);
    }

    /// <summary>How many samples are no less than the threshold.</summary>
    private static int AtLeast(ReadOnlySpan<byte> samples, byte threshold)
    {
        var (count, limit) = (0, Vector128.Create(threshold));
        for (; samples.Length >= Vector128<byte>.Count; samples = samples[Vector128<byte>.Count..])
            count += BitOperations.PopCount(Vector128.GreaterThanOrEqual(Vector128.Create(samples), limit).ExtractMostSignificantBits());
        foreach (var sample in samples)
            count += sample >= threshold ? 1 : 0;
        return count;
    }

    /// <summary>Above what noise makes everywhere, within the two bounds.</summary>
    private static int Threshold(byte[] strokes)
    {
        // Three times the median; outside of this range a bound holds whatever it is.
        for (var median = Least / 3; median < Enough / 3; median++)
            if (2L * (strokes.Length - AtLeast(strokes, (byte)(median + 1))) >= strokes.Length)
                return Math.Clamp(3 * median, Least, Enough);
        return Enough;
    }

    /// <summary>Cuts at the widest gap, or in the middle, until what is left is dense or small.</summary>
    private static void Cut(bool[] active, int columns, PixelBox box, List<PixelBox> found)
    {
        var (across, down) = (Occupied(box.X, box.Width, x => Column(active, columns, box, x)), Occupied(box.Y, box.Height, y => Row(active, columns, box, y)));
        if (across.Count == 0)
            return;
        box = new PixelBox(across[0], down[0], across[^1] + 1 - across[0], down[^1] + 1 - down[0]);
        var (gapAcross, gapDown) = (WidestGap(across), WidestGap(down));
        if (Math.Max(gapAcross.Width, gapDown.Width) > 2)
        {
            Halve(gapAcross.Width >= gapDown.Width, gapAcross.Width >= gapDown.Width ? gapAcross.At : gapDown.At);
            return;
        }
        if (Math.Max(box.Width, box.Height) <= SmallestCut || Count(active, columns, box) >= Dense * box.Area)
            found.Add(box);
        else
            Halve(box.Width >= box.Height, box.Width >= box.Height ? box.X + box.Width / 2 : box.Y + box.Height / 2);

        void Halve(bool upright, int at)
        {
            Cut(active, columns, upright ? box with { Width = at - box.X } : box with { Height = at - box.Y }, found);
            Cut(active, columns, upright ? box with { X = at, Width = box.Right - at } : box with { Y = at, Height = box.Bottom - at }, found);
        }
    }

    private static List<int> Occupied(int from, int length, Predicate<int> any) => [.. Enumerable.Range(from, length).Where(at => any(at))];

    private static bool Column(bool[] active, int columns, PixelBox box, int x)
    {
        for (var y = box.Y; y < box.Bottom; y++)
            if (active[y * columns + x])
                return true;
        return false;
    }

    private static bool Row(bool[] active, int columns, PixelBox box, int y) => active.AsSpan(y * columns + box.X, box.Width).Contains(true);

    private static int Count(bool[] active, int columns, PixelBox box)
    {
        var count = 0;
        for (var y = box.Y; y < box.Bottom; y++)
            count += active.AsSpan(y * columns + box.X, box.Width).Count(true);
        return count;
    }

    private static (int Width, int At) WidestGap(List<int> occupied)
    {
        var widest = (Width: 0, At: 0);
        for (var i = 1; i < occupied.Count; i++)
            if (occupied[i] - occupied[i - 1] - 1 > widest.Width)
                widest = (occupied[i] - occupied[i - 1] - 1, occupied[i]);
        return widest;
    }
}
