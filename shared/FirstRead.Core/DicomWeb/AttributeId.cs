using System.Globalization;
using FirstRead.Dicom;
using FirstRead.Dicom.Registry;

namespace FirstRead.Core.DicomWeb;

/// <summary>An attribute as a query names it: eight hexadecimal digits or the keyword (PS3.18 8.3.4.1). As the JSON model has it: upper case.</summary>
public static class AttributeId
{
    /// <summary>Null for what is no attribute, or lies within a sequence.</summary>
    public static string? Parse(string text)
    {
        if (text.Length == 8 && uint.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var tag))
            return $"{tag:X8}";
        return text.Length > 0 && !text.Contains('.') && DicomDictionary.FindKeyword(text) is { } entry ? $"{entry.Tag.Value:X8}" : null;
    }

    public static Vr VrOf(string id) => DicomDictionary.VrOf(new DicomTag(uint.Parse(id, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)));
}
