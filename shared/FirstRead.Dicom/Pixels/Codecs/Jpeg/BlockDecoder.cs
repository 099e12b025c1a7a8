namespace FirstRead.Dicom.Pixels.Codecs.Jpeg;

/// <summary>Decodes a scan's blocks, one after the other: sequential ones (ITU-T T.81 F.2) or progressive ones (annex G).</summary>
internal abstract class BlockDecoder(JpegScan scan)
{
    protected const string Codec = "JPEG";

    protected JpegScan Scan => scan;

    public static BlockDecoder For(byte process, JpegScan scan, JpegTables tables)
    {
        if (process != JpegHeader.Progressive) return new SequentialBlocks(scan, tables);
        if (scan.Start == 0)
        {
            if (scan.End != 0 || scan.Low > 13) throw Impossible();
            return new ProgressiveDc(scan, tables);
        }
        if (scan.Start > scan.End || scan.End > 63 || scan.Low > 13 || scan.Parts.Count != 1) throw Impossible();
        return scan.High == 0 ? new ProgressiveAc(scan, tables) : new ProgressiveRefinement(scan, tables);
    }

    /// <param name="part">Which of the scan's components the block is of.</param>
    /// <param name="block">Its coefficients.</param>
    /// <param name="bits">The scan's data.</param>
    public abstract void Decode(int part, Span<short> block, ref JpegBits bits);

    public virtual void Restart(ref JpegBits bits) => bits.Restart();

    /// <summary>A category, which 16 bits must hold.</summary>
    protected static int Category(int symbol) => symbol <= 15 ? symbol : throw CodestreamHeader.Broken(Codec, "a difference is too large");

    private static DicomException Impossible() => CodestreamHeader.Broken(Codec, "a scan has no such coefficients");
}
