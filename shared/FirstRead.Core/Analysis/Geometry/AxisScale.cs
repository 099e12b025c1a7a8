namespace FirstRead.Core.Analysis.Geometry;

/// <summary>How one axis of a source picture and one of the model's square lie on each other.</summary>
/// <param name="Length">Source pixels.</param>
/// <param name="Scale">Source pixels per model pixel.</param>
/// <param name="Centre">Where the square's middle lies, in source pixels from the first pixel's outer edge.</param>
public readonly record struct AxisScale(int Length, double Scale, double Centre)
{
    /// <summary>The model's place of a source place, both counted from the centre of the first pixel.</summary>
    public double ToModel(double source, int side) => ((source + 0.5 - Centre) / Scale) + (side / 2.0) - 0.5;

    /// <summary>The source's place of a model place, both counted from the outer edge of the first pixel.</summary>
    public double EdgeToSource(double model, int side) => Centre + ((model - (side / 2.0)) * Scale);
}
