using System.Buffers.Binary;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Pixels;

namespace FirstRead.Core.Deidentification.Pixels;

/// <summary>Fills boxes of a frame with what is displayed black, whatever the photometry.</summary>
internal sealed class FrameBlanker
{
    private readonly PixelDescription description;
    private readonly int[] black;
    private readonly UnusedBits? unused;

    private FrameBlanker(PixelDescription description, int[] black, UnusedBits? unused) =>
        (this.description, this.black, this.unused) = (description, black, unused);

    /// <summary>Null where it is not known what is black.</summary>
    /// <param name="description">Of the frames, as they are decoded: colours side by side.</param>
    public static FrameBlanker? Of(DicomDataset header, PixelDescription description) =>
        Black(header, description) is { } black ? new FrameBlanker(description, black, UnusedBits.Of(header)) : null;

    /// <param name="frame">Samples as <see cref="PixelFrames.GetFrame"/> gives them; changed in place.</param>
    public void Fill(Span<byte> frame, IEnumerable<PixelBox> boxes)
    {
        foreach (var box in boxes)
            Fill(frame, box.Clip(description.Columns, description.Rows));
    }

    /// <summary>Clears bits that hold no sample, where overlays of old devices lie (<see cref="UnusedBits"/>).</summary>
    public void ClearUnused(Span<byte> frame) => unused?.Clear(frame);

    private void Fill(Span<byte> frame, PixelBox box)
    {
        if (box.IsEmpty)
            return;
        for (var y = box.Y; y < box.Bottom; y++)
        {
            if (IsHalved(frame.Length))
                FillHalved(frame, y, box);
            else if (description.BitsAllocated == 1)
                FillBits(frame, y, box);
            else
                FillCells(frame, y, box);
        }
    }

    private void FillCells(Span<byte> frame, int y, PixelBox box)
    {
        var (samples, size) = (description.SamplesPerPixel, description.BitsAllocated / 8);
        for (var x = box.X; x < box.Right; x++)
            for (var sample = 0; sample < samples; sample++)
                Write(frame[(int)((((long)y * description.Columns + x) * samples + sample) * size)..], black[sample]);
    }

    private void FillBits(Span<byte> frame, int y, PixelBox box)
    {
        for (var x = box.X; x < box.Right; x++)
        {
            var at = y * description.Columns + x;
            var bit = (byte)(1 << (at & 7));
            frame[at >> 3] = (byte)(black[0] != 0 ? frame[at >> 3] | bit : frame[at >> 3] & ~bit);
        }
    }

    // Two luminances, then the chrominances that they share: pairs are filled whole (PS3.3 C.7.6.3.1.2, YBR_FULL_422).
    private void FillHalved(Span<byte> frame, int y, PixelBox box)
    {
        for (var pair = box.X / 2; pair <= (box.Right - 1) / 2; pair++)
        {
            var at = (y * description.Columns / 2 + pair) * 4;
            (frame[at], frame[at + 1], frame[at + 2], frame[at + 3]) = ((byte)black[0], (byte)black[0], (byte)black[1], (byte)black[2]);
        }
    }

    private bool IsHalved(int length) => description is { Photometric: "YBR_FULL_422", BitsAllocated: 8 } && length < 3L * description.Rows * description.Columns;

    private void Write(Span<byte> cell, int value)
    {
        if (description.BitsAllocated == 8)
            cell[0] = (byte)value;
        else
            BinaryPrimitives.WriteUInt16LittleEndian(cell, (ushort)value);
    }

    // In the place that samples have in their cells.
    private static int[]? Black(DicomDataset header, PixelDescription description)
    {
        var shift = description.HighBit + 1 - description.BitsStored;
        var lowest = description.IsSigned ? -(1 << description.BitsStored - 1) : 0;
        var highest = description.IsSigned ? (1 << description.BitsStored - 1) - 1 : (int)((1L << description.BitsStored) - 1);
        var middle = 1 << description.BitsStored - 1;
        return description.Photometric switch
        {
            "MONOCHROME2" => [lowest << shift],
            "MONOCHROME1" => [highest << shift],
            "RGB" => [0, 0, 0],
            "YBR_FULL" or "YBR_FULL_422" => [0, middle << shift, middle << shift],
            "PALETTE COLOR" when Palette.From(header) is { } palette => [palette.Darkest << shift],
            _ => null,
        };
    }
}
