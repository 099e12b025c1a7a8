using System.Text.Json;
using System.Text.RegularExpressions;

namespace FirstRead.Core.Analysis.Models;

/// <summary>Reads and checks a <c>model.json</c> (schema version 2: models/model.schema.json says the same for editors).</summary>
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
        if (fields.Integer("schema", 1, 99) != 2)
            fields.Note("schema", "must be 2");
        var (finding, output) = (Finding(fields.Object("finding")), fields.Object("output"));
        var task = TaskReader.Read(fields, output, finding);
        var features = output.OptionalText("features");
        var manifest = new ModelManifest(
            fields.Text("name"),
            fields.Text("version"),
            BesideIt(fields, "file"),
            Digest(fields, "sha256"),
            ApplicabilityReader.Read(fields.Object("appliesTo"), readsSlices: task is SegmentationTask),
            InputReader.Read(fields.Object("input"), task),
            task,
            finding,
            fields.OptionalObject("outOfDistribution") is { } rule ? OutOfDistribution(rule, features ?? "") : null);
        if (!NamePattern().IsMatch(manifest.Name))
            fields.Note("name", "must be of a-z, 0-9 and hyphens");
        if (!VersionPattern().IsMatch(manifest.Version))
            fields.Note("version", "must be three numbers: 1.0.0");
        if (manifest.OutOfDistribution is null != features is null)
            output.Note("features", "and outOfDistribution go together: both or neither");
        output.RefuseOthers();
        fields.RefuseOthers();
        return manifest;
    }

    private static FindingTemplate Finding(JsonFields fields)
    {
        var finding = new FindingTemplate(fields.Text("label"), Code(fields.Object("code")), fields.Has("types") ? [.. fields.Objects("types").Select(Type)] : []);
        fields.RefuseOthers();
        return finding;
    }

    private static FindingType Type(JsonFields fields)
    {
        var type = new FindingType(fields.Text("name"), fields.OptionalObject("code") is { } code ? Code(code) : null);
        fields.RefuseOthers();
        return type;
    }

    private static CodedConcept Code(JsonFields fields)
    {
        var code = new CodedConcept(fields.Text("value"), fields.Text("scheme"), fields.Text("meaning"));
        fields.RefuseOthers();
        return code;
    }

    private static OutOfDistributionRule OutOfDistribution(JsonFields fields, string features)
    {
        var rule = new OutOfDistributionRule(
            features,
            BesideIt(fields, "file"),
            Digest(fields, "sha256"),
            fields.Integer("count", 1, 1_000_000),
            fields.Integer("width", 1, 65_536),
            fields.Integer("neighbours", 1, 1000),
            fields.Number("threshold", 0, 1e9),
            fields.Flag("unitLength"));
        if (rule.Neighbours > rule.Count)
            fields.Note("neighbours", $"is {rule.Neighbours}; the file has {rule.Count} rows");
        fields.RefuseOthers();
        return rule;
    }

    private static string BesideIt(JsonFields fields, string name)
    {
        var file = fields.Text(name);
        if (file.Contains('/', StringComparison.Ordinal) || file.Contains('\\', StringComparison.Ordinal) || file.Contains("..", StringComparison.Ordinal))
            fields.Note(name, "must be a file beside model.json");
        return file;
    }

    private static string Digest(JsonFields fields, string name)
    {
        var digest = fields.Text(name);
        if (!DigestPattern().IsMatch(digest))
            fields.Note(name, "must be 64 lower-case hexadecimal digits: the SHA-256 of the file");
        return digest;
    }

    [GeneratedRegex(@"\A[a-z0-9]+(-[a-z0-9]+)*\z")]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"\A\d+\.\d+\.\d+\z")]
    private static partial Regex VersionPattern();

    [GeneratedRegex(@"\A[0-9a-f]{64}\z")]
    private static partial Regex DigestPattern();
}
