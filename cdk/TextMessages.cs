using Amazon.CDK;
using Amazon.CDK.AWS.CloudWatch;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Logs;
using Constructs;
using FirstRead.Core.Settings;

namespace FirstRead.Cdk;

/// <summary>
/// What a template can say of text messages: the role under which SNS logs each delivery, and the groups it logs to, so that they are kept
/// and encrypted as all others. The account's own settings (spending limit, this role) no template knows: docs/deploy.md sets them.
/// </summary>
public sealed class TextMessages : Construct
{
    private const double Warning = 0.8;

    public TextMessages(Construct scope, DeploymentSettings settings, Encryption keys) : base(scope, "TextMessages")
    {
        var delivered = $"sns/{settings.Region}/{settings.Account}/DirectPublishToPhoneNumber";
        Group("Delivered", delivered, settings, keys);
        Group("Undelivered", $"{delivered}/Failure", settings, keys);
        new Role(this, "DeliveryLog", new RoleProps
        {
            RoleName = $"{ResourceNames.Prefix}-sms-delivery-log",
            AssumedBy = new ServicePrincipal("sns.amazonaws.com"),
            InlinePolicies = new Dictionary<string, PolicyDocument>
            {
                ["Log"] = Policy.Of([Policy.Allow(
                    ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents", "logs:PutMetricFilter", "logs:PutRetentionPolicy"],
                    [$"arn:aws:logs:{settings.Region}:{settings.Account}:log-group:{delivered}*"])]),
            },
        });
        Undelivered = Of("AWS/Logs", "IncomingLogEvents", "Sum", new() { ["LogGroupName"] = $"{delivered}/Failure" });
        Spent = Of("AWS/SNS", "SMSMonthToDateSpentUSD", "Maximum", null);
        SpentTooMuch = settings.SmsMonthlyLimitUsd * Warning;
    }

    /// <summary>Messages that no phone got.</summary>
    public Metric Undelivered { get; }

    /// <summary>Dollars of the running month.</summary>
    public Metric Spent { get; }

    /// <summary>At the limit SNS sends nothing more: somebody must know before.</summary>
    public double SpentTooMuch { get; }

    private void Group(string id, string name, DeploymentSettings settings, Encryption keys) => new LogGroup(this, id, new LogGroupProps
    {
        LogGroupName = name,
        Retention = settings.Profile.LogRetention,
        EncryptionKey = keys.Data,
    });

    private static Metric Of(string space, string name, string statistic, Dictionary<string, string>? dimensions) => new(new MetricProps
    {
        Namespace = space,
        MetricName = name,
        DimensionsMap = dimensions,
        Statistic = statistic,
        Period = Duration.Minutes(5),
    });
}
