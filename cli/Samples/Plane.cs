namespace FirstRead.Cli.Samples;

/// <summary>One slice as numbers: row by row, any unit.</summary>
public sealed record Plane(float[] Values, int Rows, int Columns)
{
    public float this[int row, int column] => Values[row * Columns + column];

    public Plane Map(Func<float, float> change) => this with { Values = Array.ConvertAll(Values, value => change(value)) };

    /// <summary>The value that <paramref name="fraction"/> (0 to 1) of the pixels do not exceed.</summary>
    public float Percentile(double fraction)
    {
        var sorted = (float[])Values.Clone();
        Array.Sort(sorted);
        return sorted[(int)(fraction * (sorted.Length - 1))];
    }

    /// <summary>Gaussian blur, standard deviation in pixels; edges repeat.</summary>
    public Plane Blur(double sigma)
    {
        var radius = (int)Math.Ceiling(3 * sigma);
        var kernel = Enumerable.Range(-radius, 2 * radius + 1).Select(i => (float)Math.Exp(-i * i / (2 * sigma * sigma))).ToArray();
        var total = kernel.Sum();
        return Pass(kernel, total, radius, 0, 1).Pass(kernel, total, radius, 1, 0);
    }

    private Plane Pass(float[] kernel, float total, int radius, int rowStep, int columnStep)
    {
        var result = new float[Values.Length];
        for (var row = 0; row < Rows; row++)
            for (var column = 0; column < Columns; column++)
            {
                var sum = 0f;
                for (var k = -radius; k <= radius; k++)
                    sum += kernel[k + radius] * this[Math.Clamp(row + k * rowStep, 0, Rows - 1), Math.Clamp(column + k * columnStep, 0, Columns - 1)];
                result[row * Columns + column] = sum / total;
            }
        return this with { Values = result };
    }
}
