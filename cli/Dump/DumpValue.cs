using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Registry;

namespace FirstRead.Cli.Dump;

/// <summary>A value as a line of text.</summary>
internal static class DumpValue
{
    /// <param name="bytes">The value, or its beginning.</param>
    /// <param name="text">The same decoded, where it is text.</param>
    public static string Of(ReadOnlySpan<byte> bytes, Vr vr, string text) => vr.Kind() switch
    {
        VrKind.Uid => string.Join('\\', ValueText.Split(text, vr).Select(Named)),
        VrKind.Number => Numbers(bytes, vr),
        VrKind.Text or VrKind.Date => Visible(text.TrimEnd(' ', '\0')),
        _ => Convert.ToHexStringLower(bytes[..Math.Min(bytes.Length, 64)]),
    };

    private static string Named(string uid) => UidRegistry.Find(uid) is { } entry ? $"{uid} ({entry.Name})" : Visible(uid);

    private static string Numbers(ReadOnlySpan<byte> bytes, Vr vr)
    {
        var width = vr == Vr.AT ? 4 : vr.SwapWidth();
        var line = new StringBuilder();
        for (var count = 0; bytes.Length >= width && count < 32; bytes = bytes[width..], count++)
            line.Append(CultureInfo.InvariantCulture, $"{(count > 0 ? "\\" : "")}{Number(bytes, vr)}");
        return line.ToString();
    }

    private static string Number(ReadOnlySpan<byte> bytes, Vr vr) => vr switch
    {
        Vr.AT => new DicomTag(BinaryPrimitives.ReadUInt16LittleEndian(bytes), BinaryPrimitives.ReadUInt16LittleEndian(bytes[2..])).ToString(),
        Vr.US => Invariant(BinaryPrimitives.ReadUInt16LittleEndian(bytes)),
        Vr.SS => Invariant(BinaryPrimitives.ReadInt16LittleEndian(bytes)),
        Vr.UL => Invariant(BinaryPrimitives.ReadUInt32LittleEndian(bytes)),
        Vr.SL => Invariant(BinaryPrimitives.ReadInt32LittleEndian(bytes)),
        Vr.UV => Invariant(BinaryPrimitives.ReadUInt64LittleEndian(bytes)),
        Vr.SV => Invariant(BinaryPrimitives.ReadInt64LittleEndian(bytes)),
        Vr.FL => Invariant(BinaryPrimitives.ReadSingleLittleEndian(bytes)),
        _ => Invariant(BinaryPrimitives.ReadDoubleLittleEndian(bytes)),
    };

    private static string Invariant(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);

    /// <summary>A file must not steer a terminal: control characters, and those that turn text round, are spelled out.</summary>
    private static string Visible(string text)
    {
        if (!text.Any(IsHidden)) return text;
        var visible = new StringBuilder(text.Length + 16);
        foreach (var character in text)
        {
            if (character == '\r') visible.Append("\\r");
            else if (character == '\n') visible.Append("\\n");
            else if (IsHidden(character)) visible.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
            else visible.Append(character);
        }
        return visible.ToString();
    }

    private static bool IsHidden(char character) =>
        char.IsControl(character) || character is (>= '\u200B' and <= '\u200F') or (>= '\u2028' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\uFEFF';
}
