namespace FirstRead.Dicom.Pixels.Codecs.Jpeg;

/// <summary>The first coefficient of blocks, its highest bits or one bit more (ITU-T T.81 G.1.2.1).</summary>
internal sealed class ProgressiveDc(JpegScan scan, JpegTables tables) : BlockDecoder(scan)
{
    private readonly HuffmanTable?[] _tables = [.. scan.Parts.Select(part => scan.High == 0 ? tables.Dc(part.Dc) : null)];
    private readonly int[] _last = new int[scan.Parts.Count];

    public override void Decode(int part, Span<short> block, ref JpegBits bits)
    {
        if (_tables[part] is { } table) block[0] = (short)((_last[part] += bits.Signed(Category(bits.Symbol(table)))) << Scan.Low);
        else block[0] |= (short)(bits.Bits(1) << Scan.Low);
    }

    public override void Restart(ref JpegBits bits)
    {
        base.Restart(ref bits);
        Array.Clear(_last);
    }
}

/// <summary>The highest bits of a band of coefficients (ITU-T T.81 G.1.2.2).</summary>
internal sealed class ProgressiveAc(JpegScan scan, JpegTables tables) : BlockDecoder(scan)
{
    private readonly HuffmanTable _table = tables.Ac(scan.Parts[0].Ac);
    private int _emptyBlocks;

    public override void Decode(int part, Span<short> block, ref JpegBits bits)
    {
        if (_emptyBlocks > 0)
        {
            _emptyBlocks--;
            return;
        }
        for (var k = Scan.Start; k <= Scan.End; k++)
        {
            var (zeros, category) = Math.DivRem(bits.Symbol(_table), 16);
            if (category == 0 && zeros < 15)
            {
                _emptyBlocks = (1 << zeros) + bits.Bits(zeros) - 1;
                return;
            }
            k += zeros;
            if (category == 0) continue;
            if (k > Scan.End) throw CodestreamHeader.Broken(Codec, "a block has too many coefficients");
            block[Zigzag.Order[k]] = (short)(bits.Signed(category) << Scan.Low);
        }
    }

    public override void Restart(ref JpegBits bits)
    {
        base.Restart(ref bits);
        _emptyBlocks = 0;
    }
}

/// <summary>One bit more of a band of coefficients (ITU-T T.81 G.1.2.3).</summary>
internal sealed class ProgressiveRefinement(JpegScan scan, JpegTables tables) : BlockDecoder(scan)
{
    private readonly HuffmanTable _table = tables.Ac(scan.Parts[0].Ac);
    private int _emptyBlocks;

    public override void Decode(int part, Span<short> block, ref JpegBits bits)
    {
        var k = Scan.Start;
        while (k <= Scan.End && _emptyBlocks == 0)
        {
            var (zeros, category) = Math.DivRem(bits.Symbol(_table), 16);
            if (category > 1) throw CodestreamHeader.Broken(Codec, "a refinement of more than a bit");
            if (category == 0 && zeros < 15)
            {
                _emptyBlocks = (1 << zeros) + bits.Bits(zeros);
                break;
            }
            // A new coefficient's sign comes before the bits of those that it skips.
            var value = category == 0 ? 0 : bits.Bits(1) == 1 ? 1 << Scan.Low : -1 << Scan.Low;
            k = Refine(block, k, zeros, ref bits);
            if (value != 0 && k > Scan.End) throw CodestreamHeader.Broken(Codec, "a block has too many coefficients");
            if (value != 0) block[Zigzag.Order[k]] = (short)value;
            k++;
        }
        if (_emptyBlocks == 0) return;
        Refine(block, k, int.MaxValue, ref bits);
        _emptyBlocks--;
    }

    public override void Restart(ref JpegBits bits)
    {
        base.Restart(ref bits);
        _emptyBlocks = 0;
    }

    /// <summary>Refines what is not zero, passes over so many zeros, and stops on the next one.</summary>
    private int Refine(Span<short> block, int k, int zeros, ref JpegBits bits)
    {
        for (; k <= Scan.End; k++)
        {
            ref var coefficient = ref block[Zigzag.Order[k]];
            if (coefficient == 0)
            {
                if (zeros-- == 0) break;
            }
            else if (bits.Bits(1) == 1 && (coefficient >> Scan.Low & 1) == 0)
            {
                coefficient += (short)(coefficient > 0 ? 1 << Scan.Low : -1 << Scan.Low);
            }
        }
        return k;
    }
}
