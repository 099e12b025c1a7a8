using System.Globalization;
using System.Text;
using FirstRead.Core.Operations.Hours;

namespace FirstRead.Core.Operations.Summaries;

/// <summary>A day in a few lines of plain text, for people who read their mail before they open a portal. Counts and times alone: nothing of a study.</summary>
public static class SummaryText
{
    private const double Most = 0.95;

    private static readonly (string Words, string Took)[] Ways =
    [
        ("Upload to AI", HourOfStudies.UploadToResult),
        ("AI to alert", FunnelStages.NameOf(FunnelStage.Alerted)),
        ("Alert to acknowledgement", FunnelStages.NameOf(FunnelStage.Acknowledged)),
        ("AI to signature", FunnelStages.NameOf(FunnelStage.Signed)),
    ];

    public static string Subject(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"FirstRead: {day:yyyy-MM-dd}");

    /// <param name="day">UTC.</param>
    /// <param name="sum">Of the day's hours; null where nothing came.</param>
    public static string Of(DateOnly day, HourOfStudies? sum)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Studies that came on {day:yyyy-MM-dd} (UTC): {sum?.Studies ?? 0}\n");
        foreach (var (status, count) in sum?.Statuses.OrderBy(status => status.Key, StringComparer.Ordinal) ?? Enumerable.Empty<KeyValuePair<string, long>>())
            text.Append(CultureInfo.InvariantCulture, $"  {status}: {count}\n");
        text.Append("Time, median and 95th percentile:\n");
        foreach (var (words, took) in Ways)
            text.Append(CultureInfo.InvariantCulture, $"  {words}: {Times(sum?.Took.GetValueOrDefault(took))}\n");
        if (sum is not null)
            text.Append(CultureInfo.InvariantCulture, $"Added up {sum.MadeAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC; what was signed later is not in it. See Operations, Funnel.\n");
        return text.ToString();
    }

    private static string Times(DurationHistogram? took) => took is { Count: > 0 } some ? $"{Words(some.Quantile(0.5)!.Value)}, {Words(some.Quantile(Most)!.Value)} ({some.Count.ToString(CultureInfo.InvariantCulture)} studies)" : "none";

    private static string Words(double seconds) => seconds switch
    {
        < 120 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s"),
        < 7200 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:0.0} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:0.0} h"),
    };
}
