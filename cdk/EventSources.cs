using System.Text.Json;
using Amazon.CDK.AWS.Events;
using Amazon.CDK.AWS.Events.Targets;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.S3;
using Constructs;
using FirstRead.Core.Settings;
using FirstRead.Core.Storage;

namespace FirstRead.Cdk;

/// <summary>What wakes a function, and where an event goes that failed for good: whole to the failures bucket.</summary>
public sealed class EventSources : Construct
{
    public EventSources(Construct scope, DeploymentSettings settings, Storage storage, Functions functions) : base(scope, "EventSources")
    {
        IngestOnUpload(settings, storage.Incoming, functions.Ingest);
        TriageOnResult(storage, functions.Triage);
        new Rule(this, "EachMinute", new RuleProps
        {
            RuleName = ResourceNames.Functions.Reconcile,
            Schedule = Schedule.Rate(Amazon.CDK.Duration.Minutes(1)),
            Targets = [new LambdaFunction(functions.Reconcile), new LambdaFunction(functions.Ingest), new LambdaFunction(functions.Teaching)],
        });
        new Rule(this, "EachFiveMinutes", new RuleProps
        {
            RuleName = ResourceNames.Functions.Erase,
            Schedule = Schedule.Rate(Amazon.CDK.Duration.Minutes(5)),
            Targets = [new LambdaFunction(functions.Erase)],
        });
        // A minute later the next one comes: no use in repeating this one.
        KeepFailures("Reconcile", functions.Reconcile, storage.Failures, retries: 0);
        KeepFailures("Teaching", functions.Teaching, storage.Failures, retries: 0);
        KeepFailures("Ingest", functions.Ingest, storage.Failures, retries: 2);
    }

    /// <summary>Straight on the bucket: the library's own way is a custom resource.</summary>
    private void IngestOnUpload(DeploymentSettings settings, Bucket incoming, Function ingest)
    {
        var permission = new CfnPermission(this, "S3MayInvoke", new CfnPermissionProps
        {
            Action = "lambda:InvokeFunction",
            FunctionName = ingest.FunctionArn,
            Principal = "s3.amazonaws.com",
            SourceAccount = settings.Account,
            // By name: the bucket cannot exist before it may invoke.
            SourceArn = $"arn:aws:s3:::{settings.BucketName(ResourceNames.IncomingBucket)}",
        });
        var bucket = (CfnBucket)incoming.Node.DefaultChild!;
        bucket.AddDependency(permission);
        bucket.NotificationConfiguration = new CfnBucket.NotificationConfigurationProperty
        {
            LambdaConfigurations = new[]
            {
                new CfnBucket.LambdaConfigurationProperty
                {
                    Event = "s3:ObjectCreated:*",
                    Function = ingest.FunctionArn,
                    Filter = new CfnBucket.NotificationFilterProperty
                    {
                        S3Key = new CfnBucket.S3KeyFilterProperty { Rules = new[] { new CfnBucket.FilterRuleProperty { Name = "prefix", Value = ObjectKeys.UploadsPrefix } } },
                    },
                },
            },
        };
    }

    /// <summary>Only new results pass the filter; the rest of the table's traffic wakes nobody.</summary>
    private void TriageOnResult(Storage storage, Function triage)
    {
        var results = JsonSerializer.Serialize(new
        {
            eventName = new[] { "INSERT" },
            dynamodb = new { Keys = new { sk = new { S = new[] { new { prefix = StudiesTable.ResultPrefix } } } } },
        });
        new CfnEventSourceMapping(this, "Results", new CfnEventSourceMappingProps
        {
            FunctionName = triage.FunctionName,
            EventSourceArn = storage.Studies.TableStreamArn,
            StartingPosition = "TRIM_HORIZON",
            BatchSize = 10,
            ParallelizationFactor = 2,
            BisectBatchOnFunctionError = true,
            // A record that fails holds up all behind it in its shard: three times, and then Reconcile finds its result by being due, two minutes after it was written.
            MaximumRetryAttempts = 3,
            FunctionResponseTypes = ["ReportBatchItemFailures"],
            FilterCriteria = new CfnEventSourceMapping.FilterCriteriaProperty { Filters = new[] { new CfnEventSourceMapping.FilterProperty { Pattern = results } } },
            DestinationConfig = new CfnEventSourceMapping.DestinationConfigProperty
            {
                OnFailure = new CfnEventSourceMapping.OnFailureProperty { Destination = storage.Failures.BucketArn },
            },
        });
    }

    private void KeepFailures(string id, Function function, Bucket failures, double retries) =>
        new CfnEventInvokeConfig(this, $"{id}Failures", new CfnEventInvokeConfigProps
        {
            FunctionName = function.FunctionName,
            Qualifier = "$LATEST",
            MaximumRetryAttempts = retries,
            DestinationConfig = new CfnEventInvokeConfig.DestinationConfigProperty
            {
                OnFailure = new CfnEventInvokeConfig.OnFailureProperty { Destination = failures.BucketArn },
            },
        });
}
