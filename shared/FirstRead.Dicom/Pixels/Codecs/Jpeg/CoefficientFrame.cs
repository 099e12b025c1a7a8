using System.Runtime.InteropServices;

namespace FirstRead.Dicom.Pixels.Codecs.Jpeg;

/// <summary>JPEG of the discrete cosine transform: gathers coefficients scan by scan, then turns them into samples.</summary>
internal sealed class CoefficientFrame : IJpegFrame
{
    private const string Codec = "JPEG";

    private readonly PixelDescription _description;
    private readonly JpegHeader _header;
    private readonly BlockPlane[] _planes;
    private readonly (int Across, int Down) _mcus;

    public CoefficientFrame(JpegHeader header, PixelDescription description)
    {
        (_header, _description) = (header, description);
        var (across, down) = (1, 1);
        foreach (var component in header.Components)
        {
            if (component.Across is < 1 or > 4 || component.Down is < 1 or > 4) throw CodestreamHeader.Broken(Codec, "a component has no such size");
            (across, down) = (Math.Max(across, component.Across), Math.Max(down, component.Down));
        }
        _mcus = (Divide(description.Columns, 8 * across), Divide(description.Rows, 8 * down));
        _planes = [.. header.Components.Select(component => new BlockPlane(
            component,
            Divide(description.Columns * component.Across, across),
            Divide(description.Rows * component.Down, down),
            _mcus.Across * component.Across,
            _mcus.Down * component.Down))];
    }

    public bool IsWhole => _planes.All(plane => plane.Quantization is not null);

    public void Decode(JpegScan scan, JpegTables tables, ref JpegBits bits)
    {
        var blocks = BlockDecoder.For(_header.Process, scan, tables);
        foreach (var part in scan.Parts)
            _planes[part.Component].Quantization ??= tables.Quantization(_planes[part.Component].Component.Quantization);
        if (scan.Parts is [var only]) DecodeOne(_planes[only.Component], blocks, tables.RestartInterval, ref bits);
        else DecodeMany(scan, blocks, tables.RestartInterval, ref bits);
    }

    public byte[] Finish()
    {
        var frame = new byte[_description.FrameBytes];
        var transform = new InverseDct((int)_header.Shape.Bits);
        for (var c = 0; c < _planes.Length; c++)
        {
            var (plane, samples) = (_planes[c], transform.Samples(_planes[c]));
            var full = new ushort[_description.Rows * _description.Columns];
            Upsampling.Enlarge<ushort>(samples, plane.Columns, _description with { SamplesPerPixel = 1 }, full);
            Store(full, frame, c);
        }
        return frame;
    }

    /// <summary>A scan of one component has that component's blocks and no more (T.81 A.2.2).</summary>
    private static void DecodeOne(BlockPlane plane, BlockDecoder blocks, int interval, ref JpegBits bits)
    {
        var (across, down) = (Divide(plane.Columns, 8), Divide(plane.Rows, 8));
        for (int y = 0, mcu = 0; y < down; y++)
        {
            for (var x = 0; x < across; x++, mcu++)
            {
                if (interval > 0 && mcu > 0 && mcu % interval == 0) blocks.Restart(ref bits);
                blocks.Decode(0, plane.Block(x, y), ref bits);
            }
            if (bits.IsOverrun) throw CodestreamHeader.Cut(Codec);
        }
    }

    /// <summary>A scan of several takes from each in turn as many blocks as its sampling factors say (T.81 A.2.3).</summary>
    private void DecodeMany(JpegScan scan, BlockDecoder blocks, int interval, ref JpegBits bits)
    {
        for (var mcu = 0; mcu < _mcus.Across * _mcus.Down; mcu++)
        {
            if (interval > 0 && mcu > 0 && mcu % interval == 0) blocks.Restart(ref bits);
            var (row, column) = Math.DivRem(mcu, _mcus.Across);
            for (var part = 0; part < scan.Parts.Count; part++)
            {
                var plane = _planes[scan.Parts[part].Component];
                var (across, down) = (plane.Component.Across, plane.Component.Down);
                for (var i = 0; i < across * down; i++)
                    blocks.Decode(part, plane.Block(column * across + i % across, row * down + i / across), ref bits);
            }
            if (bits.IsOverrun) throw CodestreamHeader.Cut(Codec);
        }
    }

    private void Store(ReadOnlySpan<ushort> samples, Span<byte> frame, int at)
    {
        var step = _description.SamplesPerPixel;
        var shorts = MemoryMarshal.Cast<byte, ushort>(frame);
        var ints = MemoryMarshal.Cast<byte, uint>(frame);
        foreach (var sample in samples)
        {
            switch (_description.BitsAllocated)
            {
                case 8: frame[at] = (byte)sample; break;
                case 16: shorts[at] = sample; break;
                default: ints[at] = sample; break;
            }
            at += step;
        }
    }

    private static int Divide(int number, int by) => (number + by - 1) / by;
}
