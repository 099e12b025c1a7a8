namespace FirstRead.Core.Cost;

/// <summary>
/// Numbers that the scale model stands on. Ours are counted in the code or measured on two cores (docs/scale.md says which); AWS's are default
/// quotas as known on <see cref="PriceTable.Date"/>, and most of them are raised on request.
/// </summary>
public static class ScaleFacts
{
    /// <summary>The busiest hour has three times the mean: hospitals work by day.</summary>
    public const double PeakFactor = 3;

    /// <summary>One invocation: some 0.03 s of CPU, the rest waits for S3 and DynamoDB. As the cost model has it: 0.7 GB-s at 1,769 MB.</summary>
    public const double IngestSeconds = 0.4;

    /// <summary>
    /// Of a running task, beside the slices: rows, overlays, SEG, SR, the last write; and of each slice, with one net. Measured on two cores, which Fargate
    /// sells as four vCPUs (docs/performance.md, "What draining the queue costs"): 1.55 s for a study of 20 slices, 99 s of CPU for one of 1,000.
    /// </summary>
    public const double TaskSecondsAStudy = 0.5;
    public const double TaskSecondsAFile = 0.05;

    /// <summary>Of one record of the stream: reads, policy, audit, Publish, note.</summary>
    public const double TriageSeconds = 0.25;

    /// <summary>Share of studies that call somebody, and calls for each with its escalation.</summary>
    public const double AlertShare = 0.1;
    public const double MessagesAnAlert = 1.5;

    /// <summary>Of uploads that stand still and are closed by Reconcile.</summary>
    public const double StalledShare = 0.01;

    /// <summary>The open worklist is one partition key of an index, and each slice moves its study's entry: some 2 KB, thus 2 units.</summary>
    public const double WorklistUnitsAFile = 2;

    /// <summary>An upload's due time is rounded, so that one slice in some fifty moves it: one entry out, one in, over eight shards.</summary>
    public const double DueUnitsAFile = 0.04;

    /// <summary>In its own partition a study is written once a slice for its row (some 2 KB), once for the instance; 3 units, twice where in a transaction.</summary>
    public const double StudyUnitsAFile = 5;

    /// <summary>Of the queue's one partition: in, launch, claim, out, and a beat each ten seconds.</summary>
    public const double QueueWritesAStudy = 6;
    public const double HeartbeatSeconds = 10;
    public const double WorkRowBytes = 300;

    /// <summary>Looks at the queue a study: when it is complete, when its task is free again, when the next is.</summary>
    public const double QueueReadsAStudy = 3;
    public const double ReadUnitBytes = 4096;

    /// <summary>Studies in line at the peak where tasks keep up: a look reads them all.</summary>
    public const double WaitingSeconds = 30;

    // AWS.

    /// <summary>DynamoDB Developer Guide, "Service quotas": of one partition key.</summary>
    public const double PartitionWriteUnits = 1000;
    public const double PartitionReadUnits = 3000;

    /// <summary>Of one on-demand table, by default.</summary>
    public const double TableWriteUnits = 40_000;

    /// <summary>Amazon S3 User Guide, "Performance guidelines": of one prefix; S3 splits prefixes under load, and our keys are random right behind <c>uploads/</c>.</summary>
    public const double PutsAPrefix = 3500;

    /// <summary>API Gateway, requests a second and account.</summary>
    public const double GatewayRequests = 10_000;

    /// <summary>Fargate: launches a second, sustained (Amazon ECS Developer Guide, "Fargate throttling quotas").</summary>
    public const double TaskLaunches = 20;

    /// <summary>Of one account where it was asked for once; a new account has far fewer.</summary>
    public const double FargateVcpus = 4000;
    public const double VcpusATask = 4;

    /// <summary>Slots have three digits.</summary>
    public const double MostSlots = 999;

    /// <summary>SNS, text messages a second and account; a long code sends one a second whatever the account may.</summary>
    public const double MessagesASecond = 20;
    public const double LongCodeMessages = 1;

    /// <summary>A table that is written fast has a shard for each partition; each has two invocations at once.</summary>
    public const double TriageAShard = 2;

    /// <summary>What one look of Reconcile, a minute, takes up of each kind.</summary>
    public const double DueALook = 100;
    public const double LookSeconds = 60;
}
