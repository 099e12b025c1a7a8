namespace FirstRead.Core.Analysis.Models;

/// <summary>Grey values as the model was trained on them. Each kind stands word for word in the training scripts.</summary>
public abstract record Normalisation
{
    private const double SmallestDeviation = 1e-6;

    /// <summary>Writes the normalised values of one square to <paramref name="target"/>.</summary>
    public abstract void Apply(ReadOnlySpan<float> values, Span<float> target);

    /// <summary>(value - mean) / deviation of what lies above the limit, clipped.</summary>
    private protected static void Standardise(ReadOnlySpan<float> values, Span<float> target, double limit, double minimum, double maximum)
    {
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
            target[index] = (float)Math.Clamp((values[index] - mean) / deviation, minimum, maximum);
    }
}

/// <summary>
/// <c>foreground</c>: what lies above a part of a high percentile is brought to mean 0 and deviation 1, and everything is clipped.
/// </summary>
/// <param name="Percentile">0 to 1: the value at rank <c>floor(Percentile * n)</c>, counted from 1.</param>
/// <param name="ForegroundPart">Part of that value above which a pixel is foreground.</param>
public sealed record ForegroundNormalisation(double Percentile, double ForegroundPart, double Minimum, double Maximum) : Normalisation
{
    public override void Apply(ReadOnlySpan<float> values, Span<float> target)
    {
        var rank = Math.Clamp((int)(Percentile * values.Length), 1, values.Length);
        Standardise(values, target, ForegroundPart * Ranked.At(values, rank), Minimum, Maximum);
    }
}

/// <summary><c>picture</c>: the whole square is brought to mean 0 and deviation 1 (of n, not of n - 1), and clipped.</summary>
public sealed record PictureNormalisation(double Minimum, double Maximum) : Normalisation
{
    public override void Apply(ReadOnlySpan<float> values, Span<float> target) => Standardise(values, target, double.NegativeInfinity, Minimum, Maximum);
}

/// <summary><c>stretch</c>: the square's lowest value becomes <paramref name="Minimum"/>, its highest <paramref name="Maximum"/>; a square of one value becomes the minimum.</summary>
public sealed record StretchNormalisation(double Minimum, double Maximum) : Normalisation
{
    public override void Apply(ReadOnlySpan<float> values, Span<float> target)
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values)
            (low, high) = (Math.Min(low, value), Math.Max(high, value));
        var scale = high > low ? (Maximum - Minimum) / (high - low) : 0;
        for (var index = 0; index < values.Length; index++)
            target[index] = (float)(Minimum + ((values[index] - low) * scale));
    }
}
