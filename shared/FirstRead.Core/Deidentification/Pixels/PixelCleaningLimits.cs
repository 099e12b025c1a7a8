namespace FirstRead.Core.Deidentification.Pixels;

/// <summary>What clearing the pixels of one instance may cost; beyond it the instance is held (<see cref="PixelHoldReasons.OverBudget"/>).</summary>
public sealed record PixelCleaningLimits
{
    public static PixelCleaningLimits Default { get; } = new();

    /// <summary>Bytes of pixel data on disk while they are looked at twice. A function has 512 MB under /tmp unless it is given more.</summary>
    public long MaxSpoolBytes { get; init; } = 400L << 20;

    /// <summary>Megapixels decoded, over all frames.</summary>
    public double MaxMegapixels { get; init; } = 1500;

    /// <summary>
    /// Megapixels that the detector looks at, each window of each frame counted where it changed, detection and
    /// verification together. One costs half a second of a processor, in pictures full of strokes up to four (docs/pixel-cleaning.md).
    /// </summary>
    public double MaxSearchedMegapixels { get; init; } = 120;

    /// <summary>Share of a frame that text boxes may hide; more is a page of text.</summary>
    public double MaxBlankedShare { get; init; } = 0.25;
}
