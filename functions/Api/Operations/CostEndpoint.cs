using FirstRead.Core.Cost;
using FirstRead.Core.Operations.Hours;
using FirstRead.Functions.Api.Operations.Bodies;
using FirstRead.Web;

namespace FirstRead.Functions.Api.Operations;

/// <summary>What this month has cost so far, estimated: counted studies, files and task hours by the price table. No bill of AWS's is read.</summary>
public sealed class CostEndpoint(ApiPorts ports, OperationsSettings settings)
{
    private const decimal SecondsAnHour = 3600;

    public async Task<Answer> EstimateAsync(Call call)
    {
        var now = ports.Clock.GetUtcNow();
        var first = new DateOnly(now.Year, now.Month, 1);
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var days = Enumerable.Range(0, today.DayNumber - first.DayNumber + 1).Select(first.AddDays);
        var hours = (await Task.WhenAll(days.Select(day => ports.Operations.Hours.ListAsync(day, call.Cancelled)))).SelectMany(list => list).ToList();
        var sum = HourOfStudies.Sum(hours);
        var work = new Workload((int)Math.Min(sum?.Studies ?? 0, int.MaxValue), 1, settings.Profile)
        {
            CountedFiles = sum?.Slices ?? 0,
            MeasuredTaskHours = (sum?.TaskSeconds ?? 0) / SecondsAnHour,
        };
        var prices = PriceTable.Read();
        var bill = CostModel.Bill(prices, work);
        var standing = CostModel.Bill(prices, new Workload(0, 1, settings.Profile)).Sum(line => line.Usd);
        return Answer.Json(
            new CostBody(
                first, today, sum?.MadeAt, settings.Profile, sum?.Studies ?? 0, sum?.Slices ?? 0, (double)work.TaskHours,
                bill.Sum(line => line.Usd), standing,
                [.. bill.GroupBy(line => line.Price.Service).Select(service => new CostOfService(service.Key, service.Sum(line => line.Usd))).OrderByDescending(service => service.Usd)],
                PriceTable.Region, PriceTable.Date),
            OperationsJson.Default.CostBody);
    }
}
