using FirstRead.Core.Studies;

namespace FirstRead.Core.Operations.Hours;

/// <summary>Where a study comes past, in order. Not every study comes past each: nobody is called for one that shows nothing.</summary>
public enum FunnelStage
{
    Uploaded,
    Deidentified,
    Complete,
    Analysed,
    Alerted,
    Acknowledged,
    Signed,
    Released,
}

/// <summary>Stages by their stored names, and when a study was there.</summary>
public static class FunnelStages
{
    public static IReadOnlyList<FunnelStage> All { get; } = Enum.GetValues<FunnelStage>();

    public static string NameOf(FunnelStage stage) => stage switch
    {
        FunnelStage.Uploaded => "uploaded",
        FunnelStage.Deidentified => "deidentified",
        FunnelStage.Complete => "complete",
        FunnelStage.Analysed => "analysed",
        FunnelStage.Alerted => "alerted",
        FunnelStage.Acknowledged => "acknowledged",
        FunnelStage.Signed => "signed",
        FunnelStage.Released => "released",
        _ => throw new ArgumentOutOfRangeException(nameof(stage), stage, null),
    };

    /// <summary>From which stage the time to this one is counted; null for the first. A read begins with the result, whether or not somebody was called.</summary>
    public static FunnelStage? Before(FunnelStage stage) => stage switch
    {
        FunnelStage.Uploaded => null,
        FunnelStage.Signed => FunnelStage.Analysed,
        _ => stage - 1,
    };

    /// <summary>Null where the study is not there yet, or never comes there.</summary>
    public static DateTimeOffset? ReachedAt(StudyTimes times, FunnelStage stage) => stage switch
    {
        FunnelStage.Uploaded => times.ReceivedAt,
        // The last instance is the last only once the study is complete.
        FunnelStage.Deidentified => times.CompleteAt is null ? null : times.LastInstanceAt,
        FunnelStage.Complete => times.CompleteAt,
        FunnelStage.Analysed => times.AnalysedAt,
        FunnelStage.Alerted => times.AlertedAt,
        FunnelStage.Acknowledged => times.AcknowledgedAt,
        FunnelStage.Signed => times.SignedAt,
        FunnelStage.Released => times.ReleasedAt,
        _ => throw new ArgumentOutOfRangeException(nameof(stage), stage, null),
    };

    /// <summary>How long the study took to this stage from the one before; null where either is missing, or a late slice has turned them round.</summary>
    public static TimeSpan? Took(StudyTimes times, FunnelStage stage) =>
        Before(stage) is { } before && ReachedAt(times, before) is { } from && ReachedAt(times, stage) is { } to && to >= from ? to - from : null;
}
