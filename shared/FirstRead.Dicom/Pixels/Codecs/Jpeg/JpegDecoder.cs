namespace FirstRead.Dicom.Pixels.Codecs.Jpeg;

/// <summary>
/// Decodes what libturbojpeg does not: lossless JPEG of 2 to 16 bits and all seven predictors (ITU-T T.81 annex H), and
/// sequential and progressive JPEG of 12 bits (annexes F and G). All of it is bounds-checked C#.
/// </summary>
internal static class JpegDecoder
{
    private const string Codec = "JPEG";
    private const byte StartOfScan = 0xDA;
    private const byte EndOfImage = 0xD9;

    public static bool Takes(JpegHeader header) => header.Process switch
    {
        JpegHeader.Lossless => header.Shape.Bits is >= 2 and <= 16,
        JpegHeader.Baseline or JpegHeader.Extended or JpegHeader.Progressive => header.Shape.Bits is 8 or 12,
        _ => false,
    };

    /// <param name="encoded">Whose header has been read, and held against the description.</param>
    /// <param name="description">How the samples are to come.</param>
    /// <param name="header">One that <see cref="Takes"/>.</param>
    /// <param name="limits">How many scans there may be.</param>
    public static byte[] Decode(ReadOnlySpan<byte> encoded, PixelDescription description, JpegHeader header, DecodeLimits limits)
    {
        var segments = new JpegSegments(encoded, Codec);
        var tables = new JpegTables();
        IJpegFrame? frame = null;
        for (var scans = 0; ;)
        {
            if (frame is { IsWhole: true } && segments.IsAtEnd) return frame.Finish();
            var marker = segments.Next(out var body);
            if (marker == header.Process)
            {
                if (frame is not null) throw CodestreamHeader.Broken(Codec, "it has two frame headers");
                frame = header.Process == JpegHeader.Lossless
                    ? new LosslessFrame(header, description, encoded.Length)
                    : new CoefficientFrame(header, description);
            }
            else if (marker == StartOfScan)
            {
                if (frame is null) throw CodestreamHeader.Broken(Codec, "there is no frame header before the first scan");
                if (++scans > limits.MaxScans) throw new DicomException(DicomErrorCodes.LimitExceeded, "A JPEG frame has too many scans", Tags.PixelData);
                var bits = new JpegBits(encoded, segments.Position);
                frame.Decode(JpegScan.Read(body, header), tables, ref bits);
                segments.Position = bits.NextMarker();
            }
            else if (marker == EndOfImage)
            {
                return frame is { IsWhole: true } ? frame.Finish() : throw CodestreamHeader.Cut(Codec);
            }
            else
            {
                tables.Read(marker, body);
            }
        }
    }
}
