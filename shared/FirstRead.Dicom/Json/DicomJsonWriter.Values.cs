using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Reading;

namespace FirstRead.Dicom.Json;

public sealed partial class DicomJsonWriter
{
    // A number above this is another one in a reader that has doubles alone (RFC 8259 6).
    private const long SafeInteger = (1L << 53) - 1;

    /// <summary>F.2.3: one JSON value for each, null for the empty ones; nothing at all for a value of blanks.</summary>
    private void WriteTexts(DicomReader reader)
    {
        var values = ValueText.Split(_scope.Decode(reader, reader.ReadValue()), reader.Vr);
        if (values is [""]) return;

        // All text here is UTF-8, whatever the file's is.
        if (reader.Tag == Tags.SpecificCharacterSet) values = ["ISO_IR 192"];
        _json.WriteStartArray("Value"u8);
        foreach (var value in values)
        {
            if (value.Length == 0) _json.WriteNullValue();
            else if (reader.Vr == Vr.PN) WriteName(value);
            else if (reader.Vr is Vr.IS or Vr.DS) WriteDecimal(value);
            else _json.WriteStringValue(value);
            if (_json.BytesPending > FlushAbove) _json.Flush();
        }
        _json.WriteEndArray();
    }

    /// <summary>F.2.2: the component groups by their names, those alone that are not empty.</summary>
    private void WriteName(string value)
    {
        var groups = value.Split('=', 3);
        _json.WriteStartObject();
        for (var i = 0; i < groups.Length; i++)
            if (groups[i].Length > 0) _json.WriteString(i switch { 0 => "Alphabetic"u8, 1 => "Ideographic"u8, _ => "Phonetic"u8 }, groups[i]);
        _json.WriteEndObject();
    }

    /// <summary>A number where JSON can say it, with the digits that the file has if they are JSON's too; else the text (F.2.3, note).</summary>
    private void WriteDecimal(string text)
    {
        if (text.Length <= 32 && IsJsonNumber(text)) _json.WriteRawValue(text, skipInputValidation: true);
        else if (text.Length <= 32 && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)) _json.WriteNumberValue(number);
        else _json.WriteStringValue(text);
    }

    private void WriteNumbers(DicomReader reader)
    {
        var value = reader.ReadValue();
        var width = reader.Vr == Vr.AT ? 4 : reader.Vr.SwapWidth();
        if (value.Length < width) return;
        _json.WriteStartArray("Value"u8);
        for (; value.Length >= width; value = value[width..])
        {
            WriteNumber(value, reader.Vr);
            if (_json.BytesPending > FlushAbove) _json.Flush();
        }
        _json.WriteEndArray();
    }

    private void WriteNumber(ReadOnlySpan<byte> value, Vr vr)
    {
        switch (vr)
        {
            case Vr.AT: _json.WriteStringValue($"{BinaryPrimitives.ReadUInt16LittleEndian(value):X4}{BinaryPrimitives.ReadUInt16LittleEndian(value[2..]):X4}"); break;
            case Vr.US: _json.WriteNumberValue(BinaryPrimitives.ReadUInt16LittleEndian(value)); break;
            case Vr.SS: _json.WriteNumberValue(BinaryPrimitives.ReadInt16LittleEndian(value)); break;
            case Vr.UL: _json.WriteNumberValue(BinaryPrimitives.ReadUInt32LittleEndian(value)); break;
            case Vr.SL: _json.WriteNumberValue(BinaryPrimitives.ReadInt32LittleEndian(value)); break;
            case Vr.SV when BinaryPrimitives.ReadInt64LittleEndian(value) is var number:
                if (number is >= -SafeInteger and <= SafeInteger) _json.WriteNumberValue(number);
                else _json.WriteStringValue(number.ToString(CultureInfo.InvariantCulture));
                break;
            case Vr.UV when BinaryPrimitives.ReadUInt64LittleEndian(value) is var number:
                if (number <= SafeInteger) _json.WriteNumberValue(number);
                else _json.WriteStringValue(number.ToString(CultureInfo.InvariantCulture));
                break;
            case Vr.FL when BinaryPrimitives.ReadSingleLittleEndian(value) is var number:
                if (float.IsFinite(number)) _json.WriteNumberValue(number);
                else WriteNotFinite(number);
                break;
            default:
                var wide = BinaryPrimitives.ReadDoubleLittleEndian(value);
                if (double.IsFinite(wide)) _json.WriteNumberValue(wide);
                else WriteNotFinite(wide);
                break;
        }
    }

    /// <summary>JSON has no such numbers: the words that DICOM's own tools write.</summary>
    private void WriteNotFinite(double number) => _json.WriteStringValue(double.IsNaN(number) ? "NaN" : number > 0 ? "inf" : "-inf");

    /// <summary>RFC 8259 6: no plus sign, no leading zeros, digits on both sides of a point.</summary>
    private static bool IsJsonNumber(ReadOnlySpan<char> text)
    {
        if (text.StartsWith("-")) text = text[1..];
        if (!TakeDigits(ref text, out var digits) || digits.Length > 1 && digits[0] == '0') return false;
        if (text.StartsWith("."))
        {
            text = text[1..];
            if (!TakeDigits(ref text, out _)) return false;
        }
        if (text.StartsWith("e", StringComparison.OrdinalIgnoreCase))
        {
            text = text[1..];
            if (text.Length > 0 && text[0] is '+' or '-') text = text[1..];

            // An exponent of three digits may leave what a double holds.
            if (!TakeDigits(ref text, out var exponent) || exponent.Length > 2) return false;
        }
        return text.IsEmpty;
    }

    private static bool TakeDigits(ref ReadOnlySpan<char> text, out ReadOnlySpan<char> digits)
    {
        var count = text.IndexOfAnyExceptInRange('0', '9');
        if (count < 0) count = text.Length;
        digits = text[..count];
        text = text[count..];
        return count > 0;
    }
}
