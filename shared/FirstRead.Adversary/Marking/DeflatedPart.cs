using System.Buffers.Binary;
using System.IO.Compression;
using FirstRead.Dicom.Registry;

namespace FirstRead.Adversary.Marking;

/// <summary>The data set of a deflated file (PS3.5 A.5), for searching it.</summary>
public static class DeflatedPart
{
    /// <summary>Null where the file is not deflated.</summary>
    public static byte[]? Inflate(ReadOnlySpan<byte> file)
    {
        if (file.Length < 144 || !file[128..132].SequenceEqual("DICM"u8))
            return null;
        var start = 144 + BinaryPrimitives.ReadInt32LittleEndian(file[140..]);
        if (start < 144 || start > file.Length || file[..start].IndexOf(System.Text.Encoding.ASCII.GetBytes(TransferSyntax.DeflatedExplicitLittleEndian.Uid)) < 0)
            return null;
        using var source = new MemoryStream(file[start..].ToArray());
        using var inflater = new DeflateStream(source, CompressionMode.Decompress);
        using var target = new MemoryStream();
        inflater.CopyTo(target);
        return target.ToArray();
    }
}
