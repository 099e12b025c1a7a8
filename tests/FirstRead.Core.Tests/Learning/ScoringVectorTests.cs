using System.Text.Json;
using FirstRead.Core.Learning.Scoring;

namespace FirstRead.Core.Tests.Learning;

/// <summary>The scores against numbers that reference.py, beside this file, worked out from the formulas alone (python3 reference.py &gt; scoring-vectors.json).</summary>
public class ScoringVectorTests
{
    [TestCaseSource(nameof(Vectors))]
    public void Scores_EqualTheReferences(JsonElement vector)
    {
        var (mark, lesion) = (Drawn(vector, "mark"), Drawn(vector, "lesion"));
        var spacing = vector.GetProperty("spacing").Deserialize<double[]>()!;
        var pictures = Enumerable.Range(0, 3).Select(frame => Pictures.Picture(frame, vector.GetProperty("columns").GetInt32(), vector.GetProperty("rows").GetInt32(), spacing)).ToArray();
        var known = pictures.ToDictionary(picture => picture.SopInstanceUid);
        var (first, second) = (new Candidate(mark, known), new Candidate(lesion, known));

        var (overlap, distance) = (first.OverlapWith(second), first.DistanceTo(second)!);

        Assert.Multiple(() =>
        {
            Assert.That(overlap.Dice, Is.EqualTo(vector.GetProperty("dice").GetDouble()).Within(1e-12));
            Assert.That(overlap.Iou, Is.EqualTo(vector.GetProperty("iou").GetDouble()).Within(1e-12));
            Assert.That(distance.InMm, Is.True);
            Assert.That(distance.Mean, Is.EqualTo(vector.GetProperty("mean").GetDouble()).Within(1e-5));
            Assert.That(distance.Percentile95, Is.EqualTo(vector.GetProperty("percentile95").GetDouble()).Within(1e-5));
        });
    }

    private static FirstRead.Core.Learning.Marking Drawn(JsonElement vector, string name) => Pictures.Mark(
        name, [.. vector.GetProperty(name).Deserialize<double[][][][]>()!.SelectMany((frame, index) => frame.Select(polygon => (index, polygon)))]);

    private static IEnumerable<TestCaseData> Vectors()
    {
        using var stream = typeof(ScoringVectorTests).Assembly.GetManifestResourceStream("scoring-vectors.json")!;
        using var document = JsonDocument.Parse(stream);
        return [.. document.RootElement.EnumerateArray().Select(vector => new TestCaseData(vector.Clone()).SetArgDisplayNames(vector.GetProperty("name").GetString()!))];
    }
}
