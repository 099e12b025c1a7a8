using System.Buffers.Binary;

namespace FirstRead.Dicom.Pixels.Codecs;

/// <summary>
/// Writes RLE Lossless frames (PS3.5 annex G), so that pictures of any lossless or lossy syntax can be stored again without
/// loss once their pixels were changed.
/// </summary>
public static class RleEncoder
{
    private const int HeaderBytes = 64;
    private const int LongestRun = 128;

    /// <summary>One frame, to be stored as one fragment.</summary>
    /// <param name="samples">As <see cref="PixelFrames.GetFrame"/> gives them: little endian, the colours of a pixel side by side.</param>
    /// <param name="description">Of these samples: at most 15 bytes a pixel, whole bytes a sample, chrominance in full size.</param>
    /// <returns>Of even length. The worst case is 1/128 longer than the frame.</returns>
    /// <exception cref="ArgumentException">The samples do not fill the frame, or RLE does not take such samples.</exception>
    public static byte[] Encode(ReadOnlySpan<byte> samples, PixelDescription description)
    {
        var width = description.BitsAllocated / 8;
        var segments = description.SamplesPerPixel * width;
        if (description.BitsAllocated % 8 != 0 || segments > 15 || description.Photometric == "YBR_FULL_422" && description.SamplesPerPixel == 3)
            throw new ArgumentException("RLE does not take such samples.", nameof(description));
        if (samples.Length != description.FrameBytes) throw new ArgumentException("The samples do not fill the frame.", nameof(samples));

        var rowBytes = description.Columns + (description.Columns + LongestRun - 1) / LongestRun;
        var target = new byte[HeaderBytes + segments * ((long)description.Rows * rowBytes + 1)];
        BinaryPrimitives.WriteInt32LittleEndian(target, segments);
        var at = HeaderBytes;
        var row = new byte[description.Columns];
        for (var segment = 0; segment < segments; segment++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(target.AsSpan(4 + 4 * segment), at);
            // Highest byte first (PS3.5 G.2).
            var source = segment / width * width + (width - 1 - segment % width);
            for (var y = 0; y < description.Rows; y++)
            {
                for (var x = 0; x < row.Length; x++, source += segments) row[x] = samples[source];
                at += Row(row, target.AsSpan(at));
            }
            if (at % 2 != 0) target[at++] = 0;
        }
        return target[..at];
    }

    /// <summary>No run crosses a row's end (PS3.5 G.3.1). Runs of three and more are runs, the rest is literal.</summary>
    private static int Row(ReadOnlySpan<byte> row, Span<byte> target)
    {
        var (at, literals) = (0, 0);
        for (var i = 0; i < row.Length;)
        {
            var run = RunAt(row[i..]);
            if (run >= 3)
            {
                at += Literal(row[literals..i], target[at..]);
                target[at] = (byte)(1 - run);
                target[at + 1] = row[i];
                at += 2;
                i += run;
                literals = i;
            }
            else
            {
                i += run;
            }
        }
        return at + Literal(row[literals..], target[at..]);
    }

    private static int RunAt(ReadOnlySpan<byte> row)
    {
        var most = Math.Min(row.Length, LongestRun);
        var other = row[..most].IndexOfAnyExcept(row[0]);
        return other < 0 ? most : other;
    }

    private static int Literal(ReadOnlySpan<byte> bytes, Span<byte> target)
    {
        var at = 0;
        for (; !bytes.IsEmpty; bytes = bytes[Math.Min(LongestRun, bytes.Length)..])
        {
            var part = bytes[..Math.Min(LongestRun, bytes.Length)];
            target[at] = (byte)(part.Length - 1);
            part.CopyTo(target[(at + 1)..]);
            at += 1 + part.Length;
        }
        return at;
    }
}
