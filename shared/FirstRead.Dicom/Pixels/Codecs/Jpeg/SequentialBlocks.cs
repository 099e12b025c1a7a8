namespace FirstRead.Dicom.Pixels.Codecs.Jpeg;

/// <summary>Blocks whose coefficients come all at once (ITU-T T.81 F.2.2).</summary>
internal sealed class SequentialBlocks(JpegScan scan, JpegTables tables) : BlockDecoder(scan)
{
    private readonly HuffmanTable[] _dc = [.. scan.Parts.Select(part => tables.Dc(part.Dc))];
    private readonly HuffmanTable[] _ac = [.. scan.Parts.Select(part => tables.Ac(part.Ac))];
    private readonly int[] _last = new int[scan.Parts.Count];

    public override void Decode(int part, Span<short> block, ref JpegBits bits)
    {
        block[0] = (short)(_last[part] += bits.Signed(Category(bits.Symbol(_dc[part]))));
        var table = _ac[part];
        for (var k = 1; k < 64; k++)
        {
            var (zeros, category) = Math.DivRem(bits.Symbol(table), 16);
            if (category == 0)
            {
                if (zeros != 15) return;
                k += 15;
                continue;
            }
            k += zeros;
            if (k > 63) throw CodestreamHeader.Broken(Codec, "a block has too many coefficients");
            block[Zigzag.Order[k]] = (short)bits.Signed(category);
        }
    }

    public override void Restart(ref JpegBits bits)
    {
        base.Restart(ref bits);
        Array.Clear(_last);
    }
}
