using FirstRead.Core.Operations.Hours;
using FirstRead.Functions.Api.Operations.Bodies;
using FirstRead.Web;

namespace FirstRead.Functions.Api.Operations;

/// <summary>What became of the studies that came on some days: counted, and one by one. Read from sums and an index, never by a scan.</summary>
public sealed class FunnelEndpoints(ApiPorts ports)
{
    private const int MostStudies = 1000;
    private const int LastHour = 23;

    public async Task<Answer> SumAsync(Call call)
    {
        var (days, problem) = Asked.Days(call, ports.Clock.GetUtcNow());
        if (problem is not null)
            return problem;
        var sums = await Task.WhenAll(days.Select(async day => (Day: day, Hours: await ports.Operations.Hours.ListAsync(day, call.Cancelled))));
        return Answer.Json(FunnelBody.Of(sums), OperationsJson.Default.FunnelBody);
    }

    public async Task<Answer> ListAsync(Call call)
    {
        var now = ports.Clock.GetUtcNow();
        if (Asked.Day(call.Query("day"), DateOnly.FromDateTime(now.UtcDateTime)) is not { } day)
            return Problems.InvalidBody("day", "must be a day, yyyy-MM-dd");
        var studies = new List<FunnelStudy>();
        // One more than are shown tells that there are more.
        for (var hour = LastHour; hour >= 0 && studies.Count <= MostStudies; hour--)
        {
            var begin = new DateTimeOffset(day.Year, day.Month, day.Day, hour, 0, 0, TimeSpan.Zero);
            if (begin <= now)
                studies.AddRange(await ports.Operations.Hours.ListStudiesAsync(begin, MostStudies + 1 - studies.Count, call.Cancelled));
        }
        var use = await ports.Operations.TaskTimeAsync(ports.Clock, studies.Select(study => study.Status), call.Cancelled);
        return Answer.Json(
            new FunnelStudiesBody(day, [.. studies.Take(MostStudies).Select(study => FunnelStudyBody.Of(study, use))], studies.Count > MostStudies), OperationsJson.Default.FunnelStudiesBody);
    }
}
