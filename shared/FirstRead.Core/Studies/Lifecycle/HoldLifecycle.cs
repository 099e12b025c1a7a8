namespace FirstRead.Core.Studies.Lifecycle;

/// <summary>Where a held file's decision stands.</summary>
public enum HoldState
{
    /// <summary>No row.</summary>
    None,
    Waiting,
    Decided,
}

/// <summary>Moves of a held file's row, on the list that people see.</summary>
public static class HoldLifecycle
{
    public static StateMachine<HoldState> Machine { get; } = new(
        "hold",
        "`HOLDS/HOLD#`: the row and its `verdict`. Listed whole; a decision that was not carried out is looked for each minute, for a day.",
        HoldState.None,
        NameOf,
        [
            new("held", [HoldState.None], [HoldState.Waiting], "Ingest", "before the file's own state: what is held is always listed", "a person, by the list", "the event's repeat"),
            new("decided", [HoldState.Waiting], [HoldState.Decided], "Reidentify, for an operator or radiologist", "the very hold that was shown; audited before", "the copy of the original back, whose event wakes Ingest; or the refusal", "Ingest's schedule carries it out anew"),
            new("held again", [HoldState.Decided], [HoldState.Waiting], "Ingest", "a decision stands, and the file is held for another reason", "a person", "the event's repeat"),
            new("done", [HoldState.Decided], [HoldState.None], "Ingest, Reidentify", "a decision stands and the file has its end", "nothing", "the event's repeat, or the schedule"),
        ]);

    private static string NameOf(HoldState state) => state switch { HoldState.None => "none", HoldState.Waiting => "waiting", _ => "decided" };
}
