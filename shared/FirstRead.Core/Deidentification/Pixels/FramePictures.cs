using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Pixels;

namespace FirstRead.Core.Deidentification.Pixels;

/// <summary>Shows a frame's stored values as a person would see them, for the text detector.</summary>
public sealed class FramePictures
{
    // Values beyond these shares of a histogram are outliers: a clip, a marker of lead, the text itself.
    private const double Low = 0.005;
    private const double High = 0.995;

    // A window that is nearly the whole range would show the same picture twice.
    private const double WorthWhile = 0.6;

    private readonly PixelDescription description;
    private readonly Palette? palette;
    private readonly int? padding;
    private readonly StoredCells cells;

    private FramePictures(PixelDescription description, Palette? palette, int? padding) =>
        (this.description, this.palette, this.padding, cells) = (description, palette, padding, new StoredCells(description));

    /// <summary>Null where no picture can be made of such frames.</summary>
    /// <param name="description">Of the frames, as they are decoded.</param>
    public static FramePictures? Of(DicomDataset header, PixelDescription description)
    {
        var palette = description.IsMonochrome ? null : Palette.From(header);
        return Takes(description, palette) ? new FramePictures(description, palette, header.GetInt(Tags.PixelPaddingValue)) : null;
    }

    private static bool Takes(PixelDescription description, Palette? palette) => description.SamplesPerPixel == 1
        ? description.BitsAllocated is 1 or 8 or 16 && (description.IsMonochrome || (description.Photometric == "PALETTE COLOR" && palette is not null))
        : description.SamplesPerPixel == 3 && description.BitsAllocated is 8 or 16 && description.Photometric is "RGB" or "YBR_FULL" or "YBR_FULL_422" or "YBR_PARTIAL_420" or "YBR_RCT" or "YBR_ICT";

    /// <summary>The frame under each window in which text may show: the whole range, and the range without outliers where that differs.</summary>
    /// <param name="frame">Samples as <see cref="PixelFrames.GetFrame"/> gives them.</param>
    public IEnumerable<TextPicture> Show(ReadOnlyMemory<byte> frame)
    {
        if (description.SamplesPerPixel == 3)
            return [ColourPicture.Of(frame.Span, description)];
        if (palette is not null && !description.IsMonochrome)
            return [palette.Show(frame.Span, cells, description)];
        return Grey(frame);
    }

    private IEnumerable<TextPicture> Grey(ReadOnlyMemory<byte> frame)
    {
        var counts = cells.Histogram(frame.Span);
        if (padding is { } value)
            counts[cells.Order(value)] = 0;
        var (low, high) = (Percentile(counts, 0), Percentile(counts, 1));
        yield return Window(frame, low, high);
        var (inner, outer) = (Percentile(counts, Low), Percentile(counts, High));
        if (outer > inner && outer - inner < WorthWhile * (high - low))
            yield return Window(frame, inner, outer);
    }

    private TextPicture Window(ReadOnlyMemory<byte> frame, int low, int high)
    {
        var table = new byte[cells.Levels];
        for (var i = 0; i < table.Length; i++)
        {
            var grey = high == low ? 0 : Math.Clamp((i - low) * 255.0 / (high - low), 0, 255);
            table[i] = (byte)(description.IsInverted ? 255 - grey : grey);
        }
        return new TextPicture(description.Columns, description.Rows, 1, cells.Map(frame.Span, table));
    }

    private static int Percentile(int[] counts, double share)
    {
        var target = Math.Max(1, (long)Math.Ceiling(counts.Sum(count => (long)count) * share));
        var sum = 0L;
        for (var i = 0; i < counts.Length; i++)
            if ((sum += counts[i]) >= target)
                return i;
        return counts.Length - 1;
    }
}
