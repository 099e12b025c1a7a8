namespace FirstRead.Cli.Samples;

/// <summary>Finds the brain in a proton-density slice: bright tissue that dark bone separates from the scalp.</summary>
public static class BrainMask
{
    /// <returns>The brain with its sulci and ventricles, or null where bone does not close around it (the face).</returns>
    /// <remarks>Where a thin bridge joins brain and orbit, a deeper erosion breaks it.</remarks>
    public static Mask? Of(Plane slice)
    {
        var bright = slice.Percentile(0.995);
        if (Mask.Where(slice.Blur(1.5), value => value < 0.12f * bright).Parts() is not [var air, ..])
            return null;
        var skin = air.Dilate(9);
        var tissue = Mask.Where(slice.Blur(0.8), value => value > 0.36f * bright);
        foreach (var depth in (ReadOnlySpan<int>)[3, 5, 7, 9])
            if (tissue.Erode(depth).Parts().FirstOrDefault(part => part.Count > slice.Values.Length / 60 && part.And(skin).Count == 0) is { } core)
                return core.Dilate(depth).Dilate(2).FillHoles().Erode(1);
        return null;
    }
}
