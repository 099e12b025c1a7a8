using FirstRead.Core.Triage.OnCall;

namespace FirstRead.Core.Triage;

/// <summary>What a person may do about an open alert, besides acknowledging it. Pure.</summary>
public static class AlertActs
{
    /// <summary>Nobody is called for so many minutes; then it goes on where it was.</summary>
    /// <param name="most">How many minutes an alert may be put off, all its snoozes together: never for ever.</param>
    public static AlertOutcome Snooze(Alert alert, int minutes, int most, DateTimeOffset now)
    {
        if (!alert.IsOpen)
            return new AlertOutcome.Refused(AlertRefusal.NotOpen);
        if (alert.SnoozedMinutes + minutes > most)
            return new AlertOutcome.Refused(AlertRefusal.SnoozedLongEnough);
        var until = now.AddMinutes(minutes);
        var changed = alert with { SnoozedUntil = Later(until, alert.SnoozedUntil), SnoozedMinutes = alert.SnoozedMinutes + minutes };
        // A message that is under way goes; whoever sends it keeps to the snooze.
        return new AlertOutcome.Changed(alert.Claim is null ? changed with { DueAt = Later(until, alert.DueAt) } : changed);
    }

    /// <summary>This person is called next, at once, whether on call or not; who does not answer either is passed by as anyone is.</summary>
    public static AlertOutcome Reassign(Alert alert, Rota rota, string person, DateTimeOffset now)
    {
        if (!alert.IsOpen)
            return new AlertOutcome.Refused(AlertRefusal.NotOpen);
        if (rota.Find(person) is null)
            return new AlertOutcome.Refused(AlertRefusal.UnknownPerson);
        var changed = alert with { Assigned = person, SnoozedUntil = null };
        return new AlertOutcome.Changed(alert.Claim is null ? changed with { DueAt = now } : changed);
    }

    private static DateTimeOffset Later(DateTimeOffset time, DateTimeOffset? other) => other > time ? other.Value : time;
}

/// <summary>What an act on an alert comes to.</summary>
public abstract record AlertOutcome
{
    private AlertOutcome()
    {
    }

    /// <summary>To be stored, if the alert's revision is still the same.</summary>
    public sealed record Changed(Alert Alert) : AlertOutcome;

    public sealed record Refused(AlertRefusal Refusal) : AlertOutcome;
}

/// <summary>Why an act cannot be.</summary>
public enum AlertRefusal
{
    NotOpen,
    SnoozedLongEnough,
    UnknownPerson,
}
