namespace FirstRead.Dicom.Rendering;

/// <summary>The forward cosine transform of eight by eight samples (T.81 A.3.3), rows then columns.</summary>
internal static class ForwardDct
{
    /// <summary>By frequency, then place.</summary>
    private static readonly float[] Cosines = [.. Enumerable.Range(0, 64).Select(i => (float)((i / 8 == 0 ? Math.Sqrt(0.125) : 0.5) * Math.Cos(((2 * (i % 8)) + 1) * (i / 8) * Math.PI / 16)))];

    public static void Transform(Span<float> block)
    {
        Span<float> line = stackalloc float[8];
        for (var row = 0; row < 8; row++)
            Line(block[(row * 8)..], 1, line);
        for (var column = 0; column < 8; column++)
            Line(block[column..], 8, line);
    }

    private static void Line(Span<float> samples, int step, Span<float> line)
    {
        for (var frequency = 0; frequency < 8; frequency++)
        {
            var sum = 0f;
            for (var place = 0; place < 8; place++)
                sum += samples[place * step] * Cosines[(frequency * 8) + place];
            line[frequency] = sum;
        }
        for (var place = 0; place < 8; place++)
            samples[place * step] = line[place];
    }
}
