namespace FirstRead.Cli.Samples;

/// <summary>
/// Turns a proton-density slice into the appearance of contrast-enhanced T1: white matter brighter than grey,
/// fluid dark, muscle dim, fat bright. The anatomy is the real one; the contrast is a simulation and says so in every header.
/// </summary>
/// <remarks>
/// In the source grey matter is a few percent brighter than white and fluid is dark, so intensity (after removing the
/// coil's shading) tells tissue. A pixel between grey matter and fluid has the value of white matter without being it:
/// near fluid and at the brain's edge the mapping therefore rises steadily from fluid to grey.
/// </remarks>
public static class ContrastSimulation
{
    /// <summary>Levels of the result where scalp fat is 1.</summary>
    private static readonly (float Ratio, float Level)[] Parenchyma = [(0.50f, 0.09f), (0.80f, 0.15f), (0.92f, 0.360f), (0.97f, 0.355f), (1.06f, 0.310f), (1.30f, 0.305f)];
    private static readonly (float Ratio, float Level)[] NearFluid = [(0.50f, 0.09f), (0.80f, 0.15f), (1.00f, 0.300f), (1.30f, 0.305f)];
    private static readonly (float Ratio, float Level)[] Elsewhere = [(0.00f, 0.00f), (0.30f, 0.14f), (0.60f, 0.30f), (0.80f, 0.55f), (1.00f, 0.95f), (1.50f, 1.20f)];

    /// <returns>Values where scalp fat is about 1, and the brain or null.</returns>
    public static (Plane Image, Mask? Brain) Of(Plane protonDensity)
    {
        var bright = protonDensity.Percentile(0.995);
        var brain = BrainMask.Of(protonDensity);
        var outside = protonDensity.Map(value => Level(Elsewhere, value / bright));
        return (brain is null ? outside : WithBrain(protonDensity, brain, outside), brain);
    }

    private static Plane WithBrain(Plane source, Mask brain, Plane outside)
    {
        var smooth = source.Blur(0.7);
        var shading = Shading(source, brain);
        var ratio = new Plane([.. smooth.Values.Zip(shading.Values, (value, mean) => value / Math.Max(mean, 1))], source.Rows, source.Columns);
        var edge = Mask.Where(ratio, value => value < 0.84f).And(brain).Dilate(2);
        var inner = brain.Erode(3);
        var result = (float[])outside.Values.Clone();
        for (var i = 0; i < result.Length; i++)
            if (brain.Values[i])
                result[i] = Level(edge.Values[i] || !inner.Values[i] ? NearFluid : Parenchyma, ratio.Values[i]);
        return source with { Values = result };
    }

    /// <summary>The brain's own level at every pixel: its mean within some 20 mm.</summary>
    private static Plane Shading(Plane source, Mask brain)
    {
        var inside = new Plane([.. source.Values.Zip(brain.Values, (value, isBrain) => isBrain ? value : 0)], source.Rows, source.Columns).Blur(22);
        var weight = new Plane(Array.ConvertAll(brain.Values, isBrain => isBrain ? 1f : 0f), source.Rows, source.Columns).Blur(22);
        return new Plane([.. inside.Values.Zip(weight.Values, (sum, share) => sum / Math.Max(share, 1e-3f))], source.Rows, source.Columns);
    }

    private static float Level((float Ratio, float Level)[] knots, float ratio)
    {
        if (ratio <= knots[0].Ratio)
            return knots[0].Level * Math.Max(ratio, 0) / Math.Max(knots[0].Ratio, 1e-3f);
        for (var i = 1; i < knots.Length; i++)
            if (ratio < knots[i].Ratio)
                return knots[i - 1].Level + (knots[i].Level - knots[i - 1].Level) * (ratio - knots[i - 1].Ratio) / (knots[i].Ratio - knots[i - 1].Ratio);
        return knots[^1].Level;
    }
}
