using System.Text.Json;
using FirstRead.Core.Operations.Hours;
using FirstRead.Core.Review;
using FirstRead.Core.Studies;
using FirstRead.Testing;

namespace FirstRead.Core.Tests.Operations;

public sealed class HourOfStudiesTests
{
    private static readonly DateTimeOffset Hour = ClockHour.Of(Given.Now);

    [Test]
    public void Of_Studies_CountsStagesAndTimesAndTasks()
    {
        var times = new StudyTimes(Hour, Hour.AddSeconds(10), Hour.AddSeconds(20), Hour.AddSeconds(30), Hour.AddSeconds(40), Hour.AddSeconds(100), SignedAt: Hour.AddSeconds(400));
        var sum = HourOfStudies.Of(Hour, [Of(1, times, 20), Of(2, new StudyTimes(Hour, Hour.AddSeconds(5)), 0)], [], Given.Now);

        Assert.That((sum.Studies, sum.Slices, sum.TaskSeconds), Is.EqualTo((2, 20, 70)));
        Assert.That(sum.Reached, Is.EquivalentTo(new Dictionary<string, long> { ["uploaded"] = 2, ["deidentified"] = 1, ["complete"] = 1, ["analysed"] = 1, ["signed"] = 1 }));
        Assert.That(sum.Took["signed"].Quantile(0.5), Is.EqualTo(300).Within(5).Percent, "from the result, with or without a call");
        Assert.That(sum.Took.Keys, Has.None.EqualTo("uploaded"));
    }

    [Test]
    public void Sum_OfHours_IsThatOfAllTheirStudies()
    {
        var first = HourOfStudies.Of(Hour, [Of(1, new StudyTimes(Hour), 3)], [Read("1.0.0", 2, 1, 0, 1, 1)], Given.Now);
        var second = HourOfStudies.Of(Hour.AddHours(1), [Of(2, new StudyTimes(Hour), 4)], [Read("1.0.0", 1, 1, 0, 0, 0), Read("2.0.0", 0, 0, 0, 0, 0)], Given.Now.AddHours(1));

        var sum = HourOfStudies.Sum([second, first])!;

        Assert.That((sum.Hour, sum.MadeAt, sum.Studies, sum.Slices), Is.EqualTo((Hour, Given.Now, 2, 7)));
        Assert.That(sum.Reads, Is.EqualTo(new[]
        {
            new ReadTally("brain-tumor-mri", "1.0.0", "MR", "SIEMENS Avanto", 2, 3, 2, 0, 1, 1, 1),
            new ReadTally("brain-tumor-mri", "2.0.0", "MR", "SIEMENS Avanto", 1, 0, 0, 0, 0, 0, 1),
        }));
        Assert.That(HourOfStudies.Sum([]), Is.Null);
    }

    [Test]
    public void Json_OfASum_ComesBack()
    {
        var sum = HourOfStudies.Of(Hour, [Of(1, new StudyTimes(Hour, Hour, Hour.AddSeconds(9)), 3)], [Read("1.0.0", 2, 1, 0, 1, 1)], Given.Now);
        var json = JsonSerializer.Serialize(sum, HourJson.Default.HourOfStudies);
        Assert.That(JsonSerializer.Serialize(JsonSerializer.Deserialize(json, HourJson.Default.HourOfStudies)!, HourJson.Default.HourOfStudies), Is.EqualTo(json));
    }

    [TestCase(0, 0)]
    [TestCase(1.9, 0)]
    [TestCase(3, 15)]
    [TestCase(24 * 5, 6 * 60)]
    [TestCase(24 * 30, 24 * 60)]
    public void NextLook_OlderHours_AreLookedAtMoreSeldom(double age, double pause) =>
        Assert.That(SumHours.NextLook(Given.Now.AddHours(-age), Given.Now), Is.EqualTo(Given.Now.AddMinutes(pause)));

    [Test]
    public void NextLook_AfterTwoMonths_IsNone() => Assert.That(SumHours.NextLook(Given.Now.AddDays(-60), Given.Now), Is.Null);

    [Test]
    public void StageNames_AreStoredLiterals() => Assert.That(
        FunnelStages.All.Select(FunnelStages.NameOf), Is.EqualTo(new[] { "uploaded", "deidentified", "complete", "analysed", "alerted", "acknowledged", "signed", "released" }));

    private static FunnelStudy Of(uint number, StudyTimes times, int slices) =>
        new(Given.StudyId(number), StudyStatus.Receiving, Priority.Routine, Risk.Undetermined, "MR", slices, Incomplete: false, times);

    private static SignedComparison Read(string version, int shown, int accepted, int amended, int rejected, int added) =>
        new(Hour, new ReadComparison("brain-tumor-mri", version, "MR", "SIEMENS Avanto", shown, accepted, amended, rejected, added));
}
