using System.Buffers;
using System.IO.Compression;

namespace FirstRead.Core.Deidentification.Codestreams;

/// <summary>
/// Deflated frames (PS3.5 A.4.12) cannot be cleaned in place: a fragment must be one frame and no more, without anything in
/// unused bits, or the file is refused. Holds one compressed frame.
/// </summary>
internal sealed class DeflatedCheck(PixelLayout layout) : CodestreamCleaner(layout.Frames)
{
    private const int LargestFragment = 256 << 20;
    private readonly ArrayBufferWriter<byte> fragment = new();

    public override void BeginFragment() => fragment.ResetWrittenCount();

    public override void Clean(Span<byte> bytes)
    {
        if (fragment.WrittenCount + bytes.Length > LargestFragment)
            throw Malformed("A deflated frame is too large to be looked at");
        fragment.Write(bytes);
    }

    public override void EndFragment()
    {
        if (fragment.WrittenCount == 0)
            return;
        if (!BeginFrame())
            throw Malformed("There are more frames than the header says");
        // Read by single bytes, so that what stands behind the end is known.
        using var whole = new MemoryStream(fragment.WrittenSpan.ToArray());
        using var source = new SingleBytes(whole);
        using var inflated = new DeflateStream(source, CompressionMode.Decompress);
        var buffer = new byte[64 * 1024];
        var size = 0L;
        try
        {
            for (int read; (read = inflated.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)) > 0; size += read)
                if (size + read > layout.FrameBytes || layout.Unused?.Clear(buffer.AsSpan(0, read)) == true)
                    throw Malformed("A deflated frame holds more than the picture");
        }
        catch (InvalidDataException)
        {
            throw Malformed("A deflated frame is broken");
        }
        if (size != layout.FrameBytes || whole.Length - whole.Position > 1)
            throw Malformed("A deflated frame is not as long as the header says");
    }

    private sealed class SingleBytes(Stream source) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(Span<byte> buffer) => source.Read(buffer[..Math.Min(1, buffer.Length)]);

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
