namespace FirstRead.Core.Analysis.Models;

/// <summary>Reads <c>input</c>.</summary>
internal static class InputReader
{
    public static ModelInput Read(JsonFields fields, ModelTask task)
    {
        var input = new ModelInput(
            fields.Text("tensor"),
            fields.Integer("side", 16, 4096),
            fields.Choice<Aspect>("aspect"),
            fields.OptionalNumber("pixelMm", 0.01, 100),
            fields.OptionalChoice("resampling", Resampling.Area),
            fields.OptionalChoice("voi", VoiUse.Ignored),
            Normalisation(fields.Object("normalisation")));
        if (input.Aspect == Aspect.Physical != input.PixelMm is not null)
            fields.Note("pixelMm", "and the aspect physical go together: both or neither");
        if (task is SegmentationTask && input.Aspect != Aspect.Physical)
            fields.Note("aspect", "must be physical for a segmentation: its outlines are measured");
        if (task is OutlineAtPointTask != (input.Aspect == Aspect.Crop))
            fields.Note("aspect", "crop and the kind outlineAtPoint go together: both or neither");
        fields.RefuseOthers();
        return input;
    }

    private static Normalisation Normalisation(JsonFields fields)
    {
        var kind = fields.Text("kind");
        Normalisation result = kind switch
        {
            "foreground" => new ForegroundNormalisation(fields.Number("percentile", 0, 1), fields.Number("foregroundPart", 0, 1), fields.Number("minimum", -1e6, 0), fields.Number("maximum", 0, 1e6)),
            "picture" => new PictureNormalisation(fields.Number("minimum", -1e6, 0), fields.Number("maximum", 0, 1e6)),
            _ => new StretchNormalisation(fields.Number("minimum", -1e6, 1e6), fields.Number("maximum", -1e6, 1e6)),
        };
        if (kind is not ("foreground" or "picture" or "stretch") && kind.Length > 0)
            fields.Note("kind", $"'{kind}' is none of foreground, picture, stretch");
        if (result is StretchNormalisation { Minimum: var low, Maximum: var high } && low >= high)
            fields.Note("minimum", "must lie below maximum");
        fields.RefuseOthers();
        return result;
    }
}
