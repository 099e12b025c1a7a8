using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Pixels;

namespace FirstRead.Dicom.Rendering;

/// <summary>Turns a frame's samples into a picture for the eye, as its data set asks (PS3.4 N.2, without presentation states).</summary>
public static class FrameRendering
{
    /// <summary>
    /// Monochrome frames go through the modality's and the VOI transformation, MONOCHROME1 and an INVERSE presentation
    /// turn them round; palettes and YBR become RGB, which no window changes. Pixels that are not square are stretched.
    /// </summary>
    /// <param name="header">The data set of the frame; its pixel data are not looked at.</param>
    /// <param name="samples">As <see cref="PixelFrames.GetFrame"/> or <see cref="FrameReader.Frame"/> gives them.</param>
    /// <param name="description">Of these samples.</param>
    /// <param name="frame">From 0: enhanced objects have a window for each.</param>
    /// <param name="window">Instead of what the header says; of modality values.</param>
    /// <param name="square">False leaves pixels that are not square as they are: a pixel a sample.</param>
    /// <exception cref="CannotDecodeException">The photometric interpretation is not known.</exception>
    /// <exception cref="DicomException"><c>malformed</c>: a lookup table is broken.</exception>
    public static Picture Render(DicomDataset header, ReadOnlySpan<byte> samples, PixelDescription description, int frame = 0, WindowLevel? window = null, bool square = true)
    {
        var picture = description switch
        {
            { SamplesPerPixel: 1, Photometric: "PALETTE COLOR" } => Colored(PaletteColors.From(header).Apply(samples, description), description),
            { SamplesPerPixel: 1 } => MonochromeRendering.Render(header, samples, description, frame, window),
            { SamplesPerPixel: 3 } => Colored(ColorRendering.ToRgb(samples, description), description),
            _ => throw new CannotDecodeException($"No rendering of {description.SamplesPerPixel} samples a pixel"),
        };
        return square ? PixelAspect.Square(picture, header) : picture;
    }

    /// <summary>The window that <see cref="Render"/> shows a frame with: the header's, else the one that most of its values lie in.</summary>
    /// <returns>Null where a table stands in its place, or the frame is in colour.</returns>
    /// <exception cref="DicomException"><c>malformed</c>: a lookup table is broken.</exception>
    public static WindowLevel? WindowOf(DicomDataset header, ReadOnlySpan<byte> samples, PixelDescription description, int frame = 0) =>
        description is { SamplesPerPixel: 1, Photometric: not "PALETTE COLOR" } ? MonochromeRendering.WindowOf(header, samples, description, frame) : null;

    private static Picture Colored(byte[] pixels, PixelDescription description) => new(description.Columns, description.Rows, 3, pixels);
}
