namespace FirstRead.Cli.Samples;

/// <summary>One simulated contrast-enhanced slice: tissue, lesion, the scanner's blur and noise.</summary>
public static class SimulatedScan
{
    private const int SamplesThroughSlice = 5;
    private const double BlurPixels = 0.6, NoiseLevel = 0.012;

    /// <param name="contrast">The slice with simulated contrast (<see cref="ContrastSimulation"/>).</param>
    /// <param name="geometry">Where its pixels lie, mm.</param>
    /// <param name="lesion">Null for a scan without one.</param>
    /// <returns>Values where scalp fat is about 1.</returns>
    public static Plane Of((Plane Image, Mask? Brain) contrast, SliceGeometry geometry, RingLesion? lesion, Random random)
    {
        var (image, brain) = contrast;
        if (lesion is not null && brain is not null)
            image = With(lesion, image, brain, geometry);
        var blurred = image.Blur(BlurPixels);
        return blurred.Map(value => Rician(value, random));
    }

    private static Plane With(RingLesion lesion, Plane image, Mask brain, SliceGeometry geometry)
    {
        var result = (float[])image.Values.Clone();
        for (var row = 0; row < image.Rows; row++)
            for (var column = 0; column < image.Columns; column++)
                if (brain[row, column])
                    result[row * image.Columns + column] = Average(lesion, geometry, row, column, image[row, column]);
        return image with { Values = result };
    }

    /// <summary>A slice has thickness: what a pixel shows is the mean through it.</summary>
    private static float Average(RingLesion lesion, SliceGeometry geometry, int row, int column, float tissue)
    {
        var sum = 0f;
        for (var sample = 0; sample < SamplesThroughSlice; sample++)
        {
            var depth = ((sample + 0.5) / SamplesThroughSlice - 0.5) * geometry.ThicknessMm;
            var (x, y, z) = geometry.PointAt(row, column, depth);
            sum += lesion.At(x, y, z, tissue);
        }
        return sum / SamplesThroughSlice;
    }

    /// <summary>Magnitude MR noise: two Gaussian channels (Gudbjartsson and Patz, Magn Reson Med 1995).</summary>
    private static float Rician(float value, Random random)
    {
        var radius = NoiseLevel * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
        var angle = 2 * Math.PI * random.NextDouble();
        var real = value + radius * Math.Cos(angle);
        return (float)Math.Sqrt(real * real + Math.Pow(radius * Math.Sin(angle), 2));
    }
}
