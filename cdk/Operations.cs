using Amazon.CDK;
using Amazon.CDK.AWS.CloudWatch;
using Amazon.CDK.AWS.CloudWatch.Actions;
using Constructs;

namespace FirstRead.Cdk;

/// <summary>What calls an operator. Each alarm's name is a heading of docs/runbook.md, and its description leads there.</summary>
public sealed class Operations : Construct
{
    /// <summary>A task starts within two minutes; a study that nobody took after fifteen will not be taken without help.</summary>
    private const double LongestWaitSeconds = 900;

    private readonly SnsAction notify;

    public Operations(Construct scope, Alerts alerts, Functions functions, Metrics metrics, AccessTrail trail, Portal portal, TextMessages messages) : base(scope, "Operations")
    {
        notify = new SnsAction(alerts.Operators);
        foreach (var function in functions.All)
            Alarm($"{function.Node.Id}Errors", $"{function.Node.Id} fails", function.MetricErrors(Sum));
        Alarm("Silence", "Reconcile is silent", functions.Reconcile.MetricInvocations(Sum), 1, ComparisonOperator.LESS_THAN_THRESHOLD, TreatMissingData.BREACHING);
        Alarm("OldestWaiting", "A study waits too long", metrics.OldestWaiting, LongestWaitSeconds, periods: 3);
        // Once a day: it stands in alarm until midnight, or until the cap is raised.
        Alarm("OverBudget", "Task minutes are used up", metrics.OverBudget);
        // It stands in alarm until one is acknowledged, that one or the next.
        Alarm("TestStudy", "The test study is not acknowledged", metrics.TestOverdue);
        Alarm("Analyses", "An analysis fails", metrics.Failed);
        Alarm("GivenUp", "An event is given up", functions.Ingest.Metric("AsyncEventsDropped", Sum));
        Alarm("Answers", "The API answers with errors", portal.MetricServerErrors(Sum), 5);
        Alarm("Undelivered", "A text message is not delivered", messages.Undelivered);
        Alarm("SmsLimit", "Text messages near their limit", messages.Spent, messages.SpentTooMuch);
        Alarm("PhiReads", "PHI is read by a stranger", trail.ReadsByOthers);
    }

    private static MetricOptions Sum => new() { Period = Duration.Minutes(5), Statistic = "Sum" };

    private void Alarm(
        string id,
        string name,
        Metric metric,
        double threshold = 1,
        ComparisonOperator comparison = ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        TreatMissingData missing = TreatMissingData.NOT_BREACHING,
        double periods = 1) => metric.CreateAlarm(this, id, new CreateAlarmOptions
        {
            AlarmName = name,
            AlarmDescription = $"docs/runbook.md#{name.ToLowerInvariant().Replace(' ', '-')}",
            Threshold = threshold,
            ComparisonOperator = comparison,
            EvaluationPeriods = periods,
            TreatMissingData = missing,
        }).AddAlarmAction(notify);
}
