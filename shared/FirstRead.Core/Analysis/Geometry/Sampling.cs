using System.Numerics;
using System.Runtime.InteropServices;

namespace FirstRead.Core.Analysis.Geometry;

/// <summary>Brings a picture to another size, one axis after the other: a large radiograph is read once, many values at a time.</summary>
internal static class Sampling
{
    public static Field ToSquare(Field source, ModelGrid grid) => Sample(
        source,
        AxisWeights.Of(grid.Across, grid.Side),
        AxisWeights.Of(grid.Down, grid.Side),
        // Padding with the lowest value is padding of what rises above it with nothing.
        grid.Outside == Border.Lowest ? Lowest(source.Values) : 0);

    /// <summary>The whole picture, each axis for itself.</summary>
    public static Field To(Field source, int width, int height) => Sample(
        source,
        AxisWeights.Of(new(source.Columns, (double)source.Columns / width, source.Columns / 2.0), width),
        AxisWeights.Of(new(source.Rows, (double)source.Rows / height, source.Rows / 2.0), height),
        0);

    private static Field Sample(Field source, AxisWeights[] across, AxisWeights[] down, float ground)
    {
        var result = new float[across.Length * down.Length];
        var line = new float[source.Columns];
        for (var row = 0; row < down.Length; row++)
        {
            Array.Clear(line);
            var weights = down[row];
            for (var index = 0; index < weights.Weights.Length; index++)
                Add(line, source.Values.AsSpan((weights.First + index) * source.Columns, source.Columns), weights.Weights[index], ground);
            for (var column = 0; column < across.Length; column++)
                result[(row * across.Length) + column] = across[column].Apply(line) + ground;
        }
        return new(across.Length, down.Length, result);
    }

    private static void Add(Span<float> sum, ReadOnlySpan<float> values, float weight, float ground)
    {
        var sums = MemoryMarshal.Cast<float, Vector<float>>(sum);
        var adds = MemoryMarshal.Cast<float, Vector<float>>(values);
        var (weights, grounds) = (new Vector<float>(weight), new Vector<float>(ground));
        for (var index = 0; index < sums.Length; index++)
            sums[index] += (adds[index] - grounds) * weights;
        for (var index = sums.Length * Vector<float>.Count; index < sum.Length; index++)
            sum[index] += (values[index] - ground) * weight;
    }

    private static float Lowest(float[] values)
    {
        var blocks = MemoryMarshal.Cast<float, Vector<float>>(values.AsSpan());
        var least = new Vector<float>(float.PositiveInfinity);
        foreach (var block in blocks)
            least = Vector.Min(least, block);
        var lowest = float.PositiveInfinity;
        for (var index = 0; index < Vector<float>.Count; index++)
            lowest = MathF.Min(lowest, least[index]);
        foreach (var value in values.AsSpan(blocks.Length * Vector<float>.Count))
            lowest = MathF.Min(lowest, value);
        return float.IsFinite(lowest) ? lowest : 0;
    }
}
