using FirstRead.Core.Analysis.Geometry;
using FirstRead.Core.Analysis.Models;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Pixels;
using FirstRead.Dicom.Rendering;

namespace FirstRead.Inference.Studies;

/// <summary>An instance's only frame, decoded.</summary>
/// <param name="Header">Without the pixels.</param>
internal sealed record DecodedPicture(DicomDataset Header, PixelDescription Description, ReadOnlyMemory<byte> Samples)
{
    /// <summary>What a net is given: brighter is more, no window applied.</summary>
    public Field Grey(VoiUse voi) => new(Description.Columns, Description.Rows, GreyValues.Read(Header, Samples.Span, Description, tables: voi == VoiUse.Tables));

    /// <summary>What a person is shown: 0 (black) to 255, as the header's window or table asks.</summary>
    public Picture Shown() => FrameRendering.Render(Header, Samples.Span, Description, square: false);

    /// <summary>The window that it is shown with; null where a table serves.</summary>
    public WindowLevel? Window() => FrameRendering.WindowOf(Header, Samples.Span, Description);

    /// <summary>The same in grey: colours by their luminance (ITU-R BT.601).</summary>
    public Field ShownGrey()
    {
        var shown = Shown();
        var pixels = shown.Pixels;
        var values = new float[shown.Width * shown.Height];
        for (var index = 0; index < values.Length; index++)
            values[index] = shown.Channels == 1 ? pixels[index] : (0.299f * pixels[3 * index]) + (0.587f * pixels[(3 * index) + 1]) + (0.114f * pixels[(3 * index) + 2]);
        return new(shown.Width, shown.Height, values);
    }
}
