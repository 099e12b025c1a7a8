using FirstRead.Cli;
using FirstRead.Cli.Bench.Faults;

namespace FirstRead.EndToEnd.Tests;

/// <summary>docs/reliability.md, in small: a few studies of each kind through a local cloud of their own in which much goes wrong.</summary>
[TestFixture]
public sealed class FaultsTests
{
    private const int Studies = 20;

    [Test, CancelAfter(1_500_000)]
    public async Task Pipeline_WhileStoresEventsAndProcessesFail_KeepsEveryPromise(CancellationToken cancel)
    {
        var report = await new FaultRun(RepositoryFolder.Find(), SharedCloud.CreateFolder(), seed: 1, Studies, TimeProvider.System, TestContext.Out).RunAsync(cancel);
        report.Write(TestContext.Out);
        Assert.That(report.Unrest, Is.Empty);
        Assert.Multiple(() =>
        {
            foreach (var check in report.Checks)
            {
                Assert.That(check.Broken, Is.Empty, check.Promise);
                Assert.That(check.Of, Is.Positive, $"'{check.Promise}' was held against nothing");
            }
            Assert.That(report.Faults.Values.Sum(), Is.GreaterThan(Studies), "hardly anything went wrong");
            Assert.That(report.Struck, Is.Not.Empty);
        });
    }
}
