using FirstRead.Core.Launching;
using static FirstRead.Core.Cost.ScaleFacts;

namespace FirstRead.Core.Cost;

/// <summary>One place where studies pass, at the peak.</summary>
/// <param name="Limit">In the unit of <paramref name="Demand"/>.</param>
/// <param name="Remedy">What raises the limit.</param>
public sealed record ScaleStage(string Name, string Unit, double Demand, double Limit, string Remedy)
{
    public double Utilisation => Demand / Limit;
}

/// <summary>Every place with a limit, from the clinic to the phone, and how full it is at the peak hour of a day.</summary>
public static class ScaleModel
{
    /// <summary>Fullest first.</summary>
    public static IReadOnlyList<ScaleStage> Stages(ScaleLoad load) =>
    [
        .. new ScaleStage[]
        {
            new("HTTP API", "requests a second", load.PeakStudies * (double)Assumptions.RequestsAStudy, GatewayRequests, "quota of API Gateway"),
            new("S3 incoming", "PUTs a second", load.PeakFiles, PutsAPrefix, "nothing to do: S3 splits `uploads/` by its random ids as the rate grows; ask for it before a jump"),
            new("Ingest", "invocations at once", load.PeakFiles * IngestSeconds, load.IngestConcurrency, "Lambda concurrency (account quota, then the profile's reservation)"),
            new("Table studies", "write units a second", (load.PeakFiles * (double)Assumptions.WritesAFile) + (load.PeakStudies * (double)Assumptions.WritesAStudy), TableWriteUnits, "table quota; DynamoDB splits partitions by itself"),
            new("Index worklist, key `open`", "write units a second", load.PeakFiles * WorklistUnitsAFile, PartitionWriteUnits, "shard `open` by clinic, and keep what each slice moves out of the index"),
            new("Index due", "write units a second", load.PeakFiles * DueUnitsAFile, PartitionWriteUnits * Storage.StudiesTable.DueShards, "more shards (`DueShards`)"),
            new("Queue, one partition: writes", "write units a second", (load.PeakStudies * QueueWritesAStudy) + (TasksNeeded(load) / HeartbeatSeconds), PartitionWriteUnits, "a queue for each of some shards, a task draining its own first"),
            new("Queue, one partition: reads", "read units a second", load.PeakStudies * QueueReadsAStudy * Math.Ceiling(load.PeakStudies * WaitingSeconds * WorkRowBytes / ReadUnitBytes), PartitionReadUnits, "as above; and ask for the first page instead of the whole line"),
            new("Inference tasks", "tasks at once", TasksNeeded(load), load.Tasks, "`maxTasks`; the GPU profile; a model that is faster on CPU"),
            new("Slots", "tasks at once", TasksNeeded(load), MostSlots, "wider slot numbers, and slots in more than one partition"),
            new("Fargate", "vCPU", TasksNeeded(load) * VcpusATask, FargateVcpus, "quota of Fargate; a second capacity provider"),
            new("RunTask", "launches a second", Launches(load), TaskLaunches, "quota of Fargate; more patience (`LaunchPace`)"),
            new("Triage", "invocations at once", load.PeakStudies * TriageSeconds, TriageAShard * Shards(load), "ParallelizationFactor up to 10"),
            new("SNS, account", "messages a second", Messages(load), MessagesASecond, "quota of SNS"),
            new("SNS, one long code", "messages a second", Messages(load), LongCodeMessages, "a toll-free number (3 a second), a short code (100)"),
            new("Reconcile: stalled uploads", "a minute", load.PeakStudies * StalledShare * LookSeconds, DueALook, "a larger page a look: it takes seconds, not the minute"),
        }.OrderByDescending(stage => stage.Utilisation).ThenBy(stage => stage.Name, StringComparer.Ordinal),
    ];

    /// <summary>Slices a second that one study, or one upload, takes in before its own partition is full: whatever all others do.</summary>
    public static double FilesASecondOfOneStudy => PartitionWriteUnits / StudyUnitsAFile;

    /// <summary>The most studies a day that no stage stands in the way of, and the one that would.</summary>
    public static (double StudiesADay, ScaleStage First) Capacity(ScaleLoad load)
    {
        var (low, high) = (0.0, 1e9);
        while (high - low > Math.Max(0.5, low * 1e-6))
        {
            var middle = (low + high) / 2;
            if (Stages(load with { StudiesADay = middle })[0].Utilisation > 1)
                high = middle;
            else
                low = middle;
        }
        return (Math.Floor(low), Stages(load with { StudiesADay = high })[0]);
    }

    /// <summary>By Little's law, at the peak.</summary>
    private static double TasksNeeded(ScaleLoad load) => load.PeakStudies * load.TaskSeconds;

    /// <summary>Where studies come fast, a task that is started gets work for as long as the launcher is patient; where they come seldom, each may have its own.</summary>
    private static double Launches(ScaleLoad load) => load.PeakStudies * Math.Min(1, load.TaskSeconds / LaunchPace.Measured.Patience.TotalSeconds);

    private static double Messages(ScaleLoad load) => load.PeakStudies * AlertShare * MessagesAnAlert;

    /// <summary>DynamoDB opens a partition, and a stream shard, for each 1,000 units that are written.</summary>
    private static double Shards(ScaleLoad load) => Math.Max(1, Math.Ceiling(((load.PeakFiles * (double)Assumptions.WritesAFile) + (load.PeakStudies * (double)Assumptions.WritesAStudy)) / PartitionWriteUnits));
}
