using Amazon.CDK;
using Amazon.CDK.AWS.Budgets;
using Amazon.CDK.AWS.CloudWatch;
using Amazon.CDK.AWS.CloudWatch.Actions;
using Constructs;
using FirstRead.Core.Settings;

namespace FirstRead.Cdk;

/// <summary>What calls an operator: a function that fails, a reconciler that falls silent, a bill that grows.</summary>
public sealed class Operations : Construct
{
    public Operations(Construct scope, DeploymentSettings settings, Alerts alerts, Functions functions) : base(scope, "Operations")
    {
        var notify = new SnsAction(alerts.Operators);
        foreach (var function in functions.All)
            function.MetricErrors(new MetricOptions { Period = Duration.Minutes(5), Statistic = "Sum" }).CreateAlarm(this, $"{function.Node.Id}Errors", new CreateAlarmOptions
            {
                AlarmName = $"{function.Node.Id} fails",
                Threshold = 1,
                EvaluationPeriods = 1,
                TreatMissingData = TreatMissingData.NOT_BREACHING,
            }).AddAlarmAction(notify);
        functions.Reconcile.MetricInvocations(new MetricOptions { Period = Duration.Minutes(5), Statistic = "Sum" }).CreateAlarm(this, "Silence", new CreateAlarmOptions
        {
            AlarmName = "Reconcile is silent",
            AlarmDescription = "Nothing that is overdue is noticed while this lasts.",
            ComparisonOperator = ComparisonOperator.LESS_THAN_THRESHOLD,
            Threshold = 1,
            EvaluationPeriods = 1,
            TreatMissingData = TreatMissingData.BREACHING,
        }).AddAlarmAction(notify);
        new CfnBudget(this, "Budget", new CfnBudgetProps
        {
            Budget = new CfnBudget.BudgetDataProperty
            {
                BudgetName = ResourceNames.Prefix,
                BudgetType = "COST",
                TimeUnit = "MONTHLY",
                BudgetLimit = new CfnBudget.SpendProperty { Amount = settings.MonthlyBudgetUsd, Unit = "USD" },
            },
            NotificationsWithSubscribers = new[] { Over("ACTUAL", 80, alerts), Over("FORECASTED", 100, alerts) },
        });
    }

    private static CfnBudget.NotificationWithSubscribersProperty Over(string type, double percent, Alerts alerts) => new()
    {
        Notification = new CfnBudget.NotificationProperty
        {
            NotificationType = type,
            ComparisonOperator = "GREATER_THAN",
            Threshold = percent,
            ThresholdType = "PERCENTAGE",
        },
        Subscribers = new[] { new CfnBudget.SubscriberProperty { SubscriptionType = "SNS", Address = alerts.Operators.TopicArn } },
    };
}
