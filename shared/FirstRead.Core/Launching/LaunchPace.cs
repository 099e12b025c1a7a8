using FirstRead.Core.Studies;

namespace FirstRead.Core.Launching;

/// <summary>How long a task takes, as far as that decides whether another is worth its start (docs/scale.md, "When a task is started").</summary>
/// <param name="Start">From RunTask to the first study: on Fargate mostly the pull of the image.</param>
/// <param name="AStudy">Of a study, beside its pictures.</param>
/// <param name="AnInstance">Of each of its instances.</param>
/// <param name="Patience">Work that a task may have before it, for another study to be left to it.</param>
public sealed record LaunchPace(TimeSpan Start, TimeSpan AStudy, TimeSpan AnInstance, TimeSpan Patience)
{
    /// <summary>
    /// On the high side of what was measured (docs/performance.md, "What draining the queue costs"), for S3 and DynamoDB are nearer there. A task that takes
    /// longer is not counted on any more, and the next look starts another.
    /// </summary>
    public static LaunchPace Measured { get; } = new(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(0.1), TimeSpan.FromSeconds(10));

    /// <summary>What a task that runs is thought to take for it.</summary>
    public TimeSpan Of(WorkItem work) => AStudy + (AnInstance * work.Instances);
}
