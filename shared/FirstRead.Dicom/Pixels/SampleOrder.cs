namespace FirstRead.Dicom.Pixels;

/// <summary>Brings samples into the order that <see cref="PixelFrames.GetFrame"/> promises.</summary>
internal static class SampleOrder
{
    /// <summary>Whether there is anything to interleave: halved chrominance is never in planes (PS3.3 C.7.6.3.1.2).</summary>
    public static bool IsPlanar(PixelDescription description) =>
        description is { IsPlanar: true, SamplesPerPixel: > 1, Photometric: not "YBR_FULL_422" } && description.BitsAllocated % 8 == 0;

    /// <summary>The colours of a pixel side by side; the same array where they are already.</summary>
    public static byte[] Interleaved(byte[] frame, PixelDescription description) =>
        IsPlanar(description) ? Interleave(frame, description) : frame;

    /// <summary>From one plane a colour to the colours side by side (PS3.3 C.7.6.3.1.3).</summary>
    public static byte[] Interleave(ReadOnlySpan<byte> planes, PixelDescription description)
    {
        var width = description.BitsAllocated / 8;
        var samples = description.SamplesPerPixel;
        var pixels = description.Rows * description.Columns;
        var mixed = new byte[planes.Length];
        for (var sample = 0; sample < samples; sample++)
        {
            var plane = planes.Slice(sample * pixels * width, pixels * width);
            var target = sample * width;
            for (var i = 0; i < plane.Length; i += width, target += samples * width)
                for (var b = 0; b < width; b++) mixed[target + b] = plane[i + b];
        }
        return mixed;
    }

    /// <summary>A frame of one-bit samples that begins within a byte, moved to that byte's lowest bit; the bits behind it are zero.</summary>
    public static byte[] ShiftBits(ReadOnlySpan<byte> bytes, int shift, long bits)
    {
        var moved = new byte[(bits + 7) / 8];
        for (var i = 0; i < moved.Length; i++)
        {
            var next = i + 1 < bytes.Length ? bytes[i + 1] : 0;
            moved[i] = (byte)((bytes[i] | next << 8) >> shift);
        }
        if (bits % 8 != 0) moved[^1] &= (byte)((1 << (int)(bits % 8)) - 1);
        return moved;
    }
}
