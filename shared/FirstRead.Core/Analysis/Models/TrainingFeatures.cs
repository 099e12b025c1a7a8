using System.Numerics;
using System.Runtime.InteropServices;

namespace FirstRead.Core.Analysis.Models;

/// <summary>What a net made of pictures that it was trained on: the measure of how unlike them another is.</summary>
/// <param name="rule">The model's.</param>
/// <param name="rows">Count times width values, one picture after another.</param>
public sealed class TrainingFeatures(OutOfDistributionRule rule, float[] rows)
{
    public OutOfDistributionRule Rule { get; } = rule;

    /// <param name="rule">The model's.</param>
    /// <param name="file">Little-endian float32.</param>
    /// <exception cref="FormatException">The file is not of the promised size.</exception>
    public static TrainingFeatures Read(OutOfDistributionRule rule, ReadOnlySpan<byte> file)
    {
        if (file.Length != (long)rule.Count * rule.Width * sizeof(float))
            throw new FormatException($"has {file.Length} bytes where {rule.Count} rows of {rule.Width} numbers take {(long)rule.Count * rule.Width * sizeof(float)}");
        return new(rule, MemoryMarshal.Cast<byte, float>(file).ToArray());
    }

    /// <summary>The mean of the Euclidean distances to the nearest rows; infinite for features that are no numbers.</summary>
    /// <param name="features">One picture's.</param>
    public double Distance(ReadOnlySpan<float> features)
    {
        var asked = features.ToArray();
        if (Rule.UnitLength)
            ToUnitLength(asked);
        var nearest = new PriorityQueue<double, double>();
        for (var row = 0; row < Rule.Count; row++)
        {
            var squared = SquaredDistance(asked, rows.AsSpan(row * Rule.Width, Rule.Width));
            if (!double.IsFinite(squared))
                return double.PositiveInfinity;
            if (nearest.Count < Rule.Neighbours)
                nearest.Enqueue(squared, -squared);
            else if (squared < nearest.Peek())
                nearest.EnqueueDequeue(squared, -squared);
        }
        return nearest.UnorderedItems.Average(item => Math.Sqrt(item.Element));
    }

    private static double SquaredDistance(float[] a, ReadOnlySpan<float> b)
    {
        var left = MemoryMarshal.Cast<float, Vector<float>>(a.AsSpan());
        var right = MemoryMarshal.Cast<float, Vector<float>>(b);
        var sums = Vector<float>.Zero;
        for (var index = 0; index < left.Length; index++)
        {
            var difference = left[index] - right[index];
            sums += difference * difference;
        }
        var sum = (double)Vector.Sum(sums);
        for (var index = left.Length * Vector<float>.Count; index < a.Length; index++)
            sum += Math.Pow(a[index] - b[index], 2);
        return sum;
    }

    private static void ToUnitLength(float[] values)
    {
        var length = Math.Sqrt(values.Sum(value => (double)value * value));
        if (length > 0)
            for (var index = 0; index < values.Length; index++)
                values[index] = (float)(values[index] / length);
    }
}
