using System.IO.Compression;

namespace FirstRead.Dicom.Pixels.Codecs;

/// <summary>Frames in fragments whose samples are as in native pixel data (PS3.5 A.4.11), or deflated each by itself (A.4.13).</summary>
internal static class UncompressedFrames
{
    // Deflate packs at most 1032 bytes into one, whatever a header promises.
    private const int MaxDeflateRatio = 1032;

    public static byte[] Copy(ReadOnlyMemory<byte> encoded, PixelDescription description)
    {
        if (encoded.Length < description.FrameBytes) throw FrameDecoder.TooShort();
        return SampleOrder.Interleaved(encoded.Span[..(int)description.FrameBytes].ToArray(), description);
    }

    public static byte[] Inflate(ReadOnlyMemory<byte> encoded, PixelDescription description)
    {
        if (description.FrameBytes > (long)encoded.Length * MaxDeflateRatio) throw FrameDecoder.TooShort();
        var frame = new byte[description.FrameBytes];
        try
        {
            using var inflater = new DeflateStream(new MemoryStream(encoded.ToArray()), CompressionMode.Decompress);
            if (inflater.ReadAtLeast(frame, frame.Length, throwOnEndOfStream: false) < frame.Length) throw FrameDecoder.TooShort();
            return SampleOrder.Interleaved(frame, description);
        }
        catch (InvalidDataException failure)
        {
            throw new DicomException(DicomErrorCodes.Malformed, "A deflated frame is broken", Tags.PixelData, null, failure);
        }
    }
}
