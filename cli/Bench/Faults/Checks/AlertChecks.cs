using System.Text.Json;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;
using FirstRead.Core.Triage;

namespace FirstRead.Cli.Bench.Faults.Checks;

/// <summary>One alert record a result version; a message for each that alerts; none twice but where a sender was struck between publishing and noting, or SNS's answer was lost.</summary>
internal static class AlertChecks
{
    private static readonly string[] Senders = ["triage", "reconcile"];

    /// <summary>How long after a message its sender may still have been about to note it: a function's life.</summary>
    private static readonly TimeSpan Sending = TimeSpan.FromSeconds(60);

    /// <summary>Clocks of the programs are wrong by less.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(1);

    /// <param name="called">How often at least somebody is called who does not answer.</param>
    public static IEnumerable<FaultCheck> Of(StoredWorld world, IReadOnlyList<Struck> struck, FaultJournal journal, int called)
    {
        var studies = world.Studies.ToDictionary(study => study.Pk);
        var results = world.Results.SelectMany(of => of).ToList();
        var alerts = world.Alerts.SelectMany(of => of).ToList();
        yield return new FaultCheck("each result version has exactly one alert record", results.Count,
            [.. results.Where(result => world.Alerts[result.Pk].Count(alert => NumberOf(alert) == NumberOf(result)) != 1).Select(result => result.ToString()),
             .. alerts.Where(alert => world.Results[alert.Pk].All(result => NumberOf(alert) != NumberOf(result))).Select(alert => $"{alert} without a result")]);
        var alerting = alerts.Where(alert => alert.Text(AccessAttributes.State) != "recorded").ToList();
        yield return new FaultCheck("a message was handed over for each that alerts, unless a person was faster", alerting.Count, [.. alerting.Where(alert => !StepsOf(alert).Any(world) && !IsAnswered(alert, studies[alert.Pk])).Select(alert => $"{alert}: {alert.Text(AccessAttributes.State)}")]);
        var high = world.Studies.Where(study => study.Text(StudiesAttributes.Risk) == StoredNames.Of(Risk.High)).ToList();
        yield return new FaultCheck("somebody was called for each study at high risk, unless it was signed before", high.Count, [.. high.Where(study => study.Text(StudiesAttributes.SignedAt) is null && !world.Messages.Any(message => IsAbout(message, study))).Select(study => study.ToString())]);
        var unanswered = alerting.Where(alert => alert.Text(AccessAttributes.State) == "sent").ToList();
        if (called > 1)
            yield return new FaultCheck("who does not answer is called again", unanswered.Count, [.. unanswered.Where(alert => alert.Number(AccessAttributes.Messages) < called).Select(alert => $"{alert}: {alert.Number(AccessAttributes.Messages)}")]);
        var noted = alerting.SelectMany(alert => StepsOf(alert).Ids).ToHashSet();
        var extra = world.Messages.Where(message => !noted.Contains(message.Id)).ToList();
        yield return new FaultCheck("a message was repeated only where its sender was struck between publishing and noting it, or SNS's answer was lost", world.Messages.Count, [.. extra.Where(message => !Excused(message, world, struck, journal)).Select(message => $"{message.Id} at {message.At:O}")]);
        yield return new FaultCheck("no message was noted twice", alerting.Count, [.. alerting.Where(alert => alert.Number(AccessAttributes.Messages) != StepsOf(alert).Ids.Count).Select(alert => $"{alert}: {alert.Number(AccessAttributes.Messages)} noted, {StepsOf(alert).Ids.Count} of them different")]);
    }

    /// <summary>A kill of a sender, or a fault on the very record that says it was sent, while it may have been about to be written.</summary>
    private static bool Excused(PostedMessage message, StoredWorld world, IReadOnlyList<Struck> struck, FaultJournal journal)
    {
        bool During(DateTimeOffset at) => at >= message.At - Skew && at <= message.At + Sending;
        return journal.Faults.Any(fault => fault.Kind == "lost-answer" && fault.Subject == message.Id)
            || struck.Any(hit => Senders.Contains(hit.Strike.Program) && During(hit.At))
            || world.Alerts.SelectMany(of => of).Where(alert => IsAbout(message, alert)).Any(alert =>
                journal.Faults.Any(fault => fault.Kind is not ("stale-index" or "conflict") && fault.Subject?.Contains(alert.ToString(), StringComparison.Ordinal) == true && During(fault.At)));
    }

    /// <summary>Whoever signed or acknowledged before the message went need not be called.</summary>
    private static bool IsAnswered(StoredItem alert, StoredItem study) =>
        alert.Text(AccessAttributes.State) == "ended" && (study.Text(StudiesAttributes.SignedAt) ?? study.Text(StudiesAttributes.AcknowledgedAt)) is not null;

    internal static bool IsAbout(PostedMessage message, StoredItem item) =>
        message.Text.Contains(StudyCode.Of(StudyId.Parse(item.Pk[StudiesTable.StudyPrefix.Length..])), StringComparison.Ordinal);

    private static string NumberOf(StoredItem item) => item.Sk[(item.Sk.IndexOf('#', StringComparison.Ordinal) + 1)..];

    private static Steps StepsOf(StoredItem alert) => new(alert.Text(AccessAttributes.Steps) is { } steps
        ? [.. JsonSerializer.Deserialize(steps, AlertJson.Default.IReadOnlyListAlertStep)!.Select(step => step.MessageId).OfType<string>().Distinct()]
        : []);

    /// <param name="Ids">Of messages that were handed over, each once.</param>
    private sealed record Steps(IReadOnlyList<string> Ids)
    {
        public bool Any(StoredWorld world) => Ids.Any(id => world.Messages.Any(message => message.Id == id));
    }
}
