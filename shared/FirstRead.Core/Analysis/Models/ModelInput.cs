namespace FirstRead.Core.Analysis.Models;

/// <summary>What is made of a picture before the net sees it. MONOCHROME1 is always turned over first: bright means bright.</summary>
/// <param name="Tensor">Name of the input, float32 [n,1,side,side].</param>
/// <param name="PixelMm">Size of the square's pixels: of <see cref="Aspect.Physical"/> alone.</param>
/// <param name="Resampling">How source pixels become the square's.</param>
public sealed record ModelInput(string Tensor, int Side, Aspect Aspect, double? PixelMm, Resampling Resampling, VoiUse Voi, Normalisation Normalisation);

/// <summary>How picture and square lie on each other.</summary>
public enum Aspect
{
    /// <summary>Same centre, square pixels of a given size in mm. What the picture does not cover is zero.</summary>
    Physical,

    /// <summary>The whole picture, pulled to a square without regard to its aspect.</summary>
    Squash,

    /// <summary>
    /// The whole picture in its aspect: padded on both sides of the shorter axis with the picture's lowest value to a square
    /// of the longer one (the half pixel of an odd rest goes to the end), then resampled.
    /// </summary>
    Fit,

    /// <summary>A cut of side by side pixels as they are, centred on a point. Beyond the picture's edge: its lowest value.</summary>
    Crop,
}

/// <summary>How source pixels become the square's.</summary>
public enum Resampling
{
    /// <summary>The exact mean over the area of a square's pixel where that is larger than a source pixel (PIL's BOX), bilinear where it is smaller.</summary>
    Area,
}

/// <summary>What of the header's VOI transformation is applied (PS3.3 C.11.2): a net must not change its mind when someone moves a window.</summary>
public enum VoiUse
{
    /// <summary>Modality values as they are.</summary>
    Ignored,

    /// <summary>VOI LUTs and sigmoid windows belong to how a detector's values become grey: they are applied; linear windows are not.</summary>
    Tables,
}
