using FirstRead.Core.Operations.Hours;
using FirstRead.Functions.Api.Operations.Bodies;
using FirstRead.Web;

namespace FirstRead.Functions.Api.Operations;

/// <summary>The model's marks against the signed reads of some days, by model, version, modality and scanner.</summary>
public sealed class ReadsEndpoint(ApiPorts ports)
{
    public async Task<Answer> SumAsync(Call call)
    {
        var (days, problem) = Asked.Days(call, ports.Clock.GetUtcNow());
        if (problem is not null)
            return problem;
        var sums = await Task.WhenAll(days.Select(async day => (Day: day, Hours: await ports.Operations.Hours.ListAsync(day, call.Cancelled))));
        var all = sums.SelectMany(sum => sum.Hours).ToList();
        return Answer.Json(
            new ReadsBody(
                days[0],
                days[^1],
                all.Count > 0 ? all.Min(hour => hour.MadeAt) : null,
                ReadTally.Sum(all.SelectMany(hour => hour.Reads)),
                [.. sums.Select(sum => new ReadsOfDay(sum.Day, ReadTally.Sum(sum.Hours.SelectMany(hour => hour.Reads))))]),
            OperationsJson.Default.ReadsBody);
    }
}
