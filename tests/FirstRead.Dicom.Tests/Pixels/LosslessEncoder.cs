using FirstRead.Dicom.Pixels;

namespace FirstRead.Dicom.Tests.Pixels;

/// <summary>
/// Lossless JPEG as ITU-T T.81 annex H has it, written for clarity from the other side than the decoder: a sample at a
/// time, every neighbour looked up.
/// </summary>
/// <param name="Precision">2 to 16 bits.</param>
/// <param name="Predictor">1 to 7.</param>
/// <param name="PointTransform">Low bits that are left out.</param>
/// <param name="RestartRows">Rows between restart markers, 0 for none.</param>
/// <param name="IsInterleaved">All components in one scan.</param>
/// <param name="HasLongCodes">Codes of 1 to 16 bits instead of 5 for each category.</param>
internal sealed record LosslessEncoder(int Precision, int Predictor, int PointTransform, int RestartRows, bool IsInterleaved, bool HasLongCodes)
{
    public byte[] Encode(int[] samples, PixelDescription shape)
    {
        var stream = new List<byte> { 0xFF, 0xD8 };
        var components = Enumerable.Range(0, shape.SamplesPerPixel).ToArray();
        Segment(stream, 0xC3, [(byte)Precision, .. Word(shape.Rows), .. Word(shape.Columns), (byte)components.Length, .. components.SelectMany(c => new byte[] { (byte)(c + 1), 0x11, 0 })]);
        Segment(stream, 0xC4, [0, .. Lengths.Select((_, i) => (byte)Lengths.Count(length => length == i + 1)).Take(16), .. Enumerable.Range(0, 17).Select(i => (byte)i)]);
        if (RestartRows > 0) Segment(stream, 0xDD, Word(RestartRows * shape.Columns));
        if (IsInterleaved) Scan(stream, components, samples, shape);
        else foreach (var component in components) Scan(stream, [component], samples, shape);
        return [.. stream, 0xFF, 0xD9];
    }

    private int[] Lengths => HasLongCodes ? [.. Enumerable.Range(1, 16), 16] : [.. Enumerable.Repeat(5, 17)];

    private void Scan(List<byte> stream, int[] components, int[] samples, PixelDescription shape)
    {
        Segment(stream, 0xDA, [(byte)components.Length, .. components.SelectMany(c => new byte[] { (byte)(c + 1), 0 }), (byte)Predictor, 0, (byte)PointTransform]);
        var bits = new List<bool>();
        for (var y = 0; y < shape.Rows; y++)
        {
            var isFirst = y == 0;
            if (RestartRows > 0 && y > 0 && y % RestartRows == 0)
            {
                Flush(bits, stream);
                stream.AddRange([0xFF, (byte)(0xD0 + (y / RestartRows - 1) % 8)]);
                isFirst = true;
            }
            for (var x = 0; x < shape.Columns; x++)
                foreach (var c in components) Write(bits, (ushort)(At(x, y, c) - Predicted(x, y, c, isFirst)));
        }
        Flush(bits, stream);

        int At(int x, int y, int c) => samples[(y * shape.Columns + x) * shape.SamplesPerPixel + c] >> PointTransform;

        int Predicted(int x, int y, int c, bool isFirst)
        {
            if (isFirst) return x == 0 ? 1 << (Precision - PointTransform - 1) : At(x - 1, y, c);
            if (x == 0) return At(x, y - 1, c);
            var (a, b, corner) = (At(x - 1, y, c), At(x, y - 1, c), At(x - 1, y - 1, c));
            return Predictor switch
            {
                1 => a,
                2 => b,
                3 => corner,
                4 => a + b - corner,
                5 => a + ((b - corner) >> 1),
                6 => b + ((a - corner) >> 1),
                _ => (a + b) >> 1,
            };
        }
    }

    private void Write(List<bool> bits, ushort difference)
    {
        int signed = (short)difference;
        var category = signed == short.MinValue ? 16 : 32 - int.LeadingZeroCount(Math.Abs(signed));
        var code = 0;
        for (var i = 0; i < category; i++) code = (code + 1) << (Lengths[i + 1] - Lengths[i]);
        Append(bits, code, Lengths[category]);
        if (category < 16) Append(bits, signed >= 0 ? signed : signed + (1 << category) - 1, category);
    }

    private static void Append(List<bool> bits, int value, int count)
    {
        for (var bit = count - 1; bit >= 0; bit--) bits.Add((value >> bit & 1) == 1);
    }

    private static void Flush(List<bool> bits, List<byte> stream)
    {
        while (bits.Count % 8 != 0) bits.Add(true);
        foreach (var eight in bits.Chunk(8))
        {
            var value = (byte)eight.Aggregate(0, (all, bit) => all << 1 | (bit ? 1 : 0));
            stream.Add(value);
            if (value == 0xFF) stream.Add(0);
        }
        bits.Clear();
    }

    private static void Segment(List<byte> stream, byte marker, byte[] body) => stream.AddRange([0xFF, marker, .. Word(body.Length + 2), .. body]);

    private static byte[] Word(int value) => [(byte)(value >> 8), (byte)value];
}
