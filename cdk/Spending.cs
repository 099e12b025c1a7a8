using Amazon.CDK;
using Amazon.CDK.AWS.Budgets;
using Amazon.CDK.AWS.IAM;
using Constructs;
using FirstRead.Core.Settings;

namespace FirstRead.Cdk;

/// <summary>
/// A monthly budget of the whole account: people hear at half, at four fifths and at the end. Where the profile stops at its budget, the
/// end also denies the launchers ecs:RunTask, until a person takes the denial away. AWS's figures are hours old: a brake, not a cap.
/// </summary>
public sealed class Spending : Construct
{
    private const string RoleName = $"{ResourceNames.Prefix}-budget-action";

    public Spending(Construct scope, DeploymentSettings settings, Alerts alerts) : base(scope, "Spending")
    {
        var budget = new CfnBudget(this, "Budget", new CfnBudgetProps
        {
            Budget = new CfnBudget.BudgetDataProperty
            {
                BudgetName = ResourceNames.Prefix,
                BudgetType = "COST",
                TimeUnit = "MONTHLY",
                BudgetLimit = new CfnBudget.SpendProperty { Amount = settings.MonthlyBudgetUsd, Unit = "USD" },
            },
            NotificationsWithSubscribers = new[] { Over("ACTUAL", 50, alerts), Over("ACTUAL", 80, alerts), Over("ACTUAL", 100, alerts), Over("FORECASTED", 100, alerts) },
        });
        if (settings.Profile.StopsAtBudget)
            StopLaunches(settings, budget, alerts);
    }

    private void StopLaunches(DeploymentSettings settings, CfnBudget budget, Alerts alerts)
    {
        var denial = new ManagedPolicy(this, "NoMoreTasks", new ManagedPolicyProps
        {
            ManagedPolicyName = $"{ResourceNames.Prefix}-no-more-tasks",
            Description = "Attached by the budget when the month is spent: studies wait, nothing else stops",
            Statements = [new PolicyStatement(new PolicyStatementProps { Effect = Effect.DENY, Actions = ["ecs:RunTask"], Resources = ["*"] })],
        });
        string[] launchers = [ResourceNames.Functions.Ingest, ResourceNames.Functions.Reconcile];
        var role = new Role(this, "Brake", new RoleProps
        {
            RoleName = RoleName,
            AssumedBy = new ServicePrincipal("budgets.amazonaws.com"),
            InlinePolicies = new Dictionary<string, PolicyDocument>
            {
                ["Attach"] = Policy.Of([Policy.Allow(
                    ["iam:AttachRolePolicy", "iam:DetachRolePolicy"],
                    [.. launchers.Select(launcher => $"arn:aws:iam::{settings.Account}:role/{launcher}")],
                    new() { ["ArnEquals"] = new Dictionary<string, string> { ["iam:PolicyARN"] = denial.ManagedPolicyArn } })]),
            },
        });
        new CfnBudgetsAction(this, "Stop", new CfnBudgetsActionProps
        {
            BudgetName = budget.Ref,
            NotificationType = "ACTUAL",
            ActionType = "APPLY_IAM_POLICY",
            ActionThreshold = new CfnBudgetsAction.ActionThresholdProperty { Type = "PERCENTAGE", Value = 100 },
            ApprovalModel = "AUTOMATIC",
            ExecutionRoleArn = role.RoleArn,
            Definition = new CfnBudgetsAction.DefinitionProperty
            {
                IamActionDefinition = new CfnBudgetsAction.IamActionDefinitionProperty { PolicyArn = denial.ManagedPolicyArn, Roles = launchers },
            },
            Subscribers = new[] { new CfnBudgetsAction.SubscriberProperty { Type = "SNS", Address = alerts.Operators.TopicArn } },
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
