using System.Buffers.Binary;
using FirstRead.Core.Deidentification.Pixels;
using FirstRead.Dicom.Pixels;

namespace FirstRead.Cli.Bench.Text;

/// <summary>Draws lines of text into the stored values of a picture, where a person could read them.</summary>
internal sealed class Planting(BasePicture picture)
{
    // Where a twentieth of the strokes stand out by less than half of what is asked for, a person guesses rather than reads.
    private const double LeastStep = 0.5;
    private const double MostFaint = 0.05;

    private readonly byte[] frame = (byte[])picture.Frame.Clone();
    private readonly List<PixelBox> taken = [];

    public List<(PlantedText Text, PixelBox Box, GlyphMask Mask)> Planted { get; } = [];

    public ReadOnlyMemory<byte> Frame => frame;

    private PixelDescription Description => picture.Description;

    /// <returns>False where no place was found for it.</returns>
    public bool TryPlant(PlantedText text, GlyphMask upright, Random random)
    {
        var mask = upright.Turn(text.Quarters).Slant(text.Slant);
        var (low, high) = Range();
        for (var attempt = 0; attempt < 40; attempt++)
        {
            if (mask.Width + 4 >= Description.Columns || mask.Height + 4 >= Description.Rows)
                return false;
            var box = new PixelBox(random.Next(2, Description.Columns - mask.Width - 2), random.Next(2, Description.Rows - mask.Height - 2), mask.Width, mask.Height);
            if (taken.Exists(other => !other.Intersect(box.Grow(12)).IsEmpty))
                continue;
            var (mean, step) = (Mean(box), text.Contrast * (high - low));
            var ink = mean + step <= high ? mean + step : mean - step;
            if (ink < low || Faint(box, mask, ink, LeastStep * step) > MostFaint)
                continue;
            Draw(box, mask, ink);
            taken.Add(box);
            Planted.Add((text, box, mask));
            return true;
        }
        return false;
    }

    private void Draw(PixelBox box, GlyphMask mask, double ink)
    {
        for (var y = 0; y < box.Height; y++)
            for (var x = 0; x < box.Width; x++)
            {
                var share = mask.Coverage[y * box.Width + x] / 255.0;
                var at = (box.Y + y) * Description.Columns + box.X + x;
                Set(at, (int)Math.Round(Get(at) * (1 - share) + ink * share));
            }
    }

    private double Mean(PixelBox box)
    {
        var sum = 0.0;
        for (var y = box.Y; y < box.Bottom; y++)
            for (var x = box.X; x < box.Right; x++)
                sum += Get(y * Description.Columns + x);
        return sum / box.Area;
    }

    /// <summary>Share of the strokes that stand out by less than the step from what lies under them.</summary>
    private double Faint(PixelBox box, GlyphMask mask, double ink, double step)
    {
        var (strokes, faint) = (0, 0);
        for (var y = 0; y < box.Height; y++)
            for (var x = 0; x < box.Width; x++)
            {
                if (mask.Coverage[y * box.Width + x] < 128)
                    continue;
                strokes++;
                faint += Math.Abs(ink - Get((box.Y + y) * Description.Columns + box.X + x)) < step ? 1 : 0;
            }
        return (double)faint / Math.Max(1, strokes);
    }

    // Without the outermost thousandths: one hot pixel is not what a person sees as white.
    private (int Low, int High) Range()
    {
        var values = new int[Description.Rows * Description.Columns];
        for (var i = 0; i < values.Length; i++)
            values[i] = Get(i);
        Array.Sort(values);
        return (values[values.Length / 1000], values[^(1 + values.Length / 1000)]);
    }

    private int Get(int at) => Description switch
    {
        { BitsAllocated: 8, IsSigned: true } => (sbyte)frame[at],
        { BitsAllocated: 8 } => frame[at],
        { IsSigned: true } => BinaryPrimitives.ReadInt16LittleEndian(frame.AsSpan(2 * at)),
        _ => BinaryPrimitives.ReadUInt16LittleEndian(frame.AsSpan(2 * at)),
    };

    private void Set(int at, int value)
    {
        if (Description.BitsAllocated == 8)
            frame[at] = (byte)value;
        else
            BinaryPrimitives.WriteUInt16LittleEndian(frame.AsSpan(2 * at), (ushort)value);
    }
}
