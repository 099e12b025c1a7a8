using Amazon.CDK.AWS.CloudTrail;
using Amazon.CDK.AWS.CloudWatch;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Logs;
using Constructs;
using FirstRead.Core.Settings;
using LogGroup = Amazon.CDK.AWS.Logs.LogGroup;

namespace FirstRead.Cdk;

/// <summary>
/// CloudTrail: who asked AWS for what, and each touch of an original or of the vault, by whom. Kept in the bucket of logs, and in a log
/// group in which a read of PHI by anyone but our functions is counted.
/// </summary>
public sealed class AccessTrail : Construct
{
    private const string GroupName = $"/aws/cloudtrail/{ResourceNames.Prefix}";

    public AccessTrail(Construct scope, DeploymentSettings settings, Storage storage, Encryption keys) : base(scope, "AccessTrail")
    {
        var arn = $"arn:aws:cloudtrail:{settings.Region}:{settings.Account}:trail/{ResourceNames.Prefix}";
        var log = new LogGroup(this, "Log", new LogGroupProps
        {
            LogGroupName = GroupName,
            Retention = settings.Profile.LogRetention,
            EncryptionKey = keys.Data,
        });
        var writer = new Role(this, "Writer", new RoleProps
        {
            RoleName = $"{ResourceNames.Prefix}-trail",
            AssumedBy = new ServicePrincipal("cloudtrail.amazonaws.com"),
            InlinePolicies = new Dictionary<string, PolicyDocument>
            {
                ["Write"] = Policy.Of([Policy.Allow(
                    ["logs:CreateLogStream", "logs:PutLogEvents"],
                    [$"arn:aws:logs:{settings.Region}:{settings.Account}:log-group:{GroupName}:*"])]),
            },
        });
        LetWrite(storage, keys, settings, arn);
        var trail = new CfnTrail(this, "Trail", new CfnTrailProps
        {
            TrailName = ResourceNames.Prefix,
            IsLogging = true,
            IsMultiRegionTrail = true,
            IncludeGlobalServiceEvents = true,
            EnableLogFileValidation = true,
            S3BucketName = storage.Logs.BucketName,
            S3KeyPrefix = "trail",
            KmsKeyId = keys.Data.KeyArn,
            CloudWatchLogsLogGroupArn = log.LogGroupArn,
            CloudWatchLogsRoleArn = writer.RoleArn,
            AdvancedEventSelectors = new[]
            {
                // Each object that is written or read asks KMS too: those events say nothing that the others do not.
                Events("Management", ("eventCategory", Is("Management")), ("eventSource", IsNot("kms.amazonaws.com"))),
                Events("Originals", ("eventCategory", Is("Data")), ("resources.type", Is("AWS::S3::Object")), ("resources.ARN", StartsWith($"{storage.Incoming.BucketArn}/"))),
                Events("Vault", ("eventCategory", Is("Data")), ("resources.type", Is("AWS::DynamoDB::Table")), ("resources.ARN", Is(storage.Vault.TableArn))),
            },
        });
        trail.Node.AddDependency(storage.Logs.Policy!);
        ReadsByOthers = new MetricFilter(this, "ReadsByOthers", new MetricFilterProps
        {
            LogGroup = log,
            FilterPattern = FilterPattern.Literal(ReadByOthers),
            MetricNamespace = Metrics.Namespace,
            MetricName = "PhiReadByOthers",
            MetricValue = "1",
        }).Metric(new MetricOptions { Statistic = "Sum", Period = Amazon.CDK.Duration.Minutes(5) });
    }

    /// <summary>Reads of originals or identities by anyone who is neither Ingest nor Reidentify. Erase asks the vault for keys, and can ask for no more.</summary>
    public Metric ReadsByOthers { get; }

    private static string ReadByOthers
    {
        get
        {
            string[] reads = ["GetObject", "GetItem", "BatchGetItem", "Query", "Scan", "ExecuteStatement"];
            var names = string.Join(" || ", reads.Select(read => $"($.eventName = {read})"));
            return $"{{ ($.eventCategory = Data) && ({names}) && (($.userIdentity.type != AssumedRole) || "
                + $"(($.userIdentity.sessionContext.sessionIssuer.userName != {ResourceNames.Functions.Ingest}) && "
                + $"($.userIdentity.sessionContext.sessionIssuer.userName != {ResourceNames.Functions.Erase}) && "
                + $"($.userIdentity.sessionContext.sessionIssuer.userName != {ResourceNames.Functions.Reidentify}))) }}";
        }
    }

    /// <summary>AWS CloudTrail User Guide, "Amazon S3 bucket policy for CloudTrail" and "Configure AWS KMS key policies for CloudTrail".</summary>
    private static void LetWrite(Storage storage, Encryption keys, DeploymentSettings settings, string trail)
    {
        var service = new ServicePrincipal("cloudtrail.amazonaws.com");
        var ours = new Dictionary<string, object> { ["StringEquals"] = new Dictionary<string, string> { ["aws:SourceArn"] = trail } };
        storage.Logs.AddToResourcePolicy(new PolicyStatement(new PolicyStatementProps
        {
            Principals = [service],
            Actions = ["s3:GetBucketAcl"],
            Resources = [storage.Logs.BucketArn],
            Conditions = ours,
        }));
        storage.Logs.AddToResourcePolicy(new PolicyStatement(new PolicyStatementProps
        {
            Principals = [service],
            Actions = ["s3:PutObject"],
            Resources = [$"{storage.Logs.BucketArn}/trail/AWSLogs/{settings.Account}/*"],
            Conditions = ours,
        }));
        keys.Data.AddToResourcePolicy(new PolicyStatement(new PolicyStatementProps
        {
            Principals = [service],
            Actions = ["kms:DescribeKey", "kms:GenerateDataKey"],
            Resources = ["*"],
            Conditions = ours,
        }));
    }

    private static CfnTrail.AdvancedEventSelectorProperty Events(string name, params (string Field, Func<string, CfnTrail.AdvancedFieldSelectorProperty> Rule)[] fields) =>
        new() { Name = name, FieldSelectors = fields.Select(field => field.Rule(field.Field)).ToArray() };

    private static Func<string, CfnTrail.AdvancedFieldSelectorProperty> Is(string value) =>
        field => new CfnTrail.AdvancedFieldSelectorProperty { Field = field, EqualTo = [value] };

    private static Func<string, CfnTrail.AdvancedFieldSelectorProperty> IsNot(string value) =>
        field => new CfnTrail.AdvancedFieldSelectorProperty { Field = field, NotEquals = [value] };

    private static Func<string, CfnTrail.AdvancedFieldSelectorProperty> StartsWith(string value) =>
        field => new CfnTrail.AdvancedFieldSelectorProperty { Field = field, StartsWith = [value] };
}
