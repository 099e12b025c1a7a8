using System.CommandLine;
using FirstRead.Cli.Cost;
using FirstRead.Core.Cost;

namespace FirstRead.Cli.Tests.Cost;

public sealed class CostTests
{
    private static readonly PriceTable Prices = PriceTable.Read();

    [Test]
    public void Document_Committed_IsWhatTheCommandWrites()
    {
        var made = Path.GetTempFileName();
        try
        {
            CostCommand.Create().Parse(["--document", made]).Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });

            Assert.That(File.ReadAllText(Path.Combine(RepositoryFolder.Find(), "docs", "cost.md")), Is.EqualTo(File.ReadAllText(made)), "./firstread cost --document docs/cost.md");
        }
        finally
        {
            File.Delete(made);
        }
    }

    [Test]
    public void Idle_Student_StaysUnderTenDollars() => Assert.That(Sum(new Workload(0, 0, "student")), Is.InRange(5m, 10m));

    [Test]
    public void TestStudy_ADay_CostsLessThanADollarAMonth() =>
        Assert.That(Sum(new Workload(0, 0, "student")) - Sum(new Workload(0, 0, "student") { TestStudies = 0 }), Is.InRange(0.1m, 1m));

    /// <summary>By hand, from the list: 300 tasks of 135 s, four vCPUs, 16 GB, 40 GB of disk above the free 20.</summary>
    [Test]
    public void Fargate_OfThreeHundredStudies_IsWhatTheListSays()
    {
        var fargate = CostModel.Bill(Prices, new Workload(300, 200, "student") { TestStudies = 0 }).Where(line => line.Price.Service == "Fargate").Sum(line => line.Usd);

        Assert.That(fargate, Is.EqualTo(11.25m * ((4 * 0.04048m) + (16 * 0.004445m) + (40 * 0.000111m))));
    }

    [Test]
    public void Free_Amounts_AreNotBilled()
    {
        var alarms = CostModel.Bill(Prices, new Workload(0, 0, "student")).Single(line => line.Price.Key == "alarm");

        Assert.That((alarms.Quantity, alarms.Usd), Is.EqualTo((19m, 0.90m)));
    }

    [Test]
    public void Prices_All_HaveAPageOfAws_AndServeTheModel()
    {
        var used = CostModel.Profiles.SelectMany(profile => CostModel.Bill(Prices, new Workload(3000, 200, profile))).Select(line => line.Price.Key).ToHashSet();

        Assert.That(Prices.All.Select(price => price.Source), Has.All.StartsWith("https://aws.amazon.com/"));
        Assert.That(Prices.All.Select(price => price.Key).Except(used), Is.Empty, "prices that nothing asks for");
    }

    [TestCase("--profile", "hospital")]
    [TestCase("--studies", "-1")]
    [TestCase("--slices", "0")]
    public void Command_WithAWrongValue_IsRefused(string option, string value) => Assert.That(CostCommand.Create().Parse([option, value]).Errors, Is.Not.Empty);

    private static decimal Sum(Workload work) => CostModel.Bill(Prices, work).Sum(line => line.Usd);
}
