using System.Buffers.Binary;
using FirstRead.Dicom.Pixels;

namespace FirstRead.Core.Deidentification.Pixels;

/// <summary>Colour samples as red, green and blue of 8 bits (PS3.3 C.7.6.3.1.2).</summary>
internal static class ColourPicture
{
    public static TextPicture Of(ReadOnlySpan<byte> frame, PixelDescription description)
    {
        var pixels = description.Rows * description.Columns;
        var colours = new byte[3 * pixels];
        var halved = description.Photometric == "YBR_FULL_422" && frame.Length < 3L * pixels * description.BitsAllocated / 8;
        for (var i = 0; i < pixels; i++)
        {
            // In 4:2:2, two luminances share the chrominances behind them.
            var (first, second, third) = halved
                ? (frame[i / 2 * 4 + (i & 1)], frame[i / 2 * 4 + 2], frame[i / 2 * 4 + 3])
                : (Sample(frame, 3 * i), Sample(frame, 3 * i + 1), Sample(frame, 3 * i + 2));
            // The transforms of JPEG 2000 are undone with its decoding; those of JPEG are not.
            if (description.Photometric is "YBR_FULL" or "YBR_FULL_422" or "YBR_PARTIAL_420")
                (first, second, third) = ToRgb(first, second - 128, third - 128);
            (colours[3 * i], colours[3 * i + 1], colours[3 * i + 2]) = (first, second, third);
        }
        return new TextPicture(description.Columns, description.Rows, 3, colours);

        byte Sample(ReadOnlySpan<byte> samples, int index) => description.BitsAllocated == 8
            ? samples[index]
            : (byte)(BinaryPrimitives.ReadUInt16LittleEndian(samples[(2 * index)..]) >> Math.Max(0, description.HighBit - 7));
    }

    private static (byte Red, byte Green, byte Blue) ToRgb(int luminance, int blue, int red) =>
        (Byte(luminance + 1.402 * red), Byte(luminance - 0.344136 * blue - 0.714136 * red), Byte(luminance + 1.772 * blue));

    private static byte Byte(double value) => (byte)Math.Clamp(value + 0.5, 0, 255);
}
