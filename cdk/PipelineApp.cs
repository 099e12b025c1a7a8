using Amazon.CDK;

namespace FirstRead.Cdk;

/// <summary>The app as the command and the tests synthesize it.</summary>
public static class PipelineApp
{
    public const string StackName = "FirstRead";

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
        _ = new PipelineStack(app, StackName, settings, new StackProps
        {
            Env = new Amazon.CDK.Environment { Account = settings.Account, Region = settings.Region },
            Description = "FirstRead: from a clinic's DICOM study to the on-call radiologist's phone. Research use, not for diagnosis.",
            TerminationProtection = true,
        });
        return app;
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
