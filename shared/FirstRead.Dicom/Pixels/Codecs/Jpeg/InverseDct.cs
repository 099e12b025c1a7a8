namespace FirstRead.Dicom.Pixels.Codecs.Jpeg;

/// <summary>
/// The inverse discrete cosine transform of 8 x 8 coefficients, after Loeffler, Ligtenberg and Moschytz (ICASSP 1989) in whole
/// numbers, with the scale and the rounding of the common decoders, so that results agree to the bit.
/// </summary>
internal sealed class InverseDct
{
    // Constants are scaled by 2 to this, the first pass keeps a few bits of fraction for the second.
    private const int ConstBits = 13;

    private readonly int _passBits;
    private readonly int _middle;
    private readonly int _most;

    public InverseDct(int precision)
    {
        _passBits = precision == 8 ? 2 : 1;
        (_middle, _most) = (1 << (precision - 1), (1 << precision) - 1);
    }

    /// <summary>All samples of a component, row by row.</summary>
    public ushort[] Samples(BlockPlane plane)
    {
        var samples = new ushort[plane.Rows * plane.Columns];
        Span<int> steps = stackalloc int[64];
        for (var k = 0; k < 64; k++) steps[Zigzag.Order[k]] = plane.Quantization![k];
        Span<int> block = stackalloc int[64];
        for (var top = 0; top < plane.Rows; top += 8)
        {
            for (var left = 0; left < plane.Columns; left += 8)
            {
                var coefficients = plane.Block(left / 8, top / 8);
                for (var i = 0; i < 64; i++) block[i] = coefficients[i] * steps[i];
                Transform(block);
                var across = Math.Min(8, plane.Columns - left);
                for (var y = 0; y < Math.Min(8, plane.Rows - top); y++)
                    for (var x = 0; x < across; x++) samples[(top + y) * plane.Columns + left + x] = (ushort)block[8 * y + x];
            }
        }
        return samples;
    }

    private void Transform(Span<int> block)
    {
        for (var x = 0; x < 8; x++) Pass(block[x..], 8, ConstBits - _passBits);
        for (var y = 0; y < 8; y++) Pass(block[(8 * y)..], 1, ConstBits + _passBits + 3);
        foreach (ref var sample in block) sample = Math.Clamp(sample + _middle, 0, _most);
    }

    /// <summary>One row or column. 64 bits, for 12-bit samples come near to 32.</summary>
    private static void Pass(Span<int> line, int step, int shift)
    {
        // Even part.
        long z2 = line[2 * step], z3 = line[6 * step];
        var z1 = (z2 + z3) * 4433;
        var (even2, even3) = (z1 - z3 * 15137, z1 + z2 * 6270);
        var even0 = ((long)line[0] + line[4 * step]) << ConstBits;
        var even1 = ((long)line[0] - line[4 * step]) << ConstBits;
        var (a0, a3, a1, a2) = (even0 + even3, even0 - even3, even1 + even2, even1 - even2);

        // Odd part.
        long t0 = line[7 * step], t1 = line[5 * step], t2 = line[3 * step], t3 = line[step];
        var z5 = (t0 + t2 + t1 + t3) * 9633;
        var y1 = (t0 + t3) * -7373;
        var y2 = (t1 + t2) * -20995;
        var y3 = (t0 + t2) * -16069 + z5;
        var y4 = (t1 + t3) * -3196 + z5;
        t0 = t0 * 2446 + y1 + y3;
        t1 = t1 * 16819 + y2 + y4;
        t2 = t2 * 25172 + y2 + y3;
        t3 = t3 * 12299 + y1 + y4;

        var half = 1L << (shift - 1);
        line[0] = (int)((a0 + t3 + half) >> shift);
        line[7 * step] = (int)((a0 - t3 + half) >> shift);
        line[step] = (int)((a1 + t2 + half) >> shift);
        line[6 * step] = (int)((a1 - t2 + half) >> shift);
        line[2 * step] = (int)((a2 + t1 + half) >> shift);
        line[5 * step] = (int)((a2 - t1 + half) >> shift);
        line[3 * step] = (int)((a3 + t0 + half) >> shift);
        line[4 * step] = (int)((a3 - t0 + half) >> shift);
    }
}
