using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using FirstRead.Dicom;

namespace FirstRead.Core.Deidentification;

/// <summary>Whether a value may stay as it is. Values are compared as the bytes of ASCII; none of these VRs follows the character set.</summary>
internal static partial class ValueChecks
{
    private static readonly DicomTag PatientSexNeutered = new(0x0010, 0x2203);
    private static readonly DicomTag SmokingStatus = new(0x0010, 0x21A0);

    private static readonly HashSet<string> CodeStrings = EmbeddedTable.Lines("code-strings.txt").SelectMany(line => line.Split(';')).ToHashSet(StringComparer.Ordinal);

    /// <summary>Values without padding, cut at backslashes.</summary>
    public static string[] Values(ReadOnlyMemory<byte> value)
    {
        var values = Encoding.Latin1.GetString(value.Span).Split('\\');
        for (var i = 0; i < values.Length; i++)
            values[i] = values[i].Trim(' ', '\0');
        return values;
    }

    public static bool IsCode(string value) => value.Length == 0 || CodeStrings.Contains(value) || SmallNumber().IsMatch(value);

    public static bool IsNumber(string value) => SmallNumber().IsMatch(value);

    /// <summary>Dotted numbers and words of words.txt: 4.2.1, syngo CT VA48A.</summary>
    public static bool IsVersion(string value) =>
        value.Length <= 64 && Array.TrueForAll(value.Split(' ', StringSplitOptions.RemoveEmptyEntries), part => Version().IsMatch(part) || DescriptorCleaner.Clean(part) == part);

    /// <summary>A template identifier of PS3.16.</summary>
    public static bool IsTemplate(string value) => value.Length <= 5 && value.All(char.IsAsciiDigit);

    /// <summary>UI (PS3.5 9.1), empty included.</summary>
    public static bool IsUid(string value) => value.Length <= 64 && value.All(character => char.IsAsciiDigit(character) || character == '.');

    public static bool IsKernel(string value) => value.Length == 0 || Kernel().IsMatch(value) || DescriptorCleaner.Clean(value) == value;

    /// <summary>One value of Patient Orientation (PS3.3 C.7.6.1.1.1).</summary>
    public static bool IsDirection(string value) => Direction().IsMatch(value);

    /// <summary>DS and IS (PS3.5 6.2), at most 16 characters.</summary>
    public static bool IsDecimal(string value) =>
        value.Length == 0 || (value.Length <= 16 && Decimal().IsMatch(value) && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number));

    /// <summary>Sex M, F or O; another code of a characteristic; a size or weight that a person can have (metres, kilograms).</summary>
    public static bool IsCharacteristic(DicomTag tag, string value) =>
        tag == Tags.PatientSex ? value is "M" or "F" or "O"
        : tag == PatientSexNeutered ? value is "ALTERED" or "UNALTERED"
        : tag == SmokingStatus ? value is "YES" or "NO" or "UNKNOWN"
        : IsDecimal(value) && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number is >= 0 and < 700;

    [GeneratedRegex(@"\A[0-9]{1,4}\z")]
    private static partial Regex SmallNumber();

    [GeneratedRegex(@"\A[APRLHF]{0,3}\z")]
    private static partial Regex Direction();

    [GeneratedRegex(@"\A[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?\z")]
    private static partial Regex Decimal();

    [GeneratedRegex(@"\A(?:[vV]?[0-9]{1,3}(?:\.[0-9]{1,3}){1,4}[a-z]?|[A-Z]{1,2}[0-9]{1,2}[A-Z]?(?:_SP[0-9])?)\z")]
    private static partial Regex Version();

    [GeneratedRegex(@"\A[A-Z]{1,2}[a-z]?[0-9]{1,3}[a-z]{0,2}\z")]
    private static partial Regex Kernel();
}
