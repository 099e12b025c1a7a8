namespace FirstRead.Core.Analysis.Geometry;

/// <summary>Which source pixels of one axis make one model pixel, and with what weight. They sum to 1 inside the picture, to less at its edge.</summary>
internal sealed record AxisWeights(int First, float[] Weights)
{
    /// <summary>From one source pixel per model pixel on an exact area average, below it bilinear.</summary>
    public static AxisWeights[] Of(AxisScale axis, int side)
    {
        var result = new AxisWeights[side];
        for (var index = 0; index < side; index++)
        {
            var start = axis.EdgeToSource(index, side);
            result[index] = axis.Scale >= 1 ? Area(axis.Length, start, start + axis.Scale) : Between(axis.Length, start + (axis.Scale / 2));
        }
        return result;
    }

    public float Apply(ReadOnlySpan<float> values)
    {
        var sum = 0f;
        var covered = values.Slice(First, Weights.Length);
        for (var index = 0; index < Weights.Length; index++)
            sum += Weights[index] * covered[index];
        return sum;
    }

    private static AxisWeights Area(int length, double start, double end)
    {
        var first = Math.Clamp((int)Math.Floor(start), 0, length);
        var past = Math.Clamp((int)Math.Ceiling(end), first, length);
        var weights = new float[past - first];
        for (var pixel = first; pixel < past; pixel++)
            weights[pixel - first] = (float)(Math.Max(0, Math.Min(end, pixel + 1) - Math.Max(start, pixel)) / (end - start));
        return new(first, weights);
    }

    // Half a pixel beyond the last centre still belongs to the picture: the last pixel's value holds there.
    private static AxisWeights Between(int length, double edge)
    {
        if (edge < 0 || edge > length)
            return new(0, []);
        var centre = Math.Clamp(edge - 0.5, 0, length - 1);
        var first = Math.Min((int)Math.Floor(centre), Math.Max(0, length - 2));
        var part = (float)(centre - first);
        return length == 1 ? new(0, [1]) : new(first, [1 - part, part]);
    }
}
