using FirstRead.Core.Studies;
using FirstRead.Core.Triage.OnCall;

namespace FirstRead.Core.Triage;

/// <summary>Which alert: a study and a result version.</summary>
public readonly record struct AlertKey(StudyId Study, int Attempt);

/// <summary>The one alert record of a study and result version, <c>ALERT#attempt</c>. It says what was sent, and when to look again.</summary>
/// <param name="Rule">The name of the rule that decided.</param>
/// <param name="SentAt">When the first message was handed over.</param>
/// <param name="MessageId">SNS's id of the last message handed over.</param>
public sealed record Alert(
    StudyId Study,
    int Attempt,
    AlertState State,
    string Rule,
    DateTimeOffset CreatedAt,
    DateTimeOffset? SentAt = null,
    string? MessageId = null)
{
    /// <summary>Older steps are counted and no longer listed.</summary>
    private const int MostSteps = 40;

    public AlertKey Key => new(Study, Attempt);

    /// <summary>Of the result; null in records from before this was kept.</summary>
    public Risk? Risk { get; init; }

    /// <summary>How many instances the result saw; null where that was not known.</summary>
    public int? Pictures { get; init; }

    /// <summary>When to look again; null: never, unless a message was intended and nobody noted when.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>The revision that a sender took for a message that is under way until <see cref="DueAt"/>; null: none is.</summary>
    public int? Claim { get; init; }

    /// <summary>What was tried, oldest first; the last forty.</summary>
    public IReadOnlyList<AlertStep> Steps { get; init; } = [];

    /// <summary>Messages handed over, in all.</summary>
    public int Messages { get; init; }

    /// <summary>Id of the person whom somebody put in charge: called next.</summary>
    public string? Assigned { get; init; }

    /// <summary>Nobody is called before then.</summary>
    public DateTimeOffset? SnoozedUntil { get; init; }

    /// <summary>All that it was put off, in minutes.</summary>
    public int SnoozedMinutes { get; init; }

    /// <summary>A stable code of what keeps a message from going, or an operator must mend; null when all is well.</summary>
    public string? Problem { get; init; }

    /// <summary>Of an ended alert: why (<see cref="AlertEnds"/>).</summary>
    public string? Ended { get; init; }

    /// <summary>Raised by every write: the ETag. 0 in records from before this was kept.</summary>
    public int Revision { get; init; }

    /// <summary>Messages are owed until a person answers.</summary>
    public bool IsOpen => State is AlertState.Intended or AlertState.Sent && (DueAt is not null || State == AlertState.Intended);

    public bool IsDueAt(DateTimeOffset now) => IsOpen && !(DueAt > now) && !(SnoozedUntil > now);

    /// <summary>Somebody is being called, and may have got a message that nobody noted yet.</summary>
    public bool MayHaveArrived => IsOpen && (SentAt is not null || Claim is not null);

    /// <summary>The sender with this revision's claim has a try behind it.</summary>
    /// <param name="assignedThen">Who was in charge when it was claimed: had a turn now.</param>
    /// <param name="nextAt">When to look again; passed by where another holds the claim by now.</param>
    public Alert Note(int claim, string? assignedThen, AlertStep step, DateTimeOffset nextAt)
    {
        var mine = Claim == claim;
        var handedOver = step.MessageId is not null;
        var assigned = handedOver && Assigned == assignedThen ? null : Assigned;
        return this with
        {
            State = handedOver && State == AlertState.Intended ? AlertState.Sent : State,
            SentAt = handedOver ? SentAt ?? step.At : SentAt,
            MessageId = step.MessageId ?? MessageId,
            Messages = handedOver ? Messages + 1 : Messages,
            Steps = [.. Steps.Append(step).TakeLast(MostSteps)],
            Assigned = assigned,
            Claim = mine ? null : Claim,
            DueAt = mine && IsOpen ? Later(assigned is null ? nextAt : step.At, SnoozedUntil) : DueAt,
        };
    }

    /// <summary>Nobody is called any more.</summary>
    public Alert End(string reason) => this with { State = AlertState.Ended, Ended = reason, DueAt = null };

    private static DateTimeOffset Later(DateTimeOffset time, DateTimeOffset? other) => other > time ? other.Value : time;
}

/// <summary>One try to reach a person.</summary>
/// <param name="Person">Id in the rota of the time.</param>
/// <param name="MessageId">SNS's; null when the message was refused.</param>
/// <param name="Failure">A stable code of why it was refused; null when it was handed over.</param>
public sealed record AlertStep(string Person, string Name, MessageChannel Channel, DateTimeOffset At, string? MessageId = null, string? Failure = null);
