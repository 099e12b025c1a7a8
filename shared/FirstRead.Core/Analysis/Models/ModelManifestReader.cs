using System.Text.Json;
using System.Text.RegularExpressions;
using FirstRead.Core.Analysis.Geometry;

namespace FirstRead.Core.Analysis.Models;

/// <summary>Reads and checks a <c>model.json</c> (schema version 1).</summary>
public static partial class ModelManifestReader
{
    /// <param name="json">The file's text; comments and trailing commas are taken.</param>
    /// <param name="file">What to call it in messages.</param>
    /// <exception cref="ManifestException">Something is missing, wrong, contradictory or unknown.</exception>
    public static ModelManifest Read(string json, string file)
    {
        var problems = new List<string>();
        try
        {
            using var document = JsonDocument.Parse(json, new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            var manifest = Root(new(document.RootElement, "", problems));
            return problems.Count == 0 ? manifest : throw new ManifestException(file, problems);
        }
        catch (JsonException error)
        {
            throw new ManifestException(file, [$"line {error.LineNumber + 1}: not JSON"]);
        }
    }

    private static ModelManifest Root(JsonFields fields)
    {
        if (fields.Integer("schema", 1, 1) != 1)
            fields.Note("schema", "must be 1");
        var manifest = new ModelManifest(
            fields.Text("name"),
            fields.Text("version"),
            fields.Text("file"),
            fields.Text("sha256"),
            AppliesTo(fields.Object("appliesTo")),
            Input(fields.Object("input")),
            Output(fields.Object("output")),
            Decision(fields.Object("decision")),
            Finding(fields.Object("finding")));
        if (!NamePattern().IsMatch(manifest.Name))
            fields.Note("name", "must be of a-z, 0-9 and hyphens");
        if (manifest.File.Contains('/', StringComparison.Ordinal) || manifest.File.Contains("..", StringComparison.Ordinal))
            fields.Note("file", "must be a file beside model.json");
        if (!DigestPattern().IsMatch(manifest.Sha256))
            fields.Note("sha256", "must be 64 lower-case hexadecimal digits: the SHA-256 of the ONNX file");
        fields.RefuseOthers();
        return manifest;
    }

    private static Applicability AppliesTo(JsonFields fields)
    {
        var rules = new Applicability(
            fields.Text("what"),
            fields.Texts("modalities"),
            fields.Texts("bodyParts"),
            fields.Texts("bodyPartWords"),
            fields.Texts("excludedWords"),
            fields.Choice<ContrastRule>("contrast"),
            fields.OptionalObject("weighting") is { } weighting ? Weighting(weighting) : null,
            fields.OptionalRange("ageYears"),
            fields.Integer("minimumSlices", 1, 10_000),
            fields.Range("sliceDistanceMm"),
            fields.Range("pixelMm"),
            fields.Choices<BodyPlane>("orientations"));
        if (rules.Modalities.Count == 0)
            fields.Note("modalities", "must name at least one, or the model applies to nothing");
        if (rules.Orientations.Count == 0)
            fields.Note("orientations", "must name at least one of axial, coronal, sagittal");
        fields.RefuseOthers();
        return rules;
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

    private static ModelInput Input(JsonFields fields)
    {
        var normalisation = fields.Object("normalisation");
        var input = new ModelInput(
            fields.Text("tensor"),
            fields.Integer("side", 16, 4096),
            fields.Number("pixelMm", 0.01, 100),
            new(normalisation.Number("percentile", 0, 1), normalisation.Number("foregroundPart", 0, 1), normalisation.Number("minimum", -1e6, 0), normalisation.Number("maximum", 0, 1e6)));
        normalisation.RefuseOthers();
        fields.RefuseOthers();
        return input;
    }

    private static ModelOutput Output(JsonFields fields)
    {
        var output = new ModelOutput(
            fields.Text("probability"),
            fields.Has("types") ? fields.Text("types") : null,
            fields.Has("typeNames") ? fields.Texts("typeNames") : []);
        if (output.Types is null != (output.TypeNames.Count == 0))
            fields.Note("typeNames", "and types go together: both or neither");
        fields.RefuseOthers();
        return output;
    }

    private static DecisionRules Decision(JsonFields fields)
    {
        var rules = new DecisionRules(
            fields.Number("probabilityThreshold", 0.01, 0.99),
            fields.Number("ignoreBelowMm2", 0, 1e6),
            fields.Number("minimumAreaMm2", 0, 1e6),
            fields.Number("maximumAreaMm2", 0, 1e6),
            fields.Integer("minimumNeighbouringSlices", 1, 1000),
            fields.Number("minimumExtentMm", 0, 1000),
            fields.Number("minimumConfidence", 0, 1),
            fields.Number("highRiskConfidence", 0, 1),
            fields.Number("linkDistanceMm", 0, 1000));
        if (rules.MinimumAreaMm2 < rules.IgnoreBelowMm2 || rules.MaximumAreaMm2 <= rules.MinimumAreaMm2)
            fields.Note("minimumAreaMm2", "must lie between ignoreBelowMm2 and maximumAreaMm2");
        if (rules.HighRiskConfidence < rules.MinimumConfidence)
            fields.Note("highRiskConfidence", "must not lie below minimumConfidence");
        fields.RefuseOthers();
        return rules;
    }

    private static FindingTemplate Finding(JsonFields fields)
    {
        var code = fields.Object("code");
        var finding = new FindingTemplate(fields.Text("label"), new(code.Text("value"), code.Text("scheme"), code.Text("meaning")));
        code.RefuseOthers();
        fields.RefuseOthers();
        return finding;
    }

    [GeneratedRegex(@"\A[a-z0-9]+(-[a-z0-9]+)*\z")]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"\A[0-9a-f]{64}\z")]
    private static partial Regex DigestPattern();
}
