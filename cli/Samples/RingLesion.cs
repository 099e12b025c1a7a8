namespace FirstRead.Cli.Samples;

/// <summary>
/// A ring-enhancing lesion as glioblastoma or a metastasis shows it after gadolinium: dark necrotic core, bright irregular
/// rim, dark oedema around. Its surface is a sphere bent by a few smooth waves, the same in every slice.
/// </summary>
/// <param name="Centre">x, y, z in patient coordinates, mm.</param>
/// <param name="RadiusMm">Mean outer radius of the rim.</param>
public sealed record RingLesion(double[] Centre, double RadiusMm, int Seed)
{
    private const double RimMm = 5.5, OedemaMm = 11;
    private const float Core = 0.13f, Rim = 0.68f, Oedema = 0.23f;

    private readonly (double X, double Y, double Z, double Phase, double Height)[] waves = Waves(Seed);

    /// <summary>Level at a point of the brain, from what tissue was there (scalp fat is 1).</summary>
    public float At(double x, double y, double z, float tissue)
    {
        var (dx, dy, dz) = (x - Centre[0], y - Centre[1], z - Centre[2]);
        var distance = Math.Sqrt(dx * dx + dy * dy + dz * dz);
        var (ux, uy, uz) = distance < 1e-6 ? (0, 0, 0) : (dx / distance, dy / distance, dz / distance);
        var outer = RadiusMm * (1 + Bend(ux, uy, uz, 1));
        var inner = outer - RimMm * (1 + 3 * Bend(uz, ux, uy, 1.7));
        if (distance >= outer)
        {
            var share = (float)Math.Clamp(1 - (distance - outer) / OedemaMm, 0, 1);
            return tissue > Oedema ? tissue + (Oedema - tissue) * share : tissue;
        }
        var texture = (float)(0.06 * Math.Sin(0.9 * dx + 1.3 * dy) * Math.Cos(0.7 * dz - 1.1 * dx));
        return distance > inner ? Rim + texture : Core + 0.3f * texture;
    }

    private double Bend(double x, double y, double z, double scale) =>
        waves.Sum(wave => wave.Height * Math.Cos(scale * (wave.X * x + wave.Y * y + wave.Z * z) + wave.Phase));

    private static (double, double, double, double, double)[] Waves(int seed)
    {
        var random = new Random(seed);
        double Number(double size) => size * (2 * random.NextDouble() - 1);
        return [.. Enumerable.Range(0, 7).Select(i => (Number(2 + i), Number(2 + i), Number(2 + i), Number(Math.PI), 0.11 / (1 + 0.5 * i)))];
    }
}
