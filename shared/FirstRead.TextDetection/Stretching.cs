using FirstRead.Core.Deidentification.Pixels;

namespace FirstRead.TextDetection;

/// <summary>Shows a picture under the range of grey that it has.</summary>
internal static class Stretching
{
    // Of the samples, at either end: a speck of white must not hold the rest down.
    private const double Outside = 0.01;

    public static TextPicture Stretch(TextPicture picture)
    {
        var samples = picture.Samples.ToArray();
        var counts = new int[256];
        foreach (var sample in samples)
            counts[sample]++;
        var (low, high) = (At(counts, Outside * samples.Length), At(counts, (1 - Outside) * samples.Length));
        if (high <= low)
            return picture;
        for (var i = 0; i < samples.Length; i++)
            samples[i] = (byte)Math.Clamp((samples[i] - low) * 255 / (high - low), 0, 255);
        return picture with { Samples = samples };
    }

    private static int At(int[] counts, double target)
    {
        var (sum, grey) = (counts[0], 0);
        while (sum < target && grey < 255)
            sum += counts[++grey];
        return grey;
    }
}
