using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace FirstRead.Core.Analysis.Results;

/// <summary>
/// Letters of 5 by 9 dots (two below the line), drawn twice as large with smoothed diagonals: pictures are written where
/// no font is installed. The dots are in font.txt: a letter, then its rows from the top, the highest of five bits left.
/// </summary>
internal static class BitmapFont
{
    public const int Width = 12;
    public const int Height = 18;

    private const int Columns = 5;
    private const int Rows = 9;
    private const int Advance = Columns + 1;
    private const int Fineness = 8;
    private const int Samples = 4;
    private static readonly Dictionary<char, byte[]> Glyphs = Load();
    private static readonly ConcurrentDictionary<char, DotGrid> FineGlyphs = new();

    public static int WidthOf(string text) => text.Length * Width;

    /// <summary>The dots of a text, from the top left of its first letter.</summary>
    public static IEnumerable<(int X, int Y)> Dots(string text)
    {
        for (var position = 0; position < text.Length; position++)
        {
            if (text[position] == ' ')
                continue;
            var glyph = Glyphs.GetValueOrDefault(text[position]) ?? Glyphs['?'];
            for (var y = 0; y < Rows * 2; y++)
                for (var x = 0; x < Columns * 2; x++)
                    if (Doubled(glyph, x, y))
                        yield return ((position * Width) + x, y);
        }
    }

    public static double WidthAt(string text, double size) => text.Length * Advance * size;

    public static double HeightAt(double size) => Rows * size;

    /// <summary>A text at any size, smoothed: how much of each pixel it covers, 0 to 1, from the top left of its first letter.</summary>
    /// <param name="text">In one line.</param>
    /// <param name="size">Pixels a dot of font.txt.</param>
    public static IEnumerable<(int X, int Y, double Part)> Pixels(string text, double size)
    {
        for (var position = 0; position < text.Length; position++)
        {
            if (text[position] == ' ')
                continue;
            var (dots, start) = (Fine(text[position]), position * Advance * size);
            for (var y = 0; y < Math.Ceiling(Rows * size); y++)
                for (var x = (int)start; x < start + (Columns * size); x++)
                    if (Covered(dots, (x - start) / size, y / size, 1 / size) is > 0 and var part)
                        yield return (x, y, part);
        }
    }

    private static double Covered(DotGrid dots, double column, double row, double step)
    {
        var hit = 0;
        for (var sample = 0; sample < Samples * Samples; sample++)
        {
            var (x, y) = (column + (((sample % Samples) + 0.5) / Samples * step), row + (((sample / Samples) + 0.5) / Samples * step));
            if (dots[(int)Math.Floor(x * Fineness), (int)Math.Floor(y * Fineness)])
                hit++;
        }
        return (double)hit / (Samples * Samples);
    }

    /// <summary>A letter with its diagonals smoothed three times over.</summary>
    private static DotGrid Fine(char letter) => FineGlyphs.GetOrAdd(letter, static key =>
    {
        var glyph = Glyphs.GetValueOrDefault(key) ?? Glyphs['?'];
        var grid = new DotGrid(Columns, Rows, [.. Enumerable.Range(0, Columns * Rows).Select(index => Dot(glyph, index % Columns, index / Columns))]);
        return grid.Twice().Twice().Twice();
    });

    /// <summary>Each dot as four; a corner of the four takes the colour of its two outer neighbours where these agree and the others do not.</summary>
    private static bool Doubled(byte[] glyph, int x, int y)
    {
        var (column, row) = (x / 2, y / 2);
        bool above = Dot(glyph, column, row - 1), below = Dot(glyph, column, row + 1);
        bool left = Dot(glyph, column - 1, row), right = Dot(glyph, column + 1, row);
        var (vertical, horizontal) = (y % 2 == 0 ? above : below, x % 2 == 0 ? left : right);
        var diagonal = above != below && left != right && vertical == horizontal;
        return diagonal ? vertical : Dot(glyph, column, row);
    }

    private static bool Dot(byte[] glyph, int column, int row) =>
        (uint)column < Columns && (uint)row < (uint)glyph.Length && (glyph[row] & (16 >> column)) != 0;

    private static Dictionary<char, byte[]> Load()
    {
        using var stream = typeof(BitmapFont).Assembly.GetManifestResourceStream("Analysis/font.txt")
            ?? throw new InvalidOperationException("font.txt is not embedded.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).ToDictionary(
            line => line[0],
            line => line[2..].Split(' ').Select(text => byte.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToArray());
    }
}
