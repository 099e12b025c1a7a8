using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;

namespace FirstRead.Core.Deidentification;

/// <summary>Codes that may stay, each with the one meaning that may stand beside it (codes.tsv).</summary>
internal static class CodeList
{
    private static readonly DicomTag LongCodeValue = new(0x0008, 0x0119);

    private static readonly SortedTable Meanings = new("codes.tsv");
    private static readonly SortedTable OldCodes = new("srt-codes.tsv");

    /// <summary>The meaning of the item's code (PS3.3 8.8) as the list spells it; null when the list has no such code.</summary>
    public static string? MeaningOf(DicomDataset item) => KeyOf(item) is var (scheme, value) ? MeaningOf(scheme, value) : null;

    /// <inheritdoc cref="MeaningOf(DicomDataset)"/>
    public static string? MeaningOf(string scheme, string value) =>
        value.Contains('\t', StringComparison.Ordinal) || scheme.Contains('\t', StringComparison.Ordinal) ? null
        : scheme is "SRT" or "SNM3" or "99SDM" && OldCodes.Find(value) is { } current ? Meanings.Find($"SCT\t{current}")
        : Meanings.Find($"{scheme}\t{value}");

    /// <summary>
    /// Scheme and value of the item's code; null where it holds none, or where anything stands beside it: a second value, or
    /// another code in the place of long ones.
    /// </summary>
    public static (string Scheme, string Value)? KeyOf(DicomDataset item) =>
        HasCode(item)
        && IsShort(item, Tags.CodeValue) && IsShort(item, LongCodeValue) && IsShort(item, Tags.CodingSchemeDesignator)
        && item.GetStrings(Tags.CodeValue).Concat(item.GetStrings(LongCodeValue)).ToList() is [var value]
        && item.GetStrings(Tags.CodingSchemeDesignator) is var schemes and ([] or [_])
            ? (schemes.Count == 0 ? "" : schemes[0], value)
            : null;

    // No code that anybody listed is longer, and a hostile one is not taken apart.
    private static bool IsShort(DicomDataset item, DicomTag tag) => item[tag] is not { Value.Length: > 256 };

    public static bool HasCode(DicomDataset item) => item.Contains(Tags.CodeValue) || item.Contains(LongCodeValue);

    /// <summary>For a concept that had to go.</summary>
    public static DicomDataset Other() => Item("SCT", "74964007");

    public static DicomDataset Comment() => Item("DCM", "121106");

    /// <param name="unit">One of the list.</param>
    public static DicomDataset Ucum(string unit) => Item("UCUM", unit);

    /// <summary>A code of the list.</summary>
    public static DicomDataset Item(string scheme, string value) => new DicomDataset()
        .Add(Tags.CodeValue, value)
        .Add(Tags.CodingSchemeDesignator, scheme)
        .Add(Tags.CodeMeaning, MeaningOf(scheme, value) ?? throw new ArgumentException($"codes.tsv lacks {scheme} {value}.", nameof(value)));
}
