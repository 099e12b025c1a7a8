using System.Buffers.Binary;

namespace FirstRead.Core.Deidentification.Codestreams;

/// <summary>
/// RLE Lossless (PS3.5 annex G): a frame is a fragment of a header and one run-length coded segment for each byte of a
/// sample. Unused places of the header, gaps between segments, and what they hold beyond the picture become zeros.
/// </summary>
internal sealed class RleCleaner(PixelLayout layout) : CodestreamCleaner(layout.Frames)
{
    private const int HeaderBytes = 64;
    private const int MostSegments = 15;

    private readonly byte[] header = new byte[HeaderBytes];
    private bool surplus;
    private long position;
    private int segments;
    private int segment;
    private long decoded;
    private int run;
    private bool repeats;

    public override void BeginFragment()
    {
        surplus = !BeginFrame();
        (position, segments, segment, decoded, run) = (0, 0, -1, 0, 0);
    }

    public override void EndFragment()
    {
        if (!surplus && position is > 0 and < HeaderBytes)
            throw Malformed("A compressed frame is shorter than its header");
    }

    public override void Clean(Span<byte> bytes)
    {
        if (surplus)
        {
            Clear(bytes);
            return;
        }
        for (var i = 0; i < bytes.Length; i++, position++)
            if (position < HeaderBytes)
                CleanHeader(ref bytes[i]);
            else
                CleanSegment(ref bytes[i]);
    }

    private void CleanHeader(ref byte value)
    {
        var at = (int)position;
        if (at >= 4 * (1 + segments) && at >= 4)
            Set(ref value, 0);
        header[at] = value;
        if (at != 3)
            return;
        segments = BinaryPrimitives.ReadInt32LittleEndian(header);
        if (segments is < 1 or > MostSegments)
            throw Malformed("A compressed frame names more segments than there can be");
    }

    private void CleanSegment(ref byte value)
    {
        if (segment + 1 < segments && position == OffsetOf(segment + 1))
            (segment, decoded, run) = (segment + 1, 0, 0);
        if (segment < 0 || decoded >= layout.Cells && run == 0)
            Set(ref value, 0);
        else if (run > 0)
            CleanRun(ref value);
        else
            BeginRun(value);
    }

    // Two's complement: up to 127 bytes as they stand, or one byte up to 128 times; 128 stands for nothing (G.3.1).
    private void BeginRun(byte control)
    {
        repeats = control > 128;
        run = control == 128 ? 0 : repeats ? 1 : control + 1;
        if (repeats)
            decoded += 257 - control;
    }

    private void CleanRun(ref byte value)
    {
        run--;
        if (!repeats && ++decoded > layout.Cells)
            Set(ref value, 0);
        else
            Set(ref value, layout.Unused?.CleanByte(value, layout.Width - 1 - segment % layout.Width) ?? value);
    }

    private long OffsetOf(int index) => BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(4 * (1 + index)));
}
