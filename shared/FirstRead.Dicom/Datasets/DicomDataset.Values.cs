using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using FirstRead.Dicom.Registry;

namespace FirstRead.Dicom.Datasets;

public sealed partial class DicomDataset
{
    private readonly DicomDataset? _parent;

    public DicomDataset() { }

    /// <summary>An item, whose text follows the data set around it unless it names a character set of its own (PS3.3 C.12.1.1.2).</summary>
    public DicomDataset(DicomDataset parent) => _parent = parent;

    /// <summary>What Specific Character Set says here, or around this item.</summary>
    public CharacterSet CharacterSet =>
        this[Tags.SpecificCharacterSet] is { } element
            ? CharacterSet.Parse(element.Value.Span)
            : _parent?.CharacterSet ?? CharacterSet.Default;

    /// <summary>How text is written in this data set: the character set's first repertoire.</summary>
    public Encoding TextEncoding => CharacterSet.Encoding;

    /// <summary>The first value without its padding; null where absent, empty or not text.</summary>
    public string? GetString(DicomTag tag) => GetStrings(tag) is [{ Length: > 0 } first, ..] ? first : null;

    /// <summary>All values, decoded before they are split (0x5C may be half a character). Binary numbers come as text.</summary>
    public IReadOnlyList<string> GetStrings(DicomTag tag)
    {
        if (this[tag] is not { Items: null, Value.IsEmpty: false } element) return [];
        if (element.Vr.Kind() == VrKind.Number)
            return [.. GetDoubles(tag).Select(number => number.ToString(CultureInfo.InvariantCulture))];
        if (!element.Vr.IsText()) return [];
        var text = (element.Vr.UsesCharacterSet() ? CharacterSet : CharacterSet.Default).Decode(element.Value.Span, element.Vr);
        return ValueText.Split(text, element.Vr);
    }

    /// <summary>The first value as a whole number; null where there is none.</summary>
    public int? GetInt(DicomTag tag) =>
        Doubles(tag) is [var first, ..] && first is >= int.MinValue and <= int.MaxValue && first == Math.Floor(first) ? (int)first : null;

    public double? GetDouble(DicomTag tag) => Doubles(tag) is [var first, ..] ? first : null;

    /// <summary>All values of a numeric or decimal-string element; empty if any of them is not a finite number.</summary>
    public IReadOnlyList<double> GetDoubles(DicomTag tag) => Doubles(tag);

    private double[] Doubles(DicomTag tag)
    {
        if (this[tag] is not { Items: null, Value.IsEmpty: false } element) return [];
        if (!element.Vr.IsText()) return Numbers(element.Value.Span, element.Vr);
        var texts = Encoding.ASCII.GetString(element.Value.Span).Split('\\');
        var numbers = new double[texts.Length];
        for (var i = 0; i < texts.Length; i++)
        {
            if (!double.TryParse(texts[i].Trim(' ', '\0'), NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i])
                || !double.IsFinite(numbers[i])) return [];
        }
        return numbers;
    }

    /// <summary>The items of a sequence; empty where absent or not a sequence.</summary>
    public IReadOnlyList<DicomDataset> GetSequence(DicomTag tag) => this[tag]?.Items ?? [];

    /// <summary>Text in this data set's encoding, values parted by backslashes; the VR from the dictionary.</summary>
    public DicomDataset Add(DicomTag tag, params IReadOnlyList<string> values)
    {
        var vr = DicomDictionary.VrOf(tag);
        var text = string.Join('\\', values);
        return Add(tag, vr, vr.UsesCharacterSet() ? TextEncoding.GetBytes(text) : Encoding.ASCII.GetBytes(text));
    }

    /// <summary>Numbers, written as the dictionary's VR wants them: binary, IS or DS (at most 16 characters).</summary>
    public DicomDataset Add(DicomTag tag, params IReadOnlyList<double> numbers)
    {
        var vr = DicomDictionary.VrOf(tag);
        if (vr.IsText()) return Add(tag, [.. numbers.Select(number => DecimalString(number, vr))]);
        var bytes = new MemoryStream();
        foreach (var number in numbers) bytes.Write(Number(number, vr));
        return Add(tag, vr, bytes.ToArray());
    }

    public DicomDataset Add(DicomTag tag, int number) => Add(tag, (double)number);

    public DicomDataset Add(DicomTag tag, Vr vr, ReadOnlyMemory<byte> value) => Set(new DicomElement(tag, vr, value));

    public DicomDataset AddSequence(DicomTag tag, params IReadOnlyList<DicomDataset> items) => Set(new DicomElement(tag, items));

    private static double[] Numbers(ReadOnlySpan<byte> bytes, Vr vr)
    {
        var width = vr == Vr.AT ? 1 : vr.SwapWidth();
        if (width == 1) return [];
        var numbers = new double[bytes.Length / width];
        for (var i = 0; i < numbers.Length; i++, bytes = bytes[width..])
        {
            numbers[i] = vr switch
            {
                Vr.US or Vr.OW => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
                Vr.SS => BinaryPrimitives.ReadInt16LittleEndian(bytes),
                Vr.UL or Vr.OL => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
                Vr.SL => BinaryPrimitives.ReadInt32LittleEndian(bytes),
                Vr.UV or Vr.OV => BinaryPrimitives.ReadUInt64LittleEndian(bytes),
                Vr.SV => BinaryPrimitives.ReadInt64LittleEndian(bytes),
                Vr.FL or Vr.OF => BinaryPrimitives.ReadSingleLittleEndian(bytes),
                _ => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
            };
        }
        return numbers;
    }

    private static byte[] Number(double number, Vr vr)
    {
        var bytes = new byte[vr.SwapWidth()];
        switch (vr)
        {
            case Vr.US: BinaryPrimitives.WriteUInt16LittleEndian(bytes, checked((ushort)number)); break;
            case Vr.SS: BinaryPrimitives.WriteInt16LittleEndian(bytes, checked((short)number)); break;
            case Vr.UL: BinaryPrimitives.WriteUInt32LittleEndian(bytes, checked((uint)number)); break;
            case Vr.SL: BinaryPrimitives.WriteInt32LittleEndian(bytes, checked((int)number)); break;
            case Vr.FL: BinaryPrimitives.WriteSingleLittleEndian(bytes, (float)number); break;
            case Vr.FD: BinaryPrimitives.WriteDoubleLittleEndian(bytes, number); break;
            case Vr.AT:
                var tag = new DicomTag(checked((uint)number));
                BinaryPrimitives.WriteUInt16LittleEndian(bytes, tag.Group);
                Array.Resize(ref bytes, 4);
                BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(2), tag.Element);
                break;
            default: throw new ArgumentException($"{vr} is not for numbers.", nameof(vr));
        }
        return bytes;
    }

    /// <summary>As exact as 16 characters allow (PS3.5 6.2, DS).</summary>
    private static string DecimalString(double number, Vr vr)
    {
        if (vr == Vr.IS) return checked((long)number).ToString(CultureInfo.InvariantCulture);
        for (var digits = 17; ; digits--)
        {
            var text = number.ToString("G" + digits, CultureInfo.InvariantCulture);
            if (text.Length <= 16) return text;
        }
    }
}
