using static FirstRead.Core.Studies.StudyStatus;

namespace FirstRead.Core.Studies.Lifecycle;

/// <summary>Moves of a study's analysis.</summary>
public static class StudyLifecycle
{
    public const string Queue = "complete";
    public const string Hold = "nothing may go on";
    public const string Take = "a task takes it";
    public const string Finish = "result stored";

    public static StateMachine<StudyStatus> Machine { get; } = new(
        "study",
        "`STUDY#/META`: `status`. Only `StudyChanges` sets it, by this table; the changed study is written on the condition that its `revision` is the one that was read, so that the state it leads from is the stored one.",
        Receiving,
        StoredNames.Of,
        [
            new(Queue, [Receiving, Held], [Queued], "Ingest or Reconcile, closing the last upload that touched it", "every upload that touched it is closed, and an instance is there that no analysis was asked for; one transaction with its row in the queue", "the launcher", "the upload is still due"),
            new(Hold, [Receiving, Held], [Held], "as above", "every upload is closed and no instance may go on; again only when the reason changes", "nobody: it stands on the worklist and among held files", "the upload is still due"),
            new(Queue, [Analysed, NotApplicable, Failed], [Queued], "as above, for late instances; Api, for an operator's replay", "more instances stand than were queued, or a person asked; as above", "the launcher; a signed study stands on the worklist again", "the upload is still due; a replay is asked for again"),
            new(Queue, [Queued, Analysing], [Queued], "as above", "more instances; refused while a task holds the work, and looked at again when it ends", "nothing: it keeps its place in line", "the upload is still due"),
            new(Take, [Queued, Analysing], [Analysing], "the container; Reconcile, to give up what killed three tasks", "nobody holds the work; `attempt` is raised, in one transaction with the claim", "the analysis", "the work waits, and the next task takes it"),
            new(Finish, [Analysing], [Analysed, NotApplicable, Failed], "whoever took it", "the claim is still the writer's: owner and attempt; one transaction with the result, and the work goes", "Triage, by the stream; without an alert record in two minutes, Reconcile", "all or nothing; the claim is found dead, and another task takes it"),
        ]);
}
