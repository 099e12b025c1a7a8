namespace FirstRead.Core.Analysis.Models;

/// <summary>
/// Grey values as the model was trained on them (train/data.py): foreground is what lies above a part of a high percentile;
/// it is brought to mean 0 and deviation 1, and everything is clipped.
/// </summary>
/// <param name="Percentile">0 to 1: the value at rank <c>floor(Percentile * n)</c>, counted from 1.</param>
/// <param name="ForegroundPart">Part of that value above which a pixel is foreground.</param>
public sealed record Normalisation(double Percentile, double ForegroundPart, double Minimum, double Maximum)
{
    private const double SmallestDeviation = 1e-6;

    /// <summary>Writes the normalised values of one slice to <paramref name="target"/>.</summary>
    public void Apply(ReadOnlySpan<float> values, Span<float> target)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        var rank = Math.Clamp((int)(Percentile * sorted.Length), 1, sorted.Length);
        var limit = ForegroundPart * sorted[rank - 1];
        var (sum, count) = (0.0, 0);
        foreach (var value in values)
            if (value > limit)
                (sum, count) = (sum + value, count + 1);
        var mean = sum / Math.Max(1, count);
        var squares = 0.0;
        foreach (var value in values)
            if (value > limit)
                squares += (value - mean) * (value - mean);
        var deviation = Math.Max(SmallestDeviation, Math.Sqrt(squares / Math.Max(1, count)));
        for (var index = 0; index < values.Length; index++)
            target[index] = (float)Math.Clamp((values[index] - mean) / deviation, Minimum, Maximum);
    }
}
