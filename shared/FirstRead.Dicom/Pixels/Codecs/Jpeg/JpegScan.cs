namespace FirstRead.Dicom.Pixels.Codecs.Jpeg;

/// <summary>One component of a scan: its place in the frame and its Huffman tables.</summary>
internal readonly record struct JpegScanPart(int Component, int Dc, int Ac);

/// <summary>A scan header (ITU-T T.81 B.2.3).</summary>
/// <param name="Start">Ss: the first coefficient, or the predictor of lossless coding.</param>
/// <param name="End">Se: the last coefficient.</param>
/// <param name="High">Ah: the bit that came before, 0 in a first scan.</param>
/// <param name="Low">Al: the bit that it brings, or the point transform of lossless coding.</param>
internal sealed record JpegScan(IReadOnlyList<JpegScanPart> Parts, int Start, int End, int High, int Low)
{
    private const string Codec = "JPEG";

    public static JpegScan Read(ReadOnlySpan<byte> body, JpegHeader frame)
    {
        if (body.IsEmpty || body[0] is 0 or > 4 || body.Length < 4 + 2 * body[0]) throw CodestreamHeader.Broken(Codec, "a scan header is too short");
        var parts = new JpegScanPart[body[0]];
        for (var i = 0; i < parts.Length; i++)
        {
            var component = IndexOf(body[1 + 2 * i], frame);
            for (var j = 0; j < i; j++)
                if (parts[j].Component == component) throw CodestreamHeader.Broken(Codec, "a scan names a component twice");
            var tables = body[2 + 2 * i];
            parts[i] = new JpegScanPart(component, tables >> 4, tables & 15);
        }
        var rest = body[(1 + 2 * parts.Length)..];
        return new JpegScan(parts, rest[0], rest[1], rest[2] >> 4, rest[2] & 15);
    }

    private static int IndexOf(byte id, JpegHeader frame)
    {
        for (var i = 0; i < frame.Components.Count; i++)
            if (frame.Components[i].Id == id) return i;
        throw CodestreamHeader.Broken(Codec, "a scan names an unknown component");
    }
}
