using System.Buffers.Binary;

namespace FirstRead.Dicom.Pixels.Codecs.Jpeg;

/// <summary>Walks the marker segments of a JPEG codestream (ITU-T T.81 B.1.1).</summary>
internal ref struct JpegSegments
{
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly string _codec;

    public JpegSegments(ReadOnlySpan<byte> bytes, string codec)
    {
        _bytes = bytes;
        _codec = codec;
        if (bytes is not [0xFF, 0xD8, ..]) throw CodestreamHeader.Broken(codec, "it does not begin with SOI");
        Position = 2;
    }

    /// <summary>Behind the last segment. A scan's decoder sets it behind the entropy-coded data.</summary>
    public int Position { get; set; }

    /// <summary>Nothing but padding is left.</summary>
    public readonly bool IsAtEnd => Position >= _bytes.Length || !_bytes[Position..].ContainsAnyExcept((byte)0);

    /// <summary>The next marker's low byte and its segment without the length; empty for EOI.</summary>
    public byte Next(out ReadOnlySpan<byte> body)
    {
        body = default;
        if (Position + 2 > _bytes.Length) throw CodestreamHeader.Cut(_codec);
        if (_bytes[Position] != 0xFF) throw CodestreamHeader.Broken(_codec, $"there is no marker at its byte {Position}");
        // Any number of FF may come before a marker.
        while (_bytes[Position + 1] == 0xFF)
            if (++Position + 2 > _bytes.Length) throw CodestreamHeader.Cut(_codec);
        var marker = _bytes[Position + 1];
        Position += 2;
        if (marker == 0xD9) return marker;
        if (marker is < 0xC0 or (>= 0xD0 and <= 0xD8)) throw CodestreamHeader.Broken(_codec, $"marker {marker:X2} at its byte {Position - 2}");
        if (Position + 2 > _bytes.Length) throw CodestreamHeader.Cut(_codec);
        var length = BinaryPrimitives.ReadUInt16BigEndian(_bytes[Position..]);
        if (length < 2) throw CodestreamHeader.Broken(_codec, $"a segment of {length} bytes at its byte {Position - 2}");
        if (Position + length > _bytes.Length) throw CodestreamHeader.Cut(_codec);
        body = _bytes.Slice(Position + 2, length - 2);
        Position += length;
        return marker;
    }
}
