using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;

namespace FirstRead.Core.Deidentification;

/// <summary>Concepts of structured content that say who somebody is, whatever their value type (content-concepts.tsv).</summary>
internal static class ContentConcepts
{
    private static readonly Lazy<Dictionary<(string Scheme, string Value), string>> Rules = new(() => EmbeddedTable.Rows("content-concepts.tsv")
        .ToDictionary(columns => (columns[0], columns[1]), columns => columns[2]));

    /// <summary>remove, device, institution, or the keyword of a patient characteristic; null for every other concept.</summary>
    public static string? RuleOf(DicomDataset name) => CodeList.KeyOf(name) is { } key ? Rules.Value.GetValueOrDefault(key) : null;
}
