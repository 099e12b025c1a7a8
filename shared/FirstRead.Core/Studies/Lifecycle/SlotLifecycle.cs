namespace FirstRead.Core.Studies.Lifecycle;

/// <summary>Where a place for a task stands.</summary>
public enum SlotState
{
    Free,

    /// <summary>Claimed for a launch; no task is noted.</summary>
    Claimed,

    /// <summary>A task is noted.</summary>
    Running,
}

/// <summary>Moves of the places that bound how many tasks run.</summary>
public static class SlotLifecycle
{
    public static StateMachine<SlotState> Machine { get; } = new(
        "slot",
        "`SLOTS/SLOT#`: `study`, `taskArn`, and `generation`, which each claim raises and every later write names. Listed whole each minute.",
        SlotState.Free,
        NameOf,
        [
            new("claimed", [SlotState.Free], [SlotState.Claimed], "the launcher", "no `study`", "RunTask", "the heartbeat never beats: free after six looks"),
            new("task noted", [SlotState.Claimed], [SlotState.Running], "the launcher", "the claim's generation", "nothing", "as above: the task beats, and is not taken for dead"),
            new("freed", [SlotState.Claimed, SlotState.Running], [SlotState.Free], "the launcher, when ECS refuses; the container, before it ends; Reconcile, when its task has ended or is silent", "the claim's generation", "the next launch", "the next look"),
        ]);

    private static string NameOf(SlotState state) => state switch { SlotState.Free => "free", SlotState.Claimed => "claimed", _ => "running" };
}
