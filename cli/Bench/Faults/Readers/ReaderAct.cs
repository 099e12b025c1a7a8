namespace FirstRead.Cli.Bench.Faults.Readers;

/// <summary>How an act ended, as its reader saw it.</summary>
public enum ActEnd
{
    /// <summary>Answered: it is done.</summary>
    Done,

    /// <summary>Answered: it is not done.</summary>
    Refused,

    /// <summary>An error, or no answer at all: it may be done or not.</summary>
    Unanswered,
}

/// <summary>One act of a reader.</summary>
/// <param name="At">When its end was seen, by the right clock.</param>
/// <param name="What">One of <see cref="Core.Audit.AuditActs"/>.</param>
/// <param name="Mark">Of a signature: the impression, which no other act has.</param>
public sealed record ReaderAct(DateTimeOffset At, string Study, string What, ActEnd End, string? Mark = null);
