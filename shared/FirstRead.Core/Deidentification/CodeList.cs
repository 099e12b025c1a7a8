using System.Collections.Frozen;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;

namespace FirstRead.Core.Deidentification;

/// <summary>Codes that may stay, each with the one meaning that may stand beside it (codes.tsv).</summary>
internal static class CodeList
{
    private static readonly DicomTag LongCodeValue = new(0x0008, 0x0119);

    private static readonly FrozenDictionary<(string Scheme, string Value), string> Meanings = EmbeddedTable.Rows("codes.tsv")
        .ToFrozenDictionary(columns => (columns[0], columns[1]), columns => columns[2]);

    /// <summary>The meaning of the item's code (PS3.3 8.8) as the list spells it; null when the list has no such code.</summary>
    public static string? MeaningOf(DicomDataset item)
    {
        var value = item.GetString(Tags.CodeValue) ?? item.GetString(LongCodeValue);
        return value is null ? null : Meanings.GetValueOrDefault((item.GetString(Tags.CodingSchemeDesignator) ?? "", value));
    }

    public static bool HasCode(DicomDataset item) => item.Contains(Tags.CodeValue) || item.Contains(LongCodeValue);
}
