using System.Buffers.Binary;
using System.Text;

namespace FirstRead.Reports.Pdf.Writing;

/// <summary>The colour space of IEC 61966-2-1 as an ICC profile, version 2.1 (ICC.1:1998-09): what a printer must know of the colours.</summary>
internal static class SrgbProfile
{
    private const int HeaderLength = 128;
    private const int CurvePoints = 1024;

    public static byte[] Bytes { get; } = Build();

    private static byte[] Build()
    {
        var curve = Curve();
        (string Tag, byte[] Data)[] tags =
        [
            ("cprt", [.. "text\0\0\0\0"u8, .. "No copyright, use freely\0"u8]),
            ("desc", Description("sRGB IEC61966-2.1")),
            // D50, and the primaries of sRGB brought to it by Bradford's method, as fractions of 65,536.
            ("wtpt", Xyz(0xF6D6, 0x10000, 0xD32D)),
            ("rXYZ", Xyz(0x6FA2, 0x38F5, 0x0390)),
            ("gXYZ", Xyz(0x6299, 0xB785, 0x18DA)),
            ("bXYZ", Xyz(0x24A0, 0x0F84, 0xB6CF)),
            ("rTRC", curve),
            ("gTRC", curve),
            ("bTRC", curve),
        ];
        using var body = new MemoryStream();
        var table = new byte[4 + (12 * tags.Length)];
        BinaryPrimitives.WriteInt32BigEndian(table, tags.Length);
        var begin = HeaderLength + table.Length;
        var places = new Dictionary<byte[], int>(ReferenceEqualityComparer.Instance);
        foreach (var (index, (tag, data)) in tags.Index())
        {
            if (!places.TryGetValue(data, out var place))
            {
                places[data] = place = begin + (int)body.Position;
                body.Write(data);
                body.Write(new byte[(4 - (data.Length % 4)) % 4]);
            }
            var entry = table.AsSpan(4 + (12 * index));
            Encoding.ASCII.GetBytes(tag, entry);
            BinaryPrimitives.WriteInt32BigEndian(entry[4..], place);
            BinaryPrimitives.WriteInt32BigEndian(entry[8..], data.Length);
        }
        return [.. Header(begin + (int)body.Length), .. table, .. body.ToArray()];
    }

    private static byte[] Header(int length)
    {
        var header = new byte[HeaderLength];
        BinaryPrimitives.WriteInt32BigEndian(header, length);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(8), 0x02100000);
        "mntrRGB XYZ "u8.CopyTo(header.AsSpan(12));
        // A date must stand here: that of the profile format's edition.
        BinaryPrimitives.WriteInt16BigEndian(header.AsSpan(24), 1998);
        BinaryPrimitives.WriteInt16BigEndian(header.AsSpan(26), 9);
        BinaryPrimitives.WriteInt16BigEndian(header.AsSpan(28), 1);
        "acsp"u8.CopyTo(header.AsSpan(36));
        Xyz(0xF6D6, 0x10000, 0xD32D).AsSpan(8).CopyTo(header.AsSpan(68));
        return header;
    }

    private static byte[] Xyz(params ReadOnlySpan<int> values)
    {
        var data = new byte[20];
        "XYZ "u8.CopyTo(data);
        for (var index = 0; index < 3; index++)
            BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(8 + (4 * index)), values[index]);
        return data;
    }

    private static byte[] Description(string text)
    {
        var data = new byte[12 + text.Length + 1 + 78];
        "desc"u8.CopyTo(data);
        BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(8), text.Length + 1);
        Encoding.ASCII.GetBytes(text, data.AsSpan(12));
        return data;
    }

    private static byte[] Curve()
    {
        var data = new byte[12 + (2 * CurvePoints)];
        "curv"u8.CopyTo(data);
        BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(8), CurvePoints);
        for (var index = 0; index < CurvePoints; index++)
        {
            var value = index / (CurvePoints - 1.0);
            var linear = value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
            BinaryPrimitives.WriteUInt16BigEndian(data.AsSpan(12 + (2 * index)), (ushort)Math.Round(linear * 65535));
        }
        return data;
    }
}
