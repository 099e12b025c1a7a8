using System.Runtime.InteropServices;

namespace FirstRead.Dicom.Pixels.Codecs.Jpeg;

/// <summary>Lossless JPEG (ITU-T T.81 annex H): each sample is a difference to what its neighbours predict, modulo 65536.</summary>
internal sealed class LosslessFrame : IJpegFrame
{
    private const string Codec = "JPEG";

    private readonly PixelDescription _description;
    private readonly int _precision;
    private readonly byte[] _frame;
    private readonly bool[] _decoded;

    public LosslessFrame(JpegHeader header, PixelDescription description, int encodedBytes)
    {
        (_description, _precision) = (description, (int)header.Shape.Bits);
        foreach (var component in header.Components)
            if (component.Across != 1 || component.Down != 1) throw new CannotDecodeException("No decoder for lossless JPEG with halved components");
        // The shortest code has a bit.
        if ((long)description.Rows * description.Columns * description.SamplesPerPixel > encodedBytes * 8L) throw CodestreamHeader.Cut(Codec);
        _frame = new byte[description.FrameBytes];
        _decoded = new bool[header.Components.Count];
    }

    public bool IsWhole => !_decoded.Contains(false);

    public byte[] Finish() => _frame;

    public void Decode(JpegScan scan, JpegTables tables, ref JpegBits bits)
    {
        if (scan.Start is < 1 or > 7 || scan.Low >= _precision) throw CodestreamHeader.Broken(Codec, "a scan has no such predictor");
        var rowsBetween = Rows(tables.RestartInterval);
        var parts = scan.Parts.Select(part => new Part(part.Component, new DifferenceTable(tables.Dc(part.Dc)), _description.Columns)).ToArray();
        var first = (ushort)(1 << (_precision - scan.Low - 1));
        for (var y = 0; y < _description.Rows; y++)
        {
            var restarts = rowsBetween > 0 && y > 0 && y % rowsBetween == 0;
            if (restarts) bits.Restart();
            Differences(parts, ref bits);
            foreach (var part in parts)
            {
                if (y == 0 || restarts) Prediction.FirstRow(part.Row, first);
                else Prediction.Row(scan.Start, part.Row, part.Above);
                Store(part, y, scan.Low);
                part.Turn();
            }
            if (bits.IsOverrun) throw CodestreamHeader.Cut(Codec);
        }
        foreach (var part in parts) _decoded[part.Component] = true;
    }

    private int Rows(int interval)
    {
        var (rows, rest) = Math.DivRem(interval, _description.Columns);
        return rest == 0 ? rows : throw CodestreamHeader.Broken(Codec, "its restart interval is not of whole rows (T.81 H.1.1)");
    }

    private static void Differences(Part[] parts, ref JpegBits bits)
    {
        if (parts is [var only])
        {
            bits.Differences(only.Table, only.Row);
            return;
        }
        for (var x = 0; x < parts[0].Row.Length; x++)
            foreach (var part in parts) bits.Differences(part.Table, part.Row.AsSpan(x, 1));
    }

    private void Store(Part part, int y, int shift)
    {
        var step = _description.SamplesPerPixel;
        var width = _description.Columns * step;
        switch (_description.BitsAllocated)
        {
            case 16 when step == 1 && shift == 0:
                MemoryMarshal.AsBytes(part.Row.AsSpan()).CopyTo(_frame.AsSpan(y * width * 2));
                break;
            case 8:
                var bytes = _frame.AsSpan(y * width + part.Component);
                for (int x = 0, o = 0; x < part.Row.Length; x++, o += step) bytes[o] = (byte)(part.Row[x] << shift);
                break;
            case 16:
                var shorts = MemoryMarshal.Cast<byte, ushort>(_frame.AsSpan(y * width * 2))[part.Component..];
                for (int x = 0, o = 0; x < part.Row.Length; x++, o += step) shorts[o] = (ushort)(part.Row[x] << shift);
                break;
            default:
                var ints = MemoryMarshal.Cast<byte, uint>(_frame.AsSpan(y * width * 4))[part.Component..];
                for (int x = 0, o = 0; x < part.Row.Length; x++, o += step) ints[o] = (ushort)(part.Row[x] << shift);
                break;
        }
    }

    private sealed class Part(int component, DifferenceTable table, int columns)
    {
        public int Component => component;

        public DifferenceTable Table => table;

        public ushort[] Row { get; private set; } = new ushort[columns];

        public ushort[] Above { get; private set; } = new ushort[columns];

        public void Turn() => (Row, Above) = (Above, Row);
    }
}
