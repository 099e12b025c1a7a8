using System.Text.Json;
using System.Text.Json.Nodes;
using FirstRead.Core.Analysis;
using FirstRead.Inference.Nets;
using FirstRead.Inference.Running;
using FirstRead.Testing;
using static FirstRead.Container.Tests.Radiographs;

namespace FirstRead.Container.Tests;

/// <summary>What the analysis writes, of real pictures and by nets that run, is what the schemas promise.</summary>
public sealed class ResultSchemaTests
{
    private static readonly JsonSchema Findings = JsonSchema.Read(RepositoryRoot.Combine("shared", "FirstRead.Core", "Analysis", "findings.schema.json"));
    private static readonly JsonSchema Contours = JsonSchema.Read(RepositoryRoot.Combine("shared", "FirstRead.Core", "Analysis", "contours.schema.json"));

    [Test]
    public async Task Documents_OfLesionsInAVolume_AreValid()
    {
        var study = DaikonSeries.Enhanced();
        var result = await RunAsync(study);
        Assert.That(result.Findings, Is.Not.Empty);
        AssertValid(result, study);
    }

    [Test]
    public async Task Documents_OfAVolumeThatNoModelReads_AreValid()
    {
        var study = DaikonSeries.AsItIs();
        var result = await RunAsync(study);
        Assert.That(result.Reason, Is.Not.Null);
        AssertValid(result, study);
    }

    [Test]
    public async Task Documents_OfARadiograph_AreValid()
    {
        var study = SpotModels.Study(Chest(new Spot(150, 100, 40)));
        AssertValid(await SpotModels.RunAsync(study), study);
    }

    [Test]
    public async Task Documents_WithBoxes_AreValid()
    {
        var study = SpotModels.Study(Hand(new Spot(130, 220, 50), new Spot(370, 590, 50)));
        AssertValid(await SpotModels.RunAsync(study), study);
        Assert.That(Written(study)!["findings"]![0]!["box"], Is.Not.Null);
    }

    [TestCase("study")]
    [TestCase("outcome")]
    [TestCase("model")]
    [TestCase("findings.0.code.scheme")]
    [TestCase("findings.0.confidence")]
    [TestCase("objects.overlays")]
    public async Task FindingsSchema_FieldTakenAway_IsMissed(string path)
    {
        var document = Written(await RunAsync(DaikonSeries.Enhanced()));
        var (holder, name) = Place(document, path);
        holder.Remove(name);
        Assert.That(Findings.Problems(document), Has.Some.EqualTo($"$.{path.Replace(".0", "[0]", StringComparison.Ordinal)}: is missing"));
    }

    [TestCase("risk", "\"low\"")]
    [TestCase("findings.0.confidence", "1.5")]
    [TestCase("findings.0.keySopInstanceUid", "\"1.02.3\"")]
    [TestCase("findings.0.misspelt", "1")]
    [TestCase("finishedAt", "\"today\"")]
    [TestCase("model.digest", "\"abc\"")]
    public async Task FindingsSchema_ValueThatCannotBe_IsRefused(string path, string value)
    {
        var document = Written(await RunAsync(DaikonSeries.Enhanced()));
        var (holder, name) = Place(document, path);
        holder[name] = JsonNode.Parse(value);
        Assert.That(Findings.Problems(document), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task ContoursSchema_PointOfOneNumber_IsRefused()
    {
        var study = DaikonSeries.Enhanced();
        await RunAsync(study);
        var document = Written(study)!;
        document["findings"]![0]!["contours"]![0]!["points"]![0] = new JsonArray(1.5);
        Assert.That(Contours.Problems(document), Is.EqualTo(new[] { "$.findings[0].contours[0].points[0]: has too few items" }));
    }

    private static void AssertValid(AnalysisResult result, MemoryStudy study)
    {
        Assert.That(Findings.Problems(Written(result)), Is.Empty);
        if (Written(study) is { } contours)
            Assert.That(Contours.Problems(contours), Is.Empty);
        Assert.That(study.Results.ContainsKey("contours.json"), Is.EqualTo(result.Objects.Contours is not null));
    }

    /// <summary>As the result store writes it.</summary>
    private static JsonNode Written(AnalysisResult result) => JsonNode.Parse(JsonSerializer.Serialize(result, AnalysisJson.Default.AnalysisResult))!;

    private static JsonNode? Written(MemoryStudy study) => study.Results.TryGetValue("contours.json", out var bytes) ? JsonNode.Parse(bytes) : null;

    private static (JsonObject Holder, string Name) Place(JsonNode document, string path)
    {
        var names = path.Split('.');
        var holder = names[..^1].Aggregate(document, (node, name) => int.TryParse(name, out var index) ? node[index]! : node[name]!);
        return (holder.AsObject(), names[^1]);
    }

    private static async Task<AnalysisResult> RunAsync(MemoryStudy study)
    {
        using var analysis = new StudyAnalysis([BrightModel.Installed], new OnnxNets(BrightModel.Settings, BrightModel.Quiet), BrightModel.Settings, TimeProvider.System);
        return await analysis.RunAsync(new(Given.StudyId(), 1, Simulated: false), study, study, CancellationToken.None);
    }
}
