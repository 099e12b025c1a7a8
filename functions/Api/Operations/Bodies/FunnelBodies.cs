using FirstRead.Core.Launching;
using FirstRead.Core.Operations.Hours;
using FirstRead.Core.Studies;
using FirstRead.Core.Triage;

namespace FirstRead.Functions.Api.Operations.Bodies;

/// <param name="MadeAt">What happened later may not be in it; null where nothing was counted.</param>
public sealed record FunnelBody(
    DateOnly From, DateOnly To, DateTimeOffset? MadeAt, long Studies, IReadOnlyList<StageBody> Stages, IReadOnlyDictionary<string, long> Statuses, IReadOnlyList<FunnelDay> Days)
{
    public static FunnelBody Of(IReadOnlyList<(DateOnly Day, IReadOnlyList<HourOfStudies> Hours)> sums)
    {
        var all = HourOfStudies.Sum([.. sums.SelectMany(sum => sum.Hours)]);
        return new FunnelBody(
            sums[0].Day,
            sums[^1].Day,
            all?.MadeAt,
            all?.Studies ?? 0,
            [.. FunnelStages.All.Select(stage => StageBody.Of(stage, all))],
            all?.Statuses ?? new Dictionary<string, long>(),
            [.. sums.Select(sum => new FunnelDay(sum.Day, HourOfStudies.Sum(sum.Hours)?.Reached ?? new Dictionary<string, long>()))]);
    }
}

/// <param name="Since">The stage from which the time is counted; null for the first.</param>
/// <param name="Timed">How many studies the two times are of.</param>
public sealed record StageBody(string Stage, string? Since, long Reached, long Timed, double? MedianSeconds, double? P95Seconds)
{
    private const double Most = 0.95;

    public static StageBody Of(FunnelStage stage, HourOfStudies? sum)
    {
        var name = FunnelStages.NameOf(stage);
        var took = sum?.Took.GetValueOrDefault(name) ?? DurationHistogram.Empty;
        return new StageBody(
            name, FunnelStages.Before(stage) is { } before ? FunnelStages.NameOf(before) : null, sum?.Reached.GetValueOrDefault(name) ?? 0, took.Count, took.Quantile(0.5), took.Quantile(Most));
    }
}

public sealed record FunnelDay(DateOnly Day, IReadOnlyDictionary<string, long> Reached);

/// <param name="More">There are more than are listed.</param>
public sealed record FunnelStudiesBody(DateOnly Day, IReadOnlyList<FunnelStudyBody> Studies, bool More);

/// <param name="Reason">Why it waits, where nothing is launched.</param>
public sealed record FunnelStudyBody(string StudyId, string Code, string Clinic, string Status, string Priority, string HighestRisk, string? Modality, int Slices, bool Incomplete, StudyTimes Times, string? Reason)
{
    /// <param name="use">Of the running day; null where no study waits.</param>
    public static FunnelStudyBody Of(FunnelStudy study, TaskTimeUse? use) => new(
        study.Id.Value, StudyCode.Of(study.Id), study.Id.Clinic.Value, StoredNames.Of(study.Status), StoredNames.Of(study.Priority), StoredNames.Of(study.HighestRisk),
        study.Modality, study.Slices, study.Incomplete, study.Times,
        use is { Paused: true } && study.Status == StudyStatus.Queued ? TaskTimeUse.Reason : null);
}

public sealed record ReadsBody(DateOnly From, DateOnly To, DateTimeOffset? MadeAt, IReadOnlyList<ReadTally> Reads, IReadOnlyList<ReadsOfDay> Days);

public sealed record ReadsOfDay(DateOnly Day, IReadOnlyList<ReadTally> Reads);

/// <param name="StandingUsd">Of the sum, what a month costs in which nothing happens.</param>
public sealed record CostBody(
    DateOnly From, DateOnly To, DateTimeOffset? MadeAt, string Profile, long Studies, long Files, double TaskHours, decimal EstimatedUsd, decimal StandingUsd,
    IReadOnlyList<CostOfService> Services, string Region, string PricesOf);

public sealed record CostOfService(string Service, decimal Usd);
