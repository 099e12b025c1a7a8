using FirstRead.Cli.Scale;
using FirstRead.Core.Cost;
using FirstRead.Core.Launching;

namespace FirstRead.Cli.Tests.Cost;

public sealed class ScaleTests
{
    private static readonly ScaleLoad Clinical = new(1000, 200, 20, 400);

    [Test]
    public void Document_Committed_IsWhatTheCommandWrites()
    {
        var document = File.ReadAllText(Path.Combine(RepositoryFolder.Find(), "docs", "scale.md"));

        Assert.That(document, Is.EqualTo(ScaleReport.Replace(document)), "./firstread scale --document docs/scale.md");
    }

    /// <summary>By hand: 1,000 a day are 0.0347 a second at the peak; a task takes 0.5 s and 0.05 s for each of 200 slices.</summary>
    [Test]
    public void Tasks_AtTheClinicalProfile_AreByLittlesLaw()
    {
        var tasks = ScaleModel.Stages(Clinical).Single(stage => stage.Name == "Inference tasks");

        Assert.That(tasks.Demand, Is.EqualTo(1000 * 3 / 86_400.0 * 10.5).Within(1e-9));
        Assert.That(tasks.Utilisation, Is.EqualTo(tasks.Demand / 20).Within(1e-12));
    }

    [Test]
    public void Capacity_OfAnyLoad_IsWhereTheFullestStageIsJustFull()
    {
        var (most, first) = ScaleModel.Capacity(Clinical);

        Assert.That(ScaleModel.Stages(Clinical with { StudiesADay = most })[0].Utilisation, Is.LessThanOrEqualTo(1));
        Assert.That(ScaleModel.Stages(Clinical with { StudiesADay = most * 1.001 })[0], Has.Property("Utilisation").GreaterThan(1).And.Property("Name").EqualTo(first.Name));
    }

    [Test]
    public void Simulation_OfFewStudies_EachWaitsForItsOwnTasksStart()
    {
        var waits = ScaleSimulation.Run(new ScaleLoad(10, 200, 4, 10), seed: 1);

        Assert.That(waits.Studies, Is.InRange(1, 40));
        Assert.That((waits.Median, waits.Launches), Is.EqualTo((75.0, waits.Studies)));
    }

    [Test]
    public void Simulation_OfManyStudies_HasTheMeanAndNobodyWaitsLongerThanAStartAndThePatience()
    {
        var waits = ScaleSimulation.Run(new ScaleLoad(10_000, 200, 60, 1000), seed: 1);

        Assert.That(waits.Studies, Is.EqualTo(10_000).Within(3).Percent, "the bell's mean is a third of its height");
        Assert.That(waits.Longest, Is.LessThanOrEqualTo((double)Assumptions.TaskStartSeconds + LaunchPace.Measured.Patience.TotalSeconds));
        Assert.That(waits.Launches, Is.LessThan(waits.Studies / 5), "tasks drain the line");
    }

    [Test]
    public void Simulation_OfTooFewTasks_ShowsTheLineGrowAndTasksThatServeMany()
    {
        var waits = ScaleSimulation.Run(new ScaleLoad(10_000, 200, 1, 1000), seed: 1);

        Assert.That(waits.P95, Is.GreaterThan(3600));
        Assert.That(waits.Launches, Is.LessThan(waits.Studies / 4));
    }

    [Test]
    public void Simulation_SameSeed_IsTheSameDay() => Assert.That(ScaleSimulation.Run(Clinical, 7), Is.EqualTo(ScaleSimulation.Run(Clinical, 7)));

    [TestCase("--studies-per-day", "0")]
    [TestCase("--slices", "0")]
    [TestCase("--tasks", "0")]
    [TestCase("--ingest", "0")]
    public void Command_WithAWrongValue_IsRefused(string option, string value) => Assert.That(ScaleCommand.Create().Parse([option, value]).Errors, Is.Not.Empty);
}
