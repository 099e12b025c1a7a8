namespace FirstRead.Core.Studies.Lifecycle;

/// <summary>Where a study's reading stands.</summary>
public enum ReadingState
{
    /// <summary>On the worklist.</summary>
    Open,

    /// <summary>Off the worklist; <c>signedAt</c> is set.</summary>
    Signed,

    /// <summary>The clinic has fetched what was signed; <c>releasedAt</c> is set.</summary>
    Released,
}

/// <summary>Moves of a study's reading, beside its analysis.</summary>
public static class ReadingLifecycle
{
    public static StateMachine<ReadingState> Machine { get; } = new(
        "reading",
        "`STUDY#/META`: `signedAt`, `releasedAt`; every signature is a `REVIEW#` row that nothing changes. All writes but the last name the revision that was read.",
        ReadingState.Open,
        NameOf,
        [
            new("signed", [ReadingState.Open], [ReadingState.Signed], "Api, for a radiologist with a fresh login", "analysed, not applicable or failed; every finding decided; the round unsigned, in one transaction with the study", "the clinic's next look at releases; the alert ends", "documents are written before the round that names them: those of an act that died are never read"),
            new("addendum", [ReadingState.Signed, ReadingState.Released], [ReadingState.Signed, ReadingState.Released], "Api, as above", "a round of its own; the state stays", "the clinic's next look", "as above"),
            new("released", [ReadingState.Signed], [ReadingState.Released], "Reidentify, when the clinic fetches", "signed, and for the first time", "nothing", "fetched again"),
            new("reopened", [ReadingState.Signed, ReadingState.Released], [ReadingState.Open], "Ingest or Reconcile, with the study's queueing; Reidentify, when its patient is corrected", "late instances, or another patient", "a new result, its alert, and another signature; the earlier stays", "one write"),
        ]);

    private static string NameOf(ReadingState state) => state switch { ReadingState.Open => "open", ReadingState.Signed => "signed", _ => "released" };
}
