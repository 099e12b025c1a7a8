using FirstRead.Core;

namespace FirstRead.Local.Wire;

/// <summary>Identifiers in the forms that AWS gives out.</summary>
internal static class Ids
{
    /// <summary>36 characters, version 4.</summary>
    public static string Uuid(IRandomSource random)
    {
        var bytes = new byte[16];
        random.Fill(bytes);
        (bytes[6], bytes[8]) = ((byte)((bytes[6] & 0x0F) | 0x40), (byte)((bytes[8] & 0x3F) | 0x80));
        return new Guid(bytes, bigEndian: true).ToString();
    }

    public static string Hex(IRandomSource random) => $"{random.NextUInt128():x32}";
}
