using FirstRead.Core.Studies;

namespace FirstRead.Core.Launching;

/// <summary>Where inference tasks run (ECS).</summary>
public interface ITaskRunner
{
    /// <summary>
    /// Starts one task. The same token answers with the same task for 24 hours, alive or dead. Returns its ARN, or null
    /// when it was refused for now (no capacity, throttled): nothing runs then.
    /// </summary>
    Task<string?> RunAsync(Launch launch, CancellationToken cancel);

    /// <summary>Ends a task whose slot was taken from it, so that it costs nothing more; nothing happens where it has ended.</summary>
    Task StopAsync(string taskArn, CancellationToken cancel);

    /// <summary>What the tasks do now; one that the runner has forgotten has ended.</summary>
    Task<IReadOnlyDictionary<string, TaskPhase>> DescribeAsync(IReadOnlyCollection<string> taskArns, CancellationToken cancel);
}

/// <summary>One task to be started in a slot.</summary>
public sealed record Launch(StudyId Study, Slot Slot, string ClientToken);

/// <summary>A task's life as far as we care.</summary>
public enum TaskPhase
{
    /// <summary>Being placed, or pulling its image: no heartbeat is to be expected.</summary>
    Starting,
    Running,
    Ended,
}
