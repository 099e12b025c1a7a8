namespace FirstRead.Core.Studies.Lifecycle;

/// <summary>Where a study's work stands.</summary>
public enum WorkState
{
    /// <summary>No row.</summary>
    None,

    /// <summary>A row without an owner.</summary>
    Waiting,

    /// <summary>A row with an owner.</summary>
    Taken,
}

/// <summary>Moves of work and of the places that tasks run in. They are single conditional writes: each row names its condition.</summary>
public static class WorkLifecycle
{
    public static StateMachine<WorkState> Machine { get; } = new(
        "work",
        "`QUEUE/STUDY#`: the row and its `owner`. Strongly read and listed whole each minute: it needs no due time.",
        WorkState.None,
        NameOf,
        [
            new("put in line", [WorkState.None, WorkState.Waiting], [WorkState.Waiting], "Ingest, Reconcile, Api", "no owner; with the study, in one transaction", "the launcher, where a slot is free", "Reconcile launches what waits"),
            new("launched", [WorkState.Waiting], [WorkState.Waiting], "the launcher", "no owner and `launches` as read: counted before the call, so that no client token comes twice", "ECS", "the slot's heartbeat never beats, and the slot is freed"),
            new("taken", [WorkState.Waiting], [WorkState.Taken], "the container, Reconcile", "no owner and `launches` as read; with the study, in one transaction", "the analysis", "found dead"),
            new("given back", [WorkState.Taken], [WorkState.Waiting], "the container, at SIGTERM", "owner and attempt", "the next task or launch", "found dead"),
            new("found dead", [WorkState.Taken], [WorkState.Waiting], "Reconcile", "owner, attempt and heartbeat as seen at three looks in a row, or its slot's task has ended", "the next task or launch; the third death gives the study up as failed", "the slot is freed last, so that the next look finds both again"),
            new("finished", [WorkState.Taken], [WorkState.None], "the container, Reconcile", "owner and attempt; with study and result, in one transaction", "the next work in line", "found dead"),
        ]);

    private static string NameOf(WorkState state) => state switch { WorkState.None => "none", WorkState.Waiting => "waiting", _ => "taken" };
}
