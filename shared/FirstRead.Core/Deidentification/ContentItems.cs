using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;

namespace FirstRead.Core.Deidentification;

/// <summary>
/// What becomes of the content items of structured content (113104), after each attribute of an item has been cleaned by
/// its own rule. An item never vanishes, for other items may point to it by its place (0040,DB73): one that cannot stay
/// becomes a comment that says so, with its cleaned children.
/// </summary>
internal sealed class ContentItems(DeidentificationProfile profile, ActionCounts counts)
{
    private static readonly DicomTag MappingResource = new(0x0008, 0x0105);
    private static readonly DicomTag ContentTemplateSequence = new(0x0040, 0xA504);
    private static readonly DicomTag TemplateIdentifier = new(0x0040, 0xDB00);

    // Attribute that holds the value of an item, by value type (PS3.3 C.17.3).
    private static readonly Dictionary<string, DicomTag> ValueOf = new(StringComparer.Ordinal)
    {
        ["TEXT"] = Tags.TextValue,
        ["NUM"] = Tags.MeasuredValueSequence,
        ["CODE"] = Tags.ConceptCodeSequence,
        ["DATETIME"] = new(0x0040, 0xA120),
        ["DATE"] = new(0x0040, 0xA121),
        ["TIME"] = new(0x0040, 0xA122),
        ["PNAME"] = new(0x0040, 0xA123),
        ["UIDREF"] = new(0x0040, 0xA124),
        ["IMAGE"] = Tags.ReferencedSOPSequence,
        ["COMPOSITE"] = Tags.ReferencedSOPSequence,
        ["WAVEFORM"] = Tags.ReferencedSOPSequence,
        ["SCOORD"] = new(0x0070, 0x0022),
        ["SCOORD3D"] = new(0x0070, 0x0022),
        ["TCOORD"] = new(0x0040, 0xA130),
    };

    /// <summary>A content item that says that something was here.</summary>
    public static DicomDataset Placeholder(DicomDataset parent, string? relationship = "CONTAINS")
    {
        var item = new DicomDataset(parent);
        if (relationship is not null)
            item.Add(Tags.RelationshipType, relationship);
        return item.Add(Tags.ValueType, "TEXT").AddSequence(Tags.ConceptNameCodeSequence, CodeList.Comment()).Add(Tags.TextValue, Vr.UT, "REMOVED"u8.ToArray());
    }

    public static bool Holds(DicomDataset item) => item.Contains(Tags.ValueType);

    /// <summary>A document's title is required: one that is on no list becomes "Other". A template of a maker's own is named no more.</summary>
    public static void NameRoot(DicomDataset source, DicomDataset clean)
    {
        if (clean.GetSequence(ContentTemplateSequence) is [var template, ..] && (template.GetString(MappingResource) is null || template.GetString(TemplateIdentifier) is null))
            clean.Remove(ContentTemplateSequence);
        if (source.GetSequence(Tags.ConceptNameCodeSequence).Count > 0 && clean.GetSequence(Tags.ConceptNameCodeSequence).Count == 0)
            clean.AddSequence(Tags.ConceptNameCodeSequence, CodeList.Other());
    }

    /// <param name="source">The item as it came.</param>
    /// <param name="clean">The same, attribute by attribute.</param>
    public DicomDataset Clean(DicomDataset source, DicomDataset clean, DicomDataset parent)
    {
        var type = source.GetString(Tags.ValueType) ?? "";
        if (type == "CONTAINER")
        {
            NameRoot(source, clean);
            return clean;
        }
        var name = source.GetSequence(Tags.ConceptNameCodeSequence) is [var first, ..] ? first : null;
        if ((name is null || CodeList.MeaningOf(name) is not null) && ValueOf.TryGetValue(type, out var value) && MayStay(name, source, clean) && HasValue(type, value, source, clean))
            return clean;
        counts.Add(Tags.ContentSequence, Outcome.Replaced, Reason.FailedCheck, DeidentificationOption.CleanStructuredContent);
        var placeholder = Placeholder(parent, clean.GetString(Tags.RelationshipType));
        if (clean[Tags.ContentSequence] is { } children)
            placeholder.Set(children);
        return placeholder;
    }

    // What some concepts mean overrules what their value looks like.
    private bool MayStay(DicomDataset? name, DicomDataset source, DicomDataset clean)
    {
        switch (name is null ? null : ContentConcepts.RuleOf(name))
        {
            case null:
                return true;
            case "device":
                Retain(DeidentificationOption.RetainDeviceIdentity, source, clean);
                return true;
            case "institution":
                Retain(DeidentificationOption.RetainInstitutionIdentity, source, clean);
                return true;
            case "PatientAge" when profile.RetainedCharacteristics.Contains("PatientAge"):
                return ContentAge.Coarsen(clean);
            case "remove":
                return false;
            case { } characteristic:
                return profile.RetainedCharacteristics.Contains(characteristic);
        }
    }

    private void Retain(DeidentificationOption option, DicomDataset source, DicomDataset clean)
    {
        if (!profile.Has(option))
            return;
        foreach (var tag in new[] { Tags.TextValue, ValueOf["UIDREF"] })
            if (source[tag] is { Items: null } element && LegalValue.Is(element.Vr, element.Value.Span))
            {
                clean.Set(element);
                counts.Add(tag, Outcome.Kept, Reason.KeepList, option);
            }
    }

    private static bool HasValue(string type, DicomTag value, DicomDataset source, DicomDataset clean)
    {
        // A number whose unit is on no list is no number: its item may be empty (C.18.1).
        if (type == "NUM" && clean.GetSequence(value) is [var measured, ..] && measured.GetSequence(Tags.MeasurementUnitsCodeSequence).Count == 0)
            clean.AddSequence(value, []);
        return source[value] is null || clean[value] is { } kept && (kept.Items is { } items ? items.Count > 0 || type == "NUM" : !kept.Value.IsEmpty);
    }
}
