using System.Collections;

namespace FirstRead.Core.Analysis.Lesions;

/// <summary>A set of pixels, held as the box around it.</summary>
public sealed class Mask(int left, int top, int width, int height)
{
    private readonly BitArray _bits = new(width * height);

    public int Left { get; } = left;

    public int Top { get; } = top;

    public int Width { get; } = width;

    public int Height { get; } = height;

    public int Count { get; private set; }

    /// <summary>In the picture's pixels; false outside the box.</summary>
    public bool this[int column, int row] =>
        column >= Left && row >= Top && column < Left + Width && row < Top + Height && _bits[((row - Top) * Width) + column - Left];

    public void Add(int column, int row)
    {
        var index = ((row - Top) * Width) + column - Left;
        if (!_bits[index])
            Count++;
        _bits[index] = true;
    }

    public IEnumerable<(int Column, int Row)> Pixels()
    {
        for (var index = 0; index < _bits.Length; index++)
            if (_bits[index])
                yield return (Left + (index % Width), Top + (index / Width));
    }

    public bool Overlaps(Mask other)
    {
        var (right, bottom) = (Math.Min(Left + Width, other.Left + other.Width), Math.Min(Top + Height, other.Top + other.Height));
        for (var row = Math.Max(Top, other.Top); row < bottom; row++)
            for (var column = Math.Max(Left, other.Left); column < right; column++)
                if (this[column, row] && other[column, row])
                    return true;
        return false;
    }
}
