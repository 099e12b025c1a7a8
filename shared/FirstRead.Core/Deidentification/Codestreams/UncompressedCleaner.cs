namespace FirstRead.Core.Deidentification.Codestreams;

/// <summary>Encapsulated uncompressed (PS3.5 A.4.11): a frame is a fragment of native samples. Unused bits and what lies beyond the frame become zeros.</summary>
internal sealed class UncompressedCleaner(PixelLayout layout) : CodestreamCleaner(layout.Frames)
{
    private long left;

    public override void BeginFragment() => left = BeginFrame() ? layout.FrameBytes : 0;

    public override void Clean(Span<byte> bytes)
    {
        var count = (int)Math.Min(bytes.Length, left);
        left -= count;
        if (layout.Unused is { } unused)
            Changed |= unused.Clear(bytes[..count]);
        Clear(bytes[count..]);
    }
}
