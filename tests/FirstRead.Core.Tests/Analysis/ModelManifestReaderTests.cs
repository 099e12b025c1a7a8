using FirstRead.Core.Analysis.Models;

namespace FirstRead.Core.Tests.Analysis;

public sealed class ModelManifestReaderTests
{
    private static readonly string Brain = File.ReadAllText(Manifests.BrainFile);

    [Test]
    public void Read_RepositorysModel_IsValid() => Assert.That(Manifests.Brain.Input.Side, Is.EqualTo(192));

    [Test]
    public void Read_ThresholdOutOfRange_NamesPlaceAndRange() =>
        Assert.That(Problems(Brain.Replace("\"probabilityThreshold\": ", "\"probabilityThreshold\": 7")), Has.One.Matches("^decision.probabilityThreshold: is 7.*from 0.01 to 0.99$"));

    [Test]
    public void Read_MisspeltRule_IsNotARuleThatIsOff() =>
        Assert.That(Problems(Brain.Replace("minimumConfidence", "minimumConfidance")), Is.EquivalentTo(new[]
        {
            "decision.minimumConfidence: is missing; it must be a number",
            "decision.minimumConfidance: is not known here; known are calibration, comment, highRiskConfidence, ignoreBelowMm2, linkDistanceMm, maximumAreaMm2, minimumAreaMm2, minimumConfidence, minimumExtentMm, minimumNeighbouringSlices, probabilityThreshold",
        }));

    [Test]
    public void Read_SeveralMistakes_ShowsAll() =>
        Assert.That(Problems(Brain.Replace("\"MR\"", "7").Replace("\"required\"", "\"maybe\"").Replace("[0.2, ", "[\"x\", ")), Has.Count.GreaterThanOrEqualTo(3));

    [Test]
    public void Read_NotJson_NamesTheLine() => Assert.That(Problems("{\n \"schema\": 1,\n oops"), Is.EqualTo(new[] { "line 3: not JSON" }));

    [Test]
    public void Read_EmptyObject_AsksForEveryPart() => Assert.That(Problems("{}"), Has.One.StartsWith("appliesTo: is missing").And.One.StartsWith("decision: is missing"));

    [TestCase("segmentation", typeof(SegmentationTask))]
    [TestCase("classification", typeof(ClassificationTask))]
    [TestCase("detection", typeof(DetectionTask))]
    [TestCase("outlineAtPoint", typeof(OutlineAtPointTask))]
    public void Read_EveryKind_GivesItsTask(string kind, Type task) =>
        Assert.That(ModelManifestReader.Read(Manifests.Of(kind).ToJsonString(), "model.json").Task, Is.TypeOf(task));

    [Test]
    public void Read_SchemaOfBefore_SaysSo() => Assert.That(Problems(Brain.Replace("\"schema\": 2", "\"schema\": 1")), Is.EqualTo(new[] { "schema: must be 2" }));

    [TestCase("classification", "heatmap", "decision.heatmapThreshold: and output.heatmap go together")]
    [TestCase("detection", "outline", "decision.outlineThreshold: and output.outline go together")]
    [TestCase("segmentation", "types", "finding.types: and output.types go together")]
    public void Read_OutputWithoutItsRule_NamesTheRule(string kind, string output, string problem)
    {
        var manifest = Manifests.Of(kind);
        manifest["output"]!.AsObject().Remove(output);
        Assert.That(Problems(manifest.ToJsonString()), Has.One.StartsWith(problem));
    }

    [Test]
    public void Read_FeaturesThatNothingIsComparedWith_IsAMistake()
    {
        var manifest = Manifests.Of("classification");
        manifest.Remove("outOfDistribution");
        Assert.That(Problems(manifest.ToJsonString()), Is.EqualTo(new[] { "output.features: and outOfDistribution go together: both or neither" }));
    }

    [Test]
    public void Read_PointModelThatSquashes_NamesTheAspect()
    {
        var manifest = Manifests.Of("outlineAtPoint");
        manifest["input"]!["aspect"] = "squash";
        Assert.That(Problems(manifest.ToJsonString()), Has.One.StartsWith("input.aspect: crop and the kind outlineAtPoint go together"));
    }

    private static IReadOnlyList<string> Problems(string json) => Assert.Throws<ManifestException>(() => ModelManifestReader.Read(json, "model.json"))!.Problems;
}
