using Amazon.CDK;
using Amazon.CDK.AWS.CloudWatch;
using Amazon.CDK.AWS.Logs;
using Constructs;
using FirstRead.Core.Access;

namespace FirstRead.Cdk;

/// <summary>
/// The pipeline's own figures, counted in its log lines: nothing is sent for them, and a figure that nothing happened to costs nothing.
/// </summary>
public sealed class Metrics : Construct
{
    public const string Namespace = "FirstRead";

    private static readonly Duration Minutes = Duration.Minutes(5);

    public Metrics(Construct scope, Functions functions, Inference inference) : base(scope, "Metrics")
    {
        Announced = Requests(functions.Uploads, "UploadsAnnounced", AuthorizationTable.CreateUpload);
        Settled = Count(functions.Ingest.LogGroup, "FilesSettled", """{ ($.event = "file-settled") && (($.study NOT EXISTS) || ($.study != "synthetic.*")) }""");
        Held = Count(functions.Ingest.LogGroup, "FilesHeld", """{ ($.event = "file-settled") && ($.state = "held") }""");
        Analysed = Count(inference.Log, "StudiesAnalysed", """{ ($.event = "analysed") && ($.study != "synthetic.*") }""");
        Failed = Count(inference.Log, "AnalysesFailed", """{ ($.event = "failed") || ($.event = "ended-by-error") }""");
        Alerted = Count(functions.Triage.LogGroup, "AlertsSent", """{ ($.SentAt = "2*") && ($.Study != "synthetic.*") }""");
        Acknowledged = Requests(functions.Api, "StudiesAcknowledged", AuthorizationTable.Acknowledge);
        Signed = Requests(functions.Api, "StudiesSigned", AuthorizationTable.Sign);
        Waiting = Value(functions.Reconcile.LogGroup, "StudiesWaiting", "$.waiting");
        OldestWaiting = Value(functions.Reconcile.LogGroup, "OldestWaitingSeconds", "$.oldestSeconds");
        TaskMinutes = Value(functions.Reconcile.LogGroup, "TaskMinutesToday", "$.taskMinutes");
        TestOverdue = Value(functions.Reconcile.LogGroup, "TestStudyOverdue", "$.testOverdue");
        OverBudget = Value(functions.Reconcile.LogGroup, "TaskMinutesOverCap", "$.overBudget");
    }

    public Metric Announced { get; }

    public Metric Settled { get; }

    public Metric Held { get; }

    public Metric Analysed { get; }

    public Metric Failed { get; }

    public Metric Alerted { get; }

    public Metric Acknowledged { get; }

    public Metric Signed { get; }

    public Metric Waiting { get; }

    /// <summary>Seconds, of the study that waits longest for a task.</summary>
    public Metric OldestWaiting { get; }

    /// <summary>What inference tasks have run since midnight UTC.</summary>
    public Metric TaskMinutes { get; }

    /// <summary>One while the newest test study that is decided was not acknowledged in time.</summary>
    public Metric TestOverdue { get; }

    /// <summary>One while the day's task minutes are used up.</summary>
    public Metric OverBudget { get; }

    private Metric Requests(Amazon.CDK.AWS.Lambda.Function function, string name, Permission permission) => Count(
        function.LogGroup, name, $"{{ ($.method = \"{permission.Method}\") && ($.route = \"{permission.Path}\") && ($.status < 300) }}");

    private Metric Count(ILogGroup log, string name, string pattern) => Filter(log, name, pattern, "1")
        .Metric(new MetricOptions { Statistic = "Sum", Period = Minutes });

    private Metric Value(ILogGroup log, string name, string member) => Filter(log, name, """{ $.event = "reconciled" }""", member)
        .Metric(new MetricOptions { Statistic = "Maximum", Period = Duration.Minutes(1) });

    private MetricFilter Filter(ILogGroup log, string name, string pattern, string value) => new(this, name, new MetricFilterProps
    {
        LogGroup = log,
        FilterPattern = FilterPattern.Literal(pattern),
        MetricNamespace = Namespace,
        MetricName = name,
        MetricValue = value,
    });
}
