using Amazon.CDK;

namespace FirstRead.Cdk;

/// <summary>The app as the command and the tests synthesize it.</summary>
public static class PipelineApp
{
    public const string StackName = "FirstRead";
    public const string FirewallName = "FirstReadFirewall";

    /// <summary>Where CloudFront takes its web ACLs from.</summary>
    private const string FirewallRegion = "us-east-1";

    /// <param name="outputFolder">Null: where the cdk command says, else cdk.out.</param>
    /// <param name="context">Settings of <see cref="DeploymentSettings"/>, as <c>-c name=value</c> gives them.</param>
    public static App Create(string? outputFolder, IReadOnlyDictionary<string, string>? context = null)
    {
        var app = new App(new AppProps
        {
            Outdir = outputFolder,
            AnalyticsReporting = false,
            PostCliContext = new Dictionary<string, object>(FeatureFlags.Concat((context ?? new Dictionary<string, string>()).Select(
                setting => KeyValuePair.Create(setting.Key, (object)setting.Value)))),
        });
        var settings = DeploymentSettings.Read(name => app.Node.TryGetContext(name)?.ToString());
        var stack = new PipelineStack(app, StackName, settings, WebAclOf(app, settings), new StackProps
        {
            Env = new Amazon.CDK.Environment { Account = settings.Account, Region = settings.Region },
            Description = "FirstRead: from a clinic's DICOM study to the on-call radiologist's phone. Research use, not for diagnosis.",
            TerminationProtection = true,
        });
        if (settings.Profile.Firewall && settings.Region != FirewallRegion && settings.WebAclArn is null)
            Annotations.Of(stack).AddError($"Deploy {FirewallName} first, then say -c webAclArn=… as it prints it.");
        // Cost allocation tags, once they are activated in the billing console (docs/deploy.md).
        Tags.Of(app).Add("application", "firstread");
        Tags.Of(app).Add("profile", settings.Profile.Name);
        return app;
    }

    /// <summary>The ACL that stands before CloudFront; null: none, or one that is not known yet.</summary>
    private static string? WebAclOf(App app, DeploymentSettings settings)
    {
        if (!settings.Profile.Firewall)
            return null;
        var firewall = new FirewallStack(app, FirewallName, settings, new StackProps
        {
            Env = new Amazon.CDK.Environment { Account = settings.Account, Region = FirewallRegion },
            Description = "FirstRead: the web ACL before CloudFront.",
        });
        // A reference from another region would be a custom resource of the library's.
        return settings.Region == FirewallRegion ? firewall.WebAclArn : settings.WebAclArn;
    }

    /// <summary>Behaviour of the library that we count on; in code, so that every synthesis has it.</summary>
    private static IEnumerable<KeyValuePair<string, object>> FeatureFlags =>
    [
        // Access logs by bucket policy instead of an ACL that new buckets refuse.
        KeyValuePair.Create("@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy", (object)true),
        // No custom resource that empties the default security group: it would run on an old Node.js.
        KeyValuePair.Create("@aws-cdk/aws-ec2:restrictDefaultSecurityGroup", (object)false),
        KeyValuePair.Create("@aws-cdk/core:enablePartitionLiterals", (object)true),
        KeyValuePair.Create("@aws-cdk/aws-iam:minimizePolicies", (object)false),
    ];
}
