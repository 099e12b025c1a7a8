using System.Buffers.Binary;

namespace FirstRead.Dicom.Pixels.Codecs.Jpeg;

/// <summary>A component of a JPEG frame (T.81 B.2.2): its id, its sampling factors, its quantization table.</summary>
internal readonly record struct JpegComponent(byte Id, int Across, int Down, int Quantization);

/// <summary>The frame header of a JPEG or JPEG-LS codestream (ITU-T T.81 B.2.2, T.87 C.2.2), and what says how its colours are coded.</summary>
/// <param name="Process">The low byte of the SOF marker.</param>
/// <param name="IsYbr">True or false where an Adobe or a JFIF segment says so, else null.</param>
internal sealed record JpegHeader(byte Process, CodestreamHeader Shape, IReadOnlyList<JpegComponent> Components, bool? IsYbr)
{
    public const byte Baseline = 0xC0;
    public const byte Extended = 0xC1;
    public const byte Progressive = 0xC2;
    public const byte Lossless = 0xC3;
    public const byte JpegLs = 0xF7;

    /// <exception cref="DicomException"><c>malformed</c> or <c>truncated</c>: no frame header is reached.</exception>
    public static JpegHeader Read(ReadOnlySpan<byte> encoded, string codec)
    {
        var segments = new JpegSegments(encoded, codec);
        bool? isYbr = null;
        while (true)
        {
            var marker = segments.Next(out var body);
            switch (marker)
            {
                case 0xE0 when body.StartsWith("JFIF\0"u8): isYbr ??= true; break;
                case 0xEE when body.StartsWith("Adobe"u8) && body.Length >= 12: isYbr = body[11] != 0; break;
                case 0xDA or 0xD9: throw CodestreamHeader.Broken(codec, "there is no frame header before the first scan");
                case JpegLs or >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC): return Frame(marker, body, isYbr, codec);
            }
        }
    }

    /// <summary>P, Y, X, Nf, then three bytes for each component.</summary>
    public static JpegHeader Frame(byte marker, ReadOnlySpan<byte> body, bool? isYbr, string codec)
    {
        if (body.Length < 6 || body.Length < 6 + 3 * body[5]) throw CodestreamHeader.Broken(codec, "its frame header is too short");
        var components = new JpegComponent[body[5]];
        for (var i = 0; i < components.Length; i++)
        {
            var part = body.Slice(6 + 3 * i, 3);
            components[i] = new JpegComponent(part[0], part[1] >> 4, part[1] & 15, part[2]);
        }
        var rows = BinaryPrimitives.ReadUInt16BigEndian(body[1..]);
        var columns = BinaryPrimitives.ReadUInt16BigEndian(body[3..]);
        return new JpegHeader(marker, new CodestreamHeader(codec, columns, rows, components.Length, body[0]), components, isYbr);
    }
}
