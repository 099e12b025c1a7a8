using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;

namespace FirstRead.Core.Tests.Analysis.Results;

/// <summary>Holds a content tree against rows of templates.</summary>
internal static class TemplateWalk
{
    /// <returns>In words, with the path; empty where all is well.</returns>
    public static IReadOnlyList<string> Faults(DicomDataset item, IReadOnlyList<TemplateRow> rows, string path = "")
    {
        var (faults, seen, last) = (new List<string>(), new int[rows.Count], 0);
        foreach (var child in item.GetSequence(Tags.ContentSequence))
        {
            var index = IndexOf(rows, child);
            var name = $"{path}/{Name(child)}";
            if (index < 0)
            {
                faults.Add($"{name}: in no row");
                continue;
            }
            seen[index]++;
            // Observers repeat as a block (TID 1001): their rows may come again.
            if (index < last && rows[index].Concept != "121005 DCM")
                faults.Add($"{name}: before what should follow it");
            last = Math.Max(last, index);
            faults.AddRange(Below(child, rows[index], name));
        }
        for (var index = 0; index < rows.Count; index++)
            if (seen[index] > rows[index].Most || (seen[index] == 0 && rows[index].Requirement == "M"))
                faults.Add($"{path}: {seen[index]} of {rows[index].ValueType} {rows[index].Concept}, {rows[index].Requirement}");
        if (rows.Any(row => row.Requirement == "MC") && !rows.Where((row, index) => row.Requirement == "MC" && seen[index] > 0).Any())
            faults.Add($"{path}: none of the rows of which one is needed");
        return faults;
    }

    private static IReadOnlyList<string> Below(DicomDataset child, TemplateRow row, string name) => row.Templates.Count == 0
        ? Faults(child, row.Below, name)
        : row.Templates.Select(template => Faults(child, template, name)).MinBy(faults => faults.Count)!;

    private static int IndexOf(IReadOnlyList<TemplateRow> rows, DicomDataset child)
    {
        for (var index = 0; index < rows.Count; index++)
            if (rows[index].Relationship == child.GetString(Tags.RelationshipType) && rows[index].ValueType == child.GetString(Tags.ValueType) && rows[index].Concept is var concept && (concept == "*" || concept == Concept(child)))
                return index;
        return -1;
    }

    private static string Concept(DicomDataset item) =>
        item.GetSequence(Tags.ConceptNameCodeSequence) is [var code, ..] ? $"{code.GetString(Tags.CodeValue)} {code.GetString(Tags.CodingSchemeDesignator)}" : "";

    private static string Name(DicomDataset item) => $"{item.GetString(Tags.RelationshipType)} {item.GetString(Tags.ValueType)} {Concept(item)}".TrimEnd();
}
