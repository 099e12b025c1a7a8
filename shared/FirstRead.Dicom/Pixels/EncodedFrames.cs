using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Pixels.Codecs;
using FirstRead.Dicom.Registry;

namespace FirstRead.Dicom.Pixels;

/// <summary>
/// Which fragments make which frame (PS3.5 A.4): all of them for one frame, one each where the numbers agree, else by
/// the Basic or the Extended Offset Table, else by how the frames begin. Where several frames lie in one fragment,
/// against the standard, they are parted where one codestream ends and the next begins.
/// </summary>
public sealed class EncodedFrames
{
    private readonly IReadOnlyList<ReadOnlyMemory<byte>> _fragments;
    private readonly int[] _firsts;

    /// <param name="dataset">May hold an Extended Offset Table.</param>
    /// <param name="fragments">The first is the Basic Offset Table.</param>
    /// <param name="frames">How many there are to be.</param>
    /// <param name="syntax">Tells how a frame begins.</param>
    /// <exception cref="DicomException"><c>malformed</c>: fragments and frames do not fit.</exception>
    public EncodedFrames(DicomDataset dataset, IReadOnlyList<ReadOnlyMemory<byte>> fragments, int frames, TransferSyntax syntax)
    {
        _fragments = fragments;
        var available = fragments.Count - 1;
        if (available < 1) throw Broken();
        if (frames == 1) _firsts = [1];
        else if (available == frames) _firsts = [.. Enumerable.Range(1, frames)];
        else if (available < frames) (_fragments, _firsts) = Part(FrameCodings.Of(syntax), frames);
        else _firsts = FromOffsets(OffsetTable.Find(dataset, fragments[0].Span, frames)) ?? FromBeginnings(FrameCodings.Of(syntax), frames);
    }

    public int Count => _firsts.Length;

    /// <summary>The codestream of a frame; copied only where it lies in several fragments.</summary>
    public ReadOnlyMemory<byte> this[int index]
    {
        get
        {
            var first = _firsts[index];
            var end = index + 1 < Count ? _firsts[index + 1] : _fragments.Count;
            return end == first + 1 ? _fragments[first] : Joined(_fragments.Take(first..end));
        }
    }

    internal static DicomException Broken() => new(DicomErrorCodes.Malformed, "Frames cannot be told from fragments", Tags.PixelData);

    private static byte[] Joined(IEnumerable<ReadOnlyMemory<byte>> fragments)
    {
        var whole = new MemoryStream();
        foreach (var fragment in fragments) whole.Write(fragment.Span);
        return whole.ToArray();
    }

    /// <summary>Offsets count from the first fragment's item tag, headers of 8 bytes included. Null where they do not fit.</summary>
    private int[]? FromOffsets(IReadOnlyList<ulong>? offsets)
    {
        if (offsets is null) return null;
        var firsts = new int[offsets.Count];
        var (frame, position) = (0, 0UL);
        for (var i = 1; i < _fragments.Count && frame < firsts.Length; i++)
        {
            if (offsets[frame] == position) firsts[frame++] = i;
            position += 8 + (ulong)_fragments[i].Length;
        }
        return frame == firsts.Length && firsts[0] == 1 ? firsts : null;
    }

    private int[] FromBeginnings(FrameCoding coding, int frames)
    {
        var firsts = new List<int>();
        for (var i = 1; i < _fragments.Count; i++)
            if (FrameCodings.BeginsFrame(coding, _fragments[i].Span) == true) firsts.Add(i);
        return firsts.Count == frames && firsts[0] == 1 ? [.. firsts] : throw Broken();
    }

    private (IReadOnlyList<ReadOnlyMemory<byte>> Fragments, int[] Firsts) Part(FrameCoding coding, int frames)
    {
        ReadOnlyMemory<byte> rest = Joined(_fragments.Skip(1));
        var parts = new List<ReadOnlyMemory<byte>> { _fragments[0] };
        while (FrameCodings.NextFrame(coding, rest.Span) is var at && at > 0 && parts.Count <= frames)
        {
            parts.Add(rest[..at]);
            rest = rest[at..];
        }
        parts.Add(rest);
        return parts.Count == frames + 1 ? (parts, [.. Enumerable.Range(1, frames)]) : throw Broken();
    }
}
