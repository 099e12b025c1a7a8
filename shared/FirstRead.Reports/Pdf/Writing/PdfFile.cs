using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace FirstRead.Reports.Pdf.Writing;

/// <summary>
/// The objects of a PDF 1.7 file (ISO 32000-1, 7.5): numbered in the order in which they were asked for, written once,
/// with a cross-reference table. The same objects give the same bytes: no clock and no chance goes in.
/// </summary>
internal sealed class PdfFile
{
    private readonly List<byte[]?> _objects = [];

    /// <summary>A number to refer to before its object is known.</summary>
    public PdfReference Reserve()
    {
        _objects.Add(null);
        return new(_objects.Count);
    }

    public void Set(PdfReference reference, string content) => _objects[reference.Number - 1] = Encoding.Latin1.GetBytes(content);

    public PdfReference Add(string content)
    {
        var reference = Reserve();
        Set(reference, content);
        return reference;
    }

    /// <summary>A stream packed by Flate (7.4.4).</summary>
    /// <param name="entries">Of its dictionary, beside Length and Filter.</param>
    public PdfReference AddStream(string entries, ReadOnlySpan<byte> data)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(data);
        return AddPacked($"{entries} /Filter /FlateDecode", packed.ToArray());
    }

    /// <summary>A stream whose data are as its dictionary says.</summary>
    public PdfReference AddPacked(string entries, ReadOnlySpan<byte> data)
    {
        var reference = Reserve();
        _objects[reference.Number - 1] =
        [
            .. Encoding.Latin1.GetBytes(string.Create(CultureInfo.InvariantCulture, $"<<{entries} /Length {data.Length}>>\nstream\n")),
            .. data,
            .. "\nendstream"u8,
        ];
        return reference;
    }

    /// <param name="catalog">7.7.2.</param>
    /// <param name="info">14.3.3.</param>
    public byte[] Save(PdfReference catalog, PdfReference info)
    {
        using var file = new MemoryStream();
        // Four bytes above 127 tell a transfer program that the file is binary (7.5.2).
        file.Write([.. "%PDF-1.7\n%"u8, 0xE2, 0xE3, 0xCF, 0xD3, (byte)'\n']);
        var offsets = new List<long>();
        foreach (var (content, index) in _objects.Select((content, index) => (content, index)))
        {
            offsets.Add(file.Position);
            Write(file, $"{index + 1} 0 obj\n");
            file.Write(content ?? throw new InvalidOperationException($"Object {index + 1} was reserved and never set."));
            file.Write("\nendobj\n"u8);
        }
        // An identifier that only the content decides (14.4); the same twice, for the file was never changed.
        var id = Convert.ToHexString(SHA256.HashData(file.GetBuffer().AsSpan(0, (int)file.Length)).AsSpan(0, 16));
        var start = file.Position;
        Write(file, $"xref\n0 {_objects.Count + 1}\n0000000000 65535 f \n");
        foreach (var offset in offsets)
            Write(file, $"{offset:0000000000} 00000 n \n");
        Write(file, $"trailer\n<</Size {_objects.Count + 1} /Root {catalog} /Info {info} /ID [<{id}> <{id}>]>>\nstartxref\n{start}\n%%EOF\n");
        return file.ToArray();
    }

    private static void Write(Stream file, FormattableString text) => file.Write(Encoding.ASCII.GetBytes(FormattableString.Invariant(text)));
}

/// <summary>An indirect reference (7.3.10).</summary>
internal readonly record struct PdfReference(int Number)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number} 0 R");
}
