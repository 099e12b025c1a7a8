namespace FirstRead.Dicom.Pixels.Codecs;

/// <summary>Samples that a codec hands out in fewer bytes than Bits Allocated asks for.</summary>
internal static class SampleWidth
{
    /// <summary>The same array where nothing is to be done; else zeros above each sample.</summary>
    public static byte[] Widen(byte[] samples, int bytes, PixelDescription description)
    {
        var wanted = description.BitsAllocated / 8;
        if (wanted == bytes) return samples;
        var wide = new byte[description.FrameBytes];
        for (int i = 0, o = 0; i < samples.Length; i += bytes, o += wanted) samples.AsSpan(i, bytes).CopyTo(wide.AsSpan(o));
        return wide;
    }
}
