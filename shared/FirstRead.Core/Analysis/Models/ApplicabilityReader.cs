using FirstRead.Core.Analysis.Geometry;

namespace FirstRead.Core.Analysis.Models;

/// <summary>Reads <c>appliesTo</c>.</summary>
internal static class ApplicabilityReader
{
    private static readonly string[] Grey = ["MONOCHROME1", "MONOCHROME2"];

    /// <param name="fields">Of the object.</param>
    /// <param name="readsSlices">The model's kind reads stacks: it must say which.</param>
    public static Applicability Read(JsonFields fields, bool readsSlices)
    {
        var rules = new Applicability(
            fields.Text("what"),
            fields.Texts("modalities"),
            fields.OptionalTexts("sopClasses"),
            fields.Texts("bodyParts"),
            fields.OptionalTexts("bodyPartWords"),
            fields.OptionalTexts("excludedWords"),
            fields.OptionalTexts("views"),
            fields.OptionalChoice("contrast", ContrastRule.Any),
            fields.OptionalObject("weighting") is { } weighting ? Weighting(weighting) : null,
            fields.OptionalRange("ageYears"),
            fields.Flag("ageRequired"),
            fields.Has("photometric") ? fields.Texts("photometric") : Grey,
            fields.OptionalInteger("minimumPixels", 1, 65_535, 1),
            fields.OptionalRange("pixelMm"),
            fields.OptionalObject("stack") is { } stack ? Stack(stack) : null);
        if (rules.Modalities.Count == 0)
            fields.Note("modalities", "must name at least one, or the model applies to nothing");
        if (rules.AgeRequired && rules.AgeYears is null)
            fields.Note("ageRequired", "needs ageYears");
        if (rules.Photometric.Count == 0 || rules.Photometric.Any(name => !Grey.Contains(name)))
            fields.Note("photometric", "must be of MONOCHROME1 and MONOCHROME2");
        if (readsSlices != rules.Stack is not null)
            fields.Note("stack", readsSlices ? "is missing; a segmentation reads series of slices" : "is of the kind segmentation alone");
        if (readsSlices && rules.PixelMm is null)
            fields.Note("pixelMm", "is missing; a segmentation needs the size of pixels");
        fields.RefuseOthers();
        return rules;
    }

    private static StackRule Stack(JsonFields fields)
    {
        var rule = new StackRule(fields.Integer("minimumSlices", 1, 10_000), fields.Range("sliceDistanceMm"), fields.Choices<BodyPlane>("orientations"));
        if (rule.Orientations.Count == 0)
            fields.Note("orientations", "must name at least one of axial, coronal, sagittal");
        fields.RefuseOthers();
        return rule;
    }

    private static WeightingRule Weighting(JsonFields fields)
    {
        var rule = new WeightingRule(fields.Text("name"), fields.Texts("words"), [.. fields.Objects("timings").Select(Timing)]);
        fields.RefuseOthers();
        return rule;
    }

    private static TimingRule Timing(JsonFields fields)
    {
        var rule = new TimingRule(
            fields.Text("sequence"),
            fields.Range("repetitionTimeMs"),
            fields.Range("echoTimeMs"),
            fields.OptionalRange("inversionTimeMs"));
        fields.RefuseOthers();
        return rule;
    }
}
