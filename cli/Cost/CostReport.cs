using System.Globalization;
using System.Reflection;
using System.Text;
using FirstRead.Core.Cost;

namespace FirstRead.Cli.Cost;

/// <summary>The bill as text, and docs/cost.md.</summary>
public static class CostReport
{
    private static readonly (int Studies, int Slices)[] Shown = [(10, 200), (300, 200), (3000, 200), (30_000, 200), (3000, 2)];

    /// <summary>By service, then the sum, a month and a study.</summary>
    public static string Text(PriceTable prices, Workload work)
    {
        var bill = CostModel.Bill(prices, work);
        var text = new StringBuilder();
        text.AppendLine($"{work.Studies} studies a month of {work.Slices} slices, profile {work.Profile}. {Source}").AppendLine();
        text.AppendLine($"{"service",-18}{"USD a month",14}{"USD a study",14}");
        foreach (var service in bill.GroupBy(line => line.Price.Service))
            text.AppendLine($"{service.Key,-18}{Money(service.Sum(line => line.Usd)),14}{AStudy(service.Sum(line => line.Usd), work),14}");
        var sum = bill.Sum(line => line.Usd);
        return text.AppendLine($"{"all",-18}{Money(sum),14}{AStudy(sum, work),14}").ToString();
    }

    /// <summary>docs/cost.md, whole.</summary>
    public static string Document(PriceTable prices)
    {
        var text = new StringBuilder("# What it costs\n\n");
        text.Append("Made by `./firstread cost --document docs/cost.md`; a test makes it again. ").Append(Source).Append("\n\n");
        text.Append("No bill of AWS's has been seen: the quantities are counted in the code where they can be and guessed elsewhere (below). Not counted: taxes, support plans, ");
        text.Append("Container Insights (clinical), GPU instances, machine clients of Cognito, transfer to other regions. Free are the amounts that every account has for good.\n");
        text.Append("\n## While nothing happens\n");
        foreach (var profile in CostModel.Profiles)
            AppendBill(text, prices, new Workload(0, 0, profile));
        text.Append("\nA KMS key costs a dollar more after its first rotation and another after its second, then no more. The student's keys rotate every three years: ");
        text.Append("three dollars more from the fourth year. The clinical profile's rotate each year.\n");
        text.Append("\n## By the number of studies\n\nUSD a month, with a year's files stored, and USD a study.\n\n| studies a month | slices | student | a study | clinical | a study |\n|---|---|---|---|---|---|\n");
        foreach (var (studies, slices) in Shown)
        {
            var sums = CostModel.Profiles.Select(profile => new Workload(studies, slices, profile)).Select(work => (work, Sum: CostModel.Bill(prices, work).Sum(line => line.Usd)));
            text.Append(CultureInfo.InvariantCulture, $"| {studies} | {slices} | {string.Join(" | ", sums.Select(each => $"{Money(each.Sum)} | {AStudy(each.Sum, each.work)}"))} |\n");
        }
        text.Append("\n## Where it goes: 3,000 studies of 200 slices\n");
        AppendBill(text, prices, new Workload(3000, 200, "clinical"));
        AppendAssumptions(text);
        AppendPrices(text, prices);
        return text.ToString();
    }

    private static string Source => $"List prices of {PriceTable.Region} as known on {PriceTable.Date}; they were not fetched: hold them against their pages before you rely on them.";

    private static void AppendBill(StringBuilder text, PriceTable prices, Workload work)
    {
        var bill = CostModel.Bill(prices, work);
        text.Append(CultureInfo.InvariantCulture, $"\n**{work.Profile}**: {Money(bill.Sum(line => line.Usd))} USD a month.\n\n| service | unit | quantity | free | USD | what |\n|---|---|---|---|---|---|\n");
        foreach (var line in bill)
            text.Append(CultureInfo.InvariantCulture, $"| {line.Price.Service} | {line.Price.Unit} | {Count(line.Quantity)} | {Count(line.Price.Free)} | {Money(line.Usd)} | {line.What} |\n");
    }

    private static void AppendAssumptions(StringBuilder text)
    {
        text.Append("\n## Assumptions\n\nThey stand in [Assumptions.cs](../shared/FirstRead.Core/Cost/Assumptions.cs).\n\n| what | value |\n|---|---|\n");
        foreach (var field in typeof(Assumptions).GetFields(BindingFlags.Public | BindingFlags.Static).OrderBy(field => field.MetadataToken))
            text.Append(CultureInfo.InvariantCulture, $"| {field.Name} | {field.GetValue(null)} |\n");
    }

    private static void AppendPrices(StringBuilder text, PriceTable prices)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n## Prices\n\n{PriceTable.Region}, {PriceTable.Date}.\n\n| service | unit | USD | free a month | page |\n|---|---|---|---|---|\n");
        foreach (var price in prices.All)
            text.Append(CultureInfo.InvariantCulture, $"| {price.Service} | {price.Unit} | {price.Usd} | {Count(price.Free)} | {price.Source} |\n");
    }

    private static string Money(decimal usd) => usd.ToString("0.00", CultureInfo.InvariantCulture);

    private static string AStudy(decimal usd, Workload work) => work.Studies == 0 ? "-" : (usd / work.Studies).ToString("0.0000", CultureInfo.InvariantCulture);

    private static string Count(decimal quantity) => quantity.ToString(quantity < 100 ? "0.###" : "0", CultureInfo.InvariantCulture);
}
