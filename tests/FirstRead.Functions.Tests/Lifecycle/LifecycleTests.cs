using FsCheck;
using FsCheck.Fluent;

namespace FirstRead.Functions.Tests.Lifecycle;

/// <summary>
/// Random interleavings of what handlers, tasks, persons and deaths do, over the real handlers and DynamoDB Local, held against a
/// specification that reads rows alone (docs/lifecycle.md). A failure prints its run.
/// </summary>
public sealed class LifecycleTests
{
    private const int StepsOfARun = 24;
    private const ulong Gamma = 1123; // any odd number

    // More of them, and others: docs/reliability.md.
    private static readonly int Runs = TestContext.Parameters.Get("runs", 20);
    private static readonly ulong Seed = TestContext.Parameters.Get("seed", 2026UL);

    [Test]
    public void Records_InAnyInterleaving_KeepTheSpecification() => Prop
        .ForAll(Step.Runs(StepsOfARun).ToArbitrary(), steps => RunAsync(steps).GetAwaiter().GetResult())
        .Check(Config.QuickThrowOnFailure.WithMaxTest(Runs).WithReplay(Seed, Gamma));

    private static async Task<bool> RunAsync(Step[] steps)
    {
        var world = await LifecycleWorld.CreateAsync();
        var specification = new Specification(world);
        for (var index = 0; index < steps.Length; index++)
        {
            await world.DoAsync(steps[index]);
            await specification.AfterAStepAsync($"after step {index + 1} ({steps[index]})");
        }
        await world.SettleAsync();
        await specification.AtRestAsync();
        return true;
    }
}
