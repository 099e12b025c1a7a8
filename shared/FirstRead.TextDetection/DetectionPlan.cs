namespace FirstRead.TextDetection;

/// <summary>How a pass looks: in which ways, and what counts as text.</summary>
/// <param name="Looks">By halvings, fewest first; each one as the picture stands and turned by a quarter.</param>
/// <param name="Threshold">Probability from which a pixel is of text.</param>
/// <param name="BoxScore">Mean probability from which a region is a box.</param>
/// <param name="Stretches">Whether each area is shown under its own range of grey.</param>
internal sealed record DetectionPlan(IReadOnlyList<Look> Looks, float Threshold, float BoxScore, bool Stretches)
{
    // Letters of up to some 16 and 40 pixels have such strokes.
    private const int Fine = 3;
    private const int Bold = 6;

    public static DetectionPlan Detection { get; } = new([new(0, Fine, 2), new(0, Bold, 1), new(1, Bold, 0.5), new(2, Bold, 0.25)], 0.3f, 0.5f, false);

    public static DetectionPlan Verification { get; } = new([new(0, Bold, 1.4), new(1, Bold, 0.7), new(2, Bold, 0.35)], 0.25f, 0.45f, true);
}

/// <param name="Halvings">Of the picture, before strokes are looked for: letters twice as high are as thin in half the picture.</param>
/// <param name="Stroke">Width of the widest strokes that are looked for, in pixels of the halved picture.</param>
/// <param name="Scale">Of the whole picture, at which the net sees what the strokes are in.</param>
internal readonly record struct Look(int Halvings, int Stroke, double Scale);
