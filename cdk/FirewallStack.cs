using Amazon.CDK;
using Amazon.CDK.AWS.Logs;
using Amazon.CDK.AWS.WAFv2;
using Constructs;
using FirstRead.Core.Settings;

namespace FirstRead.Cdk;

/// <summary>
/// The web ACL before CloudFront, in us-east-1, where such ACLs live; an HTTP API takes none. What passes CloudFront carries the origin's
/// secret, so that nobody goes around it.
/// </summary>
public sealed class FirewallStack : Stack
{
    /// <summary>Requests of one address in five minutes; a reader scrolling through a CT fetches some hundred pictures.</summary>
    private const double MostRequests = 10_000;

    /// <summary>AWS's own lists (AWS WAF Developer Guide, "AWS Managed Rules rule groups list").</summary>
    private static readonly string[] Lists = ["AWSManagedRulesAmazonIpReputationList", "AWSManagedRulesCommonRuleSet", "AWSManagedRulesKnownBadInputsRuleSet"];

    public FirewallStack(Construct scope, string id, DeploymentSettings settings, IStackProps props) : base(scope, id, props)
    {
        var acl = new CfnWebACL(this, "Acl", new CfnWebACLProps
        {
            Name = ResourceNames.Prefix,
            Scope = "CLOUDFRONT",
            DefaultAction = new CfnWebACL.DefaultActionProperty { Allow = new CfnWebACL.AllowActionProperty() },
            VisibilityConfig = Seen("all"),
            Rules = Lists.Select((list, index) => new CfnWebACL.RuleProperty
            {
                Name = list,
                Priority = index,
                OverrideAction = new CfnWebACL.OverrideActionProperty { None = new Dictionary<string, object>() },
                Statement = new CfnWebACL.StatementProperty { ManagedRuleGroupStatement = new CfnWebACL.ManagedRuleGroupStatementProperty { VendorName = "AWS", Name = list } },
                VisibilityConfig = Seen(list),
            }).Append(new CfnWebACL.RuleProperty
            {
                Name = "flood",
                Priority = Lists.Length,
                Action = new CfnWebACL.RuleActionProperty { Block = new CfnWebACL.BlockActionProperty() },
                Statement = new CfnWebACL.StatementProperty { RateBasedStatement = new CfnWebACL.RateBasedStatementProperty { Limit = MostRequests, AggregateKeyType = "IP" } },
                VisibilityConfig = Seen("flood"),
            }).ToArray(),
        });
        // WAF takes no other name.
        var log = new LogGroup(this, "Log", new LogGroupProps { LogGroupName = $"aws-waf-logs-{ResourceNames.Prefix}", Retention = settings.Profile.LogRetention });
        new CfnLoggingConfiguration(this, "Logging", new CfnLoggingConfigurationProps
        {
            ResourceArn = acl.AttrArn,
            LogDestinationConfigs = [$"arn:aws:logs:{Region}:{Account}:log-group:{log.LogGroupName}"],
            RedactedFields = new[] { Hidden("authorization"), Hidden("cookie") },
        });
        WebAclArn = acl.AttrArn;
        new CfnOutput(this, "WebAclArn", new CfnOutputProps { Value = acl.AttrArn, Description = "For a pipeline in another region: -c webAclArn=…" });
    }

    public string WebAclArn { get; }

    private static CfnLoggingConfiguration.FieldToMatchProperty Hidden(string header) =>
        new() { SingleHeader = new Dictionary<string, string> { ["Name"] = header } };

    private static CfnWebACL.VisibilityConfigProperty Seen(string name) => new()
    {
        CloudWatchMetricsEnabled = true,
        MetricName = $"{ResourceNames.Prefix}-{name}",
        SampledRequestsEnabled = false,
    };
}
