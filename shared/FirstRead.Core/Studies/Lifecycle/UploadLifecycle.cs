using static FirstRead.Core.Studies.UploadState;

namespace FirstRead.Core.Studies.Lifecycle;

/// <summary>Moves of an upload.</summary>
public static class UploadLifecycle
{
    public const string Add = "more files";
    public const string Seal = "nothing more follows";
    public const string Cancel = "taken back";
    public const string Close = "all settled";

    public static StateMachine<UploadState> Machine { get; } = new(
        "upload",
        "`UPLOAD#/META`: `open`, `growing`, `cancelled`. Every write names the states that it leads from as its condition. An upload that is not closed is due, always: "
        + "its `dueAt` is set with its first write and by every settled file, and taken away only when it is closed, its studies are seen to, and what was given up was looked for once more.",
        Growing,
        StoredNames.Of,
        [
            new(Add, [Growing], [Growing], "Uploads, for the clinic", "the condition `growing`; the files are counted before their rows are put", "nothing; the quiet period begins anew", "rows that were counted and never put are missed at the end, and one more look closes without them"),
            new(Seal, [Growing], [Open], "Uploads, for the clinic; Reconcile, after the quiet period", "the condition `growing`", "Reconcile at once where every file is settled, else when the files that are under way have had their time", "one write"),
            new(Cancel, [Growing, Open], [Cancelling], "Uploads, for the clinic", "the condition `open` and not `cancelled`", "Reconcile within a minute: it gives up what is pending", "one write; the same that makes it due"),
            new(Close, [Open], [Closed], "Ingest, after the last file; Reconcile, when it is due", "no file is pending, counted by rows and strongly; as many rows as were announced, or the deadline has passed", "each study of the upload: is it complete?", "it stays due until its studies are seen to"),
            new(Close, [Cancelling], [Cancelled], "Reconcile", "as above", "as above", "as above"),
        ]);

    /// <param name="open">Some file has no end state yet, or may still be announced.</param>
    /// <param name="cancelled">The clinic took it back.</param>
    /// <param name="growing">More files may be announced.</param>
    public static UploadState StateOf(bool open, bool cancelled, bool growing) => (open, cancelled, growing) switch
    {
        (true, true, _) => Cancelling,
        (true, _, true) => Growing,
        (true, _, _) => Open,
        (false, true, _) => Cancelled,
        _ => Closed,
    };
}
