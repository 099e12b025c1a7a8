using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Registry;

namespace FirstRead.Dicom.Pixels;

/// <summary>The frames of a data set that was read with its pixels.</summary>
public sealed class PixelFrames
{
    private readonly DicomElement _pixels;
    private readonly TransferSyntax _syntax;

    private PixelFrames(PixelDescription description, DicomElement pixels, TransferSyntax syntax, double slope, double intercept) =>
        (Description, _pixels, _syntax, Slope, Intercept) = (description, pixels, syntax, slope, intercept);

    public PixelDescription Description { get; }

    public int Count => Description.Frames;

    /// <summary>Rescale Slope, 1 where absent.</summary>
    public double Slope { get; }

    /// <summary>Rescale Intercept, 0 where absent.</summary>
    public double Intercept { get; }

    /// <param name="dataset">Holds the pixel data.</param>
    /// <param name="syntax">The transfer syntax of the file that it was read from.</param>
    /// <exception cref="CannotDecodeException">There are no pixels, or no decoder takes the syntax.</exception>
    /// <exception cref="DicomException"><c>malformed</c> or <c>truncated</c>: description and data do not fit.</exception>
    public static PixelFrames Open(DicomDataset dataset, TransferSyntax syntax)
    {
        var pixels = dataset[Tags.PixelData] ?? throw new CannotDecodeException("The data set has no pixel data");
        var description = PixelDescription.From(dataset);
        if (pixels.Fragments is not null && syntax != TransferSyntax.RleLossless)
            throw new CannotDecodeException($"No decoder for {syntax.Name}");
        if (pixels.Fragments is null && pixels.Value.Length < description.FrameBytes * description.Frames)
            throw new DicomException(DicomErrorCodes.Truncated, "There are fewer pixels than the header says", Tags.PixelData);
        return new PixelFrames(
            description, pixels, syntax, dataset.GetDouble(Tags.RescaleSlope) ?? 1, dataset.GetDouble(Tags.RescaleIntercept) ?? 0);
    }

    /// <summary>
    /// Samples as stored: little endian, colour samples side by side, no colour conversion. One-bit frames as 8-bit samples 0 and 1.
    /// </summary>
    public ReadOnlyMemory<byte> GetFrame(int index) => throw new NotImplementedException();

    /// <summary>Monochrome samples, row by row, with sign and rescale applied (modality values: HU for CT).</summary>
    public float[] GetValues(int index) => throw new NotImplementedException();
}
