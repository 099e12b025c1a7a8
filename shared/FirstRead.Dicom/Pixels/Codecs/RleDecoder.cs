using System.Buffers.Binary;

namespace FirstRead.Dicom.Pixels.Codecs;

/// <summary>
/// RLE Lossless (PS3.5 annex G): one run-length coded segment for each byte of a sample, highest byte first, each
/// sample's after the other's. The samples come out side by side whatever Planar Configuration says.
/// </summary>
internal static class RleDecoder
{
    private const int HeaderBytes = 64;

    // Two bytes make at most 128.
    private const int MaxRatio = 64;

    public static byte[] Decode(ReadOnlySpan<byte> encoded, PixelDescription description)
    {
        // One-bit samples stay packed: a frame is one segment of them.
        var isPacked = description is { BitsAllocated: 1, SamplesPerPixel: 1 };
        if (description.BitsAllocated % 8 != 0 && !isPacked) throw new CannotDecodeException($"No RLE decoder for samples of {description.BitsAllocated} bits");
        if (encoded.Length < HeaderBytes || description.FrameBytes > (long)encoded.Length * MaxRatio) throw FrameDecoder.TooShort();
        var width = isPacked ? 1 : description.BitsAllocated / 8;
        var segments = description.SamplesPerPixel * width;
        if (segments > 15 || BinaryPrimitives.ReadUInt32LittleEndian(encoded) != segments) throw Broken();

        var frame = new byte[description.FrameBytes];
        for (var segment = 0; segment < segments; segment++)
        {
            var start = OffsetOf(encoded, segment);
            var end = segment + 1 < segments ? OffsetOf(encoded, segment + 1) : encoded.Length;
            if (start < HeaderBytes || end < start || end > encoded.Length) throw Broken();
            var target = segment / width * width + (width - 1 - segment % width);
            DecodeSegment(encoded[start..end], frame, target, segments);
        }
        return frame;
    }

    private static int OffsetOf(ReadOnlySpan<byte> encoded, int segment) =>
        BinaryPrimitives.ReadInt32LittleEndian(encoded[(4 + 4 * segment)..]);

    private static void DecodeSegment(ReadOnlySpan<byte> bytes, byte[] frame, int target, int stride)
    {
        while (target < frame.Length)
        {
            if (bytes.Length < 2) throw FrameDecoder.TooShort();
            var control = (sbyte)bytes[0];
            if (control >= 0)
            {
                var count = control + 1;
                if (bytes.Length < 1 + count) throw FrameDecoder.TooShort();
                for (var i = 1; i <= count && target < frame.Length; i++, target += stride) frame[target] = bytes[i];
                bytes = bytes[(1 + count)..];
            }
            else
            {
                // -128 stands for nothing.
                for (var i = control == -128 ? 0 : 1 - control; i > 0 && target < frame.Length; i--, target += stride) frame[target] = bytes[1];
                bytes = bytes[(control == -128 ? 1 : 2)..];
            }
        }
    }

    private static DicomException Broken() => new(DicomErrorCodes.Malformed, "An RLE header does not fit the picture", Tags.PixelData);
}
