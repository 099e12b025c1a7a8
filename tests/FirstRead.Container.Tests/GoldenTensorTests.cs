using System.Runtime.InteropServices;
using System.Text.Json;
using FirstRead.Core.Analysis.Geometry;
using FirstRead.Core.Analysis.Lesions;
using FirstRead.Core.Analysis.Models;
using FirstRead.Inference.Running;
using FirstRead.Testing;

namespace FirstRead.Container.Tests;

/// <summary>What the training scripts make of pictures by formula (inference-container/train/golden.py) and what we make of them.</summary>
public sealed class GoldenTensorTests
{
    private static readonly string Folder = RepositoryRoot.Combine("tests", "golden-tensors");

    /// <summary>The input contract of each model, as the training code has it; of an installed model its manifest's.</summary>
    private static readonly Dictionary<string, ModelInput> Contracts = new(StringComparer.Ordinal)
    {
        ["brain-tumor-mri"] = new("image", 192, Aspect.Physical, 250.88 / 192, Resampling.Area, VoiUse.Ignored, new ForegroundNormalisation(0.99, 0.1, -3, 5)),
        ["chest-pneumonia"] = new("image", 160, Aspect.Squash, null, Resampling.Area, VoiUse.Tables, new PictureNormalisation(-4, 4)),
        ["bone-fracture"] = new("image", 448, Aspect.Fit, null, Resampling.Area, VoiUse.Tables, new PictureNormalisation(-4, 4)),
        ["lung-nodule-ct"] = new("image", 128, Aspect.Crop, null, Resampling.Area, VoiUse.Ignored, new StretchNormalisation(-1.2, 2.8)),
    };

    private static IEnumerable<TestCaseData> Cases()
    {
        using var index = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "cases.json")));
        foreach (var one in index.RootElement.GetProperty("cases").EnumerateArray())
            yield return new TestCaseData(one.Clone()).SetArgDisplayNames(one.GetProperty("file").GetString()!);
    }

    [TestCaseSource(nameof(Cases))]
    public void Prepare_PictureByFormula_EqualsWhatTheTrainingCodeMakes(JsonElement one)
    {
        var (width, height, maximum) = (one.GetProperty("width").GetInt32(), one.GetProperty("height").GetInt32(), one.GetProperty("maximum").GetInt64());
        var spacing = one.TryGetProperty("pixelMm", out var mm) ? new PixelSpacing(mm.GetDouble(), mm.GetDouble()) : (PixelSpacing?)null;
        var point = one.TryGetProperty("point", out var at) ? new PixelPoint(at[0].GetDouble(), at[1].GetDouble()) : (PixelPoint?)null;
        var prepared = PreparedSquare.From(Formula(width, height, maximum), InputOf(one.GetProperty("model").GetString()!), spacing, point);
        var expected = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(Path.Combine(Folder, one.GetProperty("file").GetString()!))).ToArray();
        var (side, step) = (one.GetProperty("side").GetInt32(), one.GetProperty("step").GetInt32());
        var ours = Enumerable.Range(0, side).Where(row => row % step == step / 2).SelectMany(row => prepared.Values[(row * side)..((row + 1) * side)]).ToArray();
        Assert.That(ours, Has.Length.EqualTo(expected.Length));
        Assert.That(ours.Zip(expected, (a, b) => Math.Abs(a - b)).Max(), Is.LessThan(5e-5));
    }

    [TestCaseSource(nameof(Contracts))]
    public void Manifest_OfAnInstalledModel_AsksForTheInputThatItWasTrainedOn(KeyValuePair<string, ModelInput> contract)
    {
        var file = RepositoryRoot.Combine("inference-container", "models", contract.Key, "model.json");
        if (!File.Exists(file))
            Assert.Ignore($"{contract.Key} is not installed.");
        var input = ModelManifestReader.Read(File.ReadAllText(file), file).Input;
        Assert.That(input with { PixelMm = contract.Value.PixelMm }, Is.EqualTo(contract.Value));
        Assert.That(input.PixelMm, Is.EqualTo(contract.Value.PixelMm).Within(1e-4));
    }

    private static ModelInput InputOf(string model) => Contracts[model];

    /// <summary>The formula of golden.py: all numbers whole, divisions rounded down.</summary>
    private static Field Formula(long width, long height, long maximum)
    {
        var values = new float[width * height];
        for (var y = 0L; y < height; y++)
            for (var x = 0L; x < width; x++)
            {
                var (across, down) = ((2 * x) + 1 - width, (2 * y) + 1 - height);
                var inside = (across * across * height * height) + (down * down * width * width) <= width * width * height * height * 4 / 5;
                var body = (maximum / 4) + (maximum * (x + (2 * y)) / (2 * (width + (2 * height)))) + (((31 * x) + (17 * y) + (7 * (x * y % 13))) % 64 * maximum / 512);
                values[(y * width) + x] = inside ? body : (x + y) % 3;
            }
        return new((int)width, (int)height, values);
    }
}
