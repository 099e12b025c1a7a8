using FirstRead.Core.Studies;

namespace FirstRead.Core.Operations.Hours;

/// <summary>A study as the index of hours has it: what the figures need, and nothing else.</summary>
/// <param name="Slices">Instances when it was last put in line; 0 before.</param>
public sealed record FunnelStudy(StudyId Id, StudyStatus Status, Priority Priority, Risk HighestRisk, string? Modality, int Slices, bool Incomplete, StudyTimes Times);

/// <summary>What one hour brought: the studies that came in it, wherever they stand by now, and the reads that were signed in it. Hours add up.</summary>
/// <param name="Hour">Its beginning, UTC.</param>
/// <param name="MadeAt">When it was added up; what happened since is not in it.</param>
/// <param name="Reached">Studies that have come past a stage, by <see cref="FunnelStages.NameOf"/>.</param>
/// <param name="Took">From the stage before, by the same name; and <see cref="UploadToResult"/>.</param>
/// <param name="Statuses">Studies by <see cref="StoredNames.Of(StudyStatus)"/>.</param>
/// <param name="Slices">Of studies that were put in line.</param>
/// <param name="TaskSeconds">From launch to result.</param>
public sealed record HourOfStudies(
    DateTimeOffset Hour,
    DateTimeOffset MadeAt,
    long Studies,
    IReadOnlyDictionary<string, long> Reached,
    IReadOnlyDictionary<string, DurationHistogram> Took,
    IReadOnlyDictionary<string, long> Statuses,
    long Slices,
    long TaskSeconds,
    IReadOnlyList<ReadTally> Reads)
{
    /// <summary>In <see cref="Took"/>: from the first instance to the result, over all stages between.</summary>
    public const string UploadToResult = "uploaded-to-analysed";

    public static HourOfStudies Of(DateTimeOffset hour, IReadOnlyList<FunnelStudy> studies, IReadOnlyList<SignedComparison> reads, DateTimeOffset now) => new(
        hour,
        now,
        studies.Count,
        FunnelStages.All
            .Select(stage => (Name: FunnelStages.NameOf(stage), Count: studies.LongCount(study => FunnelStages.ReachedAt(study.Times, stage) is not null)))
            .Where(stage => stage.Count > 0)
            .ToDictionary(stage => stage.Name, stage => stage.Count),
        FunnelStages.All
            .Select(stage => (Name: FunnelStages.NameOf(stage), Took: DurationHistogram.Of(studies.Select(study => FunnelStages.Took(study.Times, stage)).OfType<TimeSpan>())))
            .Append((Name: UploadToResult, Took: DurationHistogram.Of(studies.Where(study => study.Times.AnalysedAt >= study.Times.ReceivedAt).Select(study => study.Times.AnalysedAt!.Value - study.Times.ReceivedAt))))
            .Where(stage => stage.Took.Buckets.Count > 0)
            .ToDictionary(stage => stage.Name, stage => stage.Took),
        studies.CountBy(study => StoredNames.Of(study.Status)).ToDictionary(status => status.Key, status => (long)status.Value),
        studies.Sum(study => (long)study.Slices),
        (long)studies.Sum(study => study.Times is { LaunchedAt: { } launched, AnalysedAt: { } analysed } && analysed > launched ? (analysed - launched).TotalSeconds : 0),
        ReadTally.Of(reads));

    /// <summary>Several hours as one, under the first one's name and as of the oldest.</summary>
    public static HourOfStudies? Sum(IReadOnlyList<HourOfStudies> hours) => hours.Count == 0 ? null : new(
        hours.Min(hour => hour.Hour),
        hours.Min(hour => hour.MadeAt),
        hours.Sum(hour => hour.Studies),
        Sum(hours.SelectMany(hour => hour.Reached)),
        hours.SelectMany(hour => hour.Took).GroupBy(took => took.Key).ToDictionary(same => same.Key, same => DurationHistogram.Sum(same.Select(took => took.Value))),
        Sum(hours.SelectMany(hour => hour.Statuses)),
        hours.Sum(hour => hour.Slices),
        hours.Sum(hour => hour.TaskSeconds),
        ReadTally.Sum(hours.SelectMany(hour => hour.Reads)));

    private static Dictionary<string, long> Sum(IEnumerable<KeyValuePair<string, long>> counts) =>
        counts.GroupBy(count => count.Key).ToDictionary(same => same.Key, same => same.Sum(count => count.Value));
}
