using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.SNS;
using Amazon.CDK.AWS.SNS.Subscriptions;
using Constructs;
using FirstRead.Core.Settings;

namespace FirstRead.Cdk;

/// <summary>Topics. The rota's phones are published to directly and are no subscribers.</summary>
public sealed class Alerts : Construct
{
    public Alerts(Construct scope, DeploymentSettings settings, Encryption keys) : base(scope, "Alerts")
    {
        Radiologists = new Topic(this, "Radiologists", new TopicProps { TopicName = ResourceNames.AlertTopic, MasterKey = keys.Data, EnforceSSL = true });
        // The library writes its refusal of plain HTTP only into a policy that says something else too.
        Radiologists.AddToResourcePolicy(new PolicyStatement(new PolicyStatementProps
        {
            Principals = [new AccountRootPrincipal()],
            Actions = ["sns:Publish", "sns:Subscribe"],
            Resources = [Radiologists.TopicArn],
        }));
        Operators = new Topic(this, "Operators", new TopicProps { TopicName = ResourceNames.OperationsTopic, MasterKey = keys.Data, EnforceSSL = true });
        Operators.AddToResourcePolicy(new PolicyStatement(new PolicyStatementProps
        {
            Principals = [new ServicePrincipal("cloudwatch.amazonaws.com"), new ServicePrincipal("budgets.amazonaws.com")],
            Actions = ["sns:Publish"],
            Resources = [Operators.TopicArn],
            Conditions = new Dictionary<string, object>
            {
                ["StringEquals"] = new Dictionary<string, string> { ["aws:SourceAccount"] = settings.Account },
            },
        }));
        if (settings.OperatorEmail is { } address)
            Operators.AddSubscription(new EmailSubscription(address));
    }

    /// <summary>E-mail and webhooks: messages without PHI.</summary>
    public Topic Radiologists { get; }

    /// <summary>Alarms and the budget.</summary>
    public Topic Operators { get; }
}
