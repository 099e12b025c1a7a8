using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using FirstRead.Core.Analysis;
using FirstRead.Core.Analysis.Lesions;
using FirstRead.Core.Analysis.Results;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Inference.Nets;
using FirstRead.Testing;

namespace FirstRead.Container.Tests;

/// <summary>
/// What the container answers to clicks on a slice by formula. The portal runs the same bundle in the browser: its tests hold
/// its answers against the same file (portal/test/nodule.test.ts). FIRSTREAD_UPDATE_DOCS=1 writes it anew.
/// </summary>
public sealed class NoduleClickTests
{
    private static readonly string GoldenFile = RepositoryRoot.Combine("tests", "golden-tensors", "nodule-clicks.json");

    [Test]
    public async Task Answers_OfTheShippedModel_AreThoseThatThePortalIsHeldAgainst()
    {
        var golden = JsonNode.Parse(await File.ReadAllTextAsync(GoldenFile))!;
        var model = InstalledModel.LoadAll(RepositoryRoot.Combine("inference-container", "models")).Single(one => one.Manifest.Name == "lung-nodule-ct");
        var answers = new JsonArray();
        foreach (var click in golden["clicks"]!.AsArray())
            answers.Add(await AnswerAsync(model, click!["point"]![0]!.GetValue<double>(), click["point"]![1]!.GetValue<double>()));
        if (Environment.GetEnvironmentVariable("FIRSTREAD_UPDATE_DOCS") == "1")
        {
            golden["clicks"] = answers;
            await File.WriteAllTextAsync(GoldenFile, golden.ToJsonString(new JsonSerializerOptions { WriteIndented = false }).Replace("{\"point\"", "\n{\"point\"", StringComparison.Ordinal) + "\n");
            return;
        }
        foreach (var (expected, answer) in golden["clicks"]!.AsArray().Zip(answers))
            AssertSame(expected!, answer!);
    }

    private static void AssertSame(JsonNode expected, JsonNode answer)
    {
        var click = expected["point"]!.ToJsonString();
        Assert.That((bool?)answer["unlike"], Is.EqualTo((bool?)expected["unlike"]), click);
        Assert.That(answer["points"] is null, Is.EqualTo(expected["points"] is null), click);
        if (expected["points"] is null)
            return;
        Assert.That((double)answer["confidence"]!, Is.EqualTo((double)expected["confidence"]!).Within(1e-3), click);
        Assert.That((double)answer["diameterMm"]!, Is.EqualTo((double)expected["diameterMm"]!).Within(0.1), click);
        Assert.That((double)answer["areaMm2"]!, Is.EqualTo((double)expected["areaMm2"]!).Within(0.1), click);
        Assert.That(Numbers(answer), Is.EqualTo(Numbers(expected)).Within(0.01), click);
    }

    private static double[] Numbers(JsonNode answer) => [.. answer["points"]!.AsArray().SelectMany(point => point!.AsArray().Select(number => (double)number!))];

    private static async Task<JsonObject> AnswerAsync(InstalledModel model, double column, double row)
    {
        var study = SpotModels.Study(Slice());
        var result = await SpotModels.RunAsync(study, new(model.Manifest.Name, new PixelPoint(column, row)), models: [model]);
        var answer = new JsonObject { ["point"] = new JsonArray(column, row) };
        if (result.Outcome == AnalysisOutcome.NotApplicable)
        {
            Assert.That(result.Reason, Does.Contain("unlike anything"));
            answer["unlike"] = true;
        }
        else if (result.Findings is [var finding])
        {
            answer["confidence"] = finding.Confidence;
            answer["diameterMm"] = finding.DiameterMm;
            answer["areaMm2"] = finding.AreaMm2;
            var contour = ContourJson.Read(study.Results["contours.json"]).Findings.Single().Contours.Single();
            answer["points"] = new JsonArray([.. contour.Points.Select(point => new JsonArray(point[0], point[1]))]);
        }
        return answer;
    }

    /// <summary>
    /// The formula, also in the portal's test: chest wall left of column 60, balls with soft edges, and grain. Only operations
    /// that every machine rounds alike.
    /// </summary>
    private static DicomDataset Slice()
    {
        (double X, double Y, double Radius)[] balls = [(200.3, 180.6, 8.6), (300, 300, 4), (505, 498, 7), (240, 150, 2.6), (226, 205, 3), (186, 216, 3.4), (330, 280, 2.5)];
        var values = new ushort[512 * 512];
        for (var y = 0; y < 512; y++)
            for (var x = 0; x < 512; x++)
            {
                var tissue = Edge(x - 60.0);
                foreach (var ball in balls)
                    tissue = Math.Max(tissue, Edge(Math.Sqrt(((x - ball.X) * (x - ball.X)) + ((y - ball.Y) * (y - ball.Y))) - ball.Radius));
                values[(y * 512) + x] = (ushort)Math.Clamp(Math.Floor(140 + (890 * tissue) + (0.5 * Grain(x, y))), 0, 4095);
            }
        return Radiographs.Slice().Add(Tags.PatientAge, "061Y").Add(Tags.PixelData, Vr.OW, MemoryMarshal.AsBytes(values.AsSpan()).ToArray());
    }

    private static double Edge(double outside) => Math.Clamp(0.5 - (outside / 4), 0, 1);

    private static double Grain(int x, int y)
    {
        unchecked
        {
            var hash = ((uint)x * 374761393) + ((uint)y * 668265263);
            hash = (hash ^ (hash >> 13)) * 1274126177;
            hash ^= hash >> 16;
            return (hash & 255) + ((hash >> 8) & 255) + ((hash >> 16) & 255) + (hash >> 24) - 510.0;
        }
    }
}
