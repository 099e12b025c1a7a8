using static FirstRead.Core.Studies.FileState;

namespace FirstRead.Core.Studies.Lifecycle;

/// <summary>Moves of an uploaded file.</summary>
public static class FileLifecycle
{
    public const string Settle = "taken in";
    public const string GiveUp = "never came";
    public const string Decide = "a person decided";
    public const string Erase = "erased";

    public static StateMachine<FileState> Machine { get; } = new(
        "file",
        "`UPLOAD#/FILE#`: `state`. Each write is one put whose condition is the list of states that its row here leads from. An accepted file is in exactly one study: the instance row was put before.",
        Pending,
        StoredNames.Of,
        [
            new(Settle, [Pending, Expired], [Accepted, Duplicate, Refused, Held, Ignored], "Ingest, at the object's event", "the file was read to its end; the state is the condition", "the upload's counter, and at the last file its closing", "a repeat of the event finds the instance row, the quarantined copy, the hold or the archive's files, and ends the same way"),
            new(GiveUp, [Pending], [Expired], "Reconcile", "the upload's deadline has passed, or it was taken back", "the upload's closing", "the upload is still due"),
            new(Decide, [Held], [Accepted, Duplicate, Refused, Held, Ignored], "Ingest, when a released file comes again; Reidentify, for a refusal", "a decision stands on the held file; the state is the condition", "the upload's counter and closing: its studies may lack less, or wait for nobody now", "the decision stands until it is carried out, and is carried out anew"),
            new(Erase, [Accepted, Duplicate, Refused, Held, Expired, Ignored], [Refused], "Erase", "two persons confirmed the erasure", "nothing", "the erasure is due until all of it is done"),
        ]);
}
