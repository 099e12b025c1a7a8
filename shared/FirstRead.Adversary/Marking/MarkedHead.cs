using System.Buffers.Binary;
using System.Text;
using FirstRead.Dicom;

namespace FirstRead.Adversary.Marking;

/// <summary>Our writer writes a clean preamble and meta information: this plants markers there by hand.</summary>
internal static class MarkedHead
{
    // Source, sending and receiving titles and addresses, private creator and information (PS3.10 7.1).
    private static readonly (ushort Element, Vr Vr)[] Extra =
    [
        (0x0016, Vr.AE), (0x0017, Vr.AE), (0x0018, Vr.AE), (0x0026, Vr.UR), (0x0027, Vr.UR), (0x0028, Vr.UR),
        (0x0031, Vr.UI), (0x0032, Vr.UI), (0x0033, Vr.OB), (0x0100, Vr.UI), (0x0102, Vr.OB), (0x0777, Vr.LO),
    ];

    public static byte[] Plant(byte[] file, MarkerPen pen)
    {
        var bytes = (byte[])file.Clone();
        for (var at = 0; at < 120; at += 20)
            Encoding.ASCII.GetBytes(MarkerPen.TextOf(pen.Plant(default, Vr.None, "the preamble"))).CopyTo(bytes, at);
        var end = 144 + BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(140));
        using var extra = new MemoryStream();
        foreach (var (element, vr) in Extra)
            Write(extra, element, vr, pen.Value(new DicomTag(0x0002, element), vr, "the file meta information"));
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(140), end - 144 + (int)extra.Length);
        return [.. bytes[..end], .. extra.ToArray(), .. bytes[end..]];
    }

    private static void Write(Stream target, ushort element, Vr vr, byte[] value)
    {
        byte[] even = value.Length % 2 == 1 ? [.. value, vr.Padding()] : value;
        target.Write([0x02, 0x00, (byte)element, (byte)(element >> 8), (byte)((int)vr & 0xFF), (byte)((int)vr >> 8)]);
        target.Write(vr.HasLongHeader() ? [0, 0, (byte)even.Length, (byte)(even.Length >> 8), 0, 0] : [(byte)even.Length, (byte)(even.Length >> 8)]);
        target.Write(even);
    }
}
