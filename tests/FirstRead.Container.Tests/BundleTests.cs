using System.Text.Json.Nodes;
using FirstRead.Core.Analysis;
using FirstRead.Core.Analysis.Models;
using FirstRead.Core.Studies;
using FirstRead.Inference.Commands;
using FirstRead.Inference.Nets;
using static FirstRead.Container.Tests.Radiographs;

namespace FirstRead.Container.Tests;

/// <summary>A bundle that is wrong fails when the program starts, naming the field; one on trial harms nobody.</summary>
public sealed class BundleTests
{
    private string _folder = "";

    [SetUp]
    public void CopyBundle()
    {
        _folder = Directory.CreateTempSubdirectory("bundles-").FullName;
        Directory.CreateDirectory(Path.Combine(_folder, "spot-anywhere"));
        foreach (var file in Directory.GetFiles(Path.Combine(SpotModels.Folder, "spot-anywhere")))
            File.Copy(file, Path.Combine(_folder, "spot-anywhere", Path.GetFileName(file)));
    }

    [TearDown]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Load_OutputThatTheNetLacks_NamesField() =>
        Assert.That(ProblemOf(manifest => manifest["output"]!["heatmap"] = "map"), Is.EqualTo("output.heatmap: the net has no output 'map'; it has features, heatmap, probability"));

    [Test]
    public void Load_OtherInput_NamesField() =>
        Assert.That(ProblemOf(manifest => manifest["input"]!["tensor"] = "picture"), Is.EqualTo("input.tensor: the net has no input 'picture'; it has image"));

    [Test]
    public void Load_SideThatTheNetHasNot_NamesBothShapes() =>
        Assert.That(ProblemOf(manifest => manifest["input"]!["side"] = 96), Is.EqualTo("input.tensor: the net's input 'image' is [n,1,64,64]; it must be [n,1,96,96]"));

    [Test]
    public void Load_FeaturesOfAnotherWidth_NamesField() =>
        Assert.That(ProblemOf(manifest => manifest["outOfDistribution"]!["width"] = 8), Does.StartWith("output.features: ").And.EndWith("it must be [n,8]"));

    [Test]
    public void Load_FewerRowsThanPromised_NamesField() =>
        Assert.That(ProblemOf(manifest => manifest["outOfDistribution"]!["count"] = 41), Is.EqualTo("outOfDistribution.count: features.f32 has 640 bytes where 41 rows of 4 numbers take 656"));

    [Test]
    public void Load_OtherFeatures_GivesTheirDigest()
    {
        File.WriteAllBytes(Path.Combine(_folder, "spot-anywhere", "features.f32"), new byte[640]);
        Assert.That(ProblemOf(_ => { }), Does.StartWith("outOfDistribution.sha256: features.f32 is another file; its SHA-256 is "));
    }

    [Test]
    public void Load_NoOnnxAtAll_SaysSo()
    {
        var net = "no net"u8.ToArray();
        File.WriteAllBytes(Path.Combine(_folder, "spot-anywhere", "model.onnx"), net);
        var digest = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(net));
        Assert.That(ProblemOf(manifest => manifest["sha256"] = digest), Is.EqualTo("file: model.onnx is no ONNX file"));
    }

    [Test]
    public void DeviceUid_OfANewVersion_IsAnother()
    {
        var before = InstalledModel.LoadAll(_folder)[0].Identity.DeviceUid;
        Change(manifest => manifest["version"] = "1.0.1");
        Assert.That(InstalledModel.LoadAll(_folder)[0].Identity.DeviceUid, Is.Not.EqualTo(before));
    }

    [Test]
    public void Check_WrongBundleBesideARightOne_LooksAtBoth()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "broken"));
        File.WriteAllText(Path.Combine(_folder, "broken", "model.json"), "{}");
        var output = new StringWriter();
        Assert.That(ModelsCommand.Check(_folder, [], output), Is.EqualTo(1));
        Assert.That(output.ToString(), Does.Contain("appliesTo: is missing").And.Contain("spot-anywhere 1.0.0: valid"));
    }

    [Test]
    public async Task Shadow_BesideTheCurrentModel_IsRecordedAndChangesNothing()
    {
        var (current, trial) = (SpotModels.All.Single(model => model.Manifest.Name == "spot-anywhere"), Trial());
        var picture = Chest();
        var without = await SpotModels.RunAsync(picture);
        var bright = Chest(new Spot(150, 100, 40));
        var result = await SpotModels.RunAsync(SpotModels.Study(bright), null, BrightModel.Settings with { Shadows = ["spot-trial"] }, [current, trial]);
        Assert.Multiple(() =>
        {
            Assert.That(without.Shadows, Is.Null);
            Assert.That((result.Model!.Name, result.Risk), Is.EqualTo(("spot-anywhere", Risk.High)));
            Assert.That(result.Shadows!.Single().Model.Name, Is.EqualTo("spot-trial"));
            Assert.That(result.Shadows!.Single().Risk, Is.EqualTo(Risk.NoFinding), "its threshold is beyond reach");
        });
    }

    [Test]
    public async Task Shadow_ThatBreaks_IsRecordedAsFailedAndTheStudyStands()
    {
        var current = SpotModels.All.Single(model => model.Manifest.Name == "spot-anywhere");
        var trial = Trial() with { OnnxPath = Path.Combine(_folder, "gone.onnx") };
        var result = await SpotModels.RunAsync(SpotModels.Study(Chest()), null, BrightModel.Settings with { Shadows = ["spot-trial"] }, [current, trial]);
        Assert.That((result.Outcome, result.Shadows!.Single().Outcome), Is.EqualTo((AnalysisOutcome.Analysed, AnalysisOutcome.Failed)));
    }

    [Test]
    public async Task Result_WithShadows_SurvivesItsJson()
    {
        var current = SpotModels.All.Single(model => model.Manifest.Name == "spot-anywhere");
        var result = await SpotModels.RunAsync(SpotModels.Study(Chest()), null, BrightModel.Settings with { Shadows = ["spot-trial"] }, [current, Trial()]);
        var json = System.Text.Json.JsonSerializer.Serialize(result, AnalysisJson.Default.AnalysisResult);
        Assert.That(System.Text.Json.JsonSerializer.Deserialize(json, AnalysisJson.Default.AnalysisResult)!.Shadows!.Single().Model, Is.EqualTo(result.Shadows!.Single().Model));
    }

    private static InstalledModel Trial()
    {
        var current = SpotModels.All.Single(model => model.Manifest.Name == "spot-anywhere");
        var task = (ClassificationTask)current.Manifest.Task;
        return current with { Manifest = current.Manifest with { Name = "spot-trial", Task = task with { Decision = task.Decision with { Threshold = 1 } } } };
    }

    private string ProblemOf(Action<JsonObject> change)
    {
        Change(change);
        return Assert.Throws<ManifestException>(() => InstalledModel.LoadAll(_folder))!.Problems[0];
    }

    private void Change(Action<JsonObject> change)
    {
        var file = Path.Combine(_folder, "spot-anywhere", "model.json");
        var manifest = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
        change(manifest);
        File.WriteAllText(file, manifest.ToJsonString());
    }
}
