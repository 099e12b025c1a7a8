using FirstRead.Core.Settings;

namespace FirstRead.Cdk;

/// <summary>Environment of each function: only what its settings read. Names of secrets, never values.</summary>
public sealed class FunctionEnvironments(DeploymentSettings settings, Alerts alerts, Inference inference, Identity identity, Portal portal)
{
    /// <summary>Lambda's system has no time zones: they come in the zip (eng/publish-functions.sh).</summary>
    private const string TimeZonesVariable = "TZDIR";
    private const string TimeZonesFolder = "/var/task/zoneinfo";

    public Dictionary<string, string> Uploads => Of(Studies, Audit, Web, Traces,
        new() { [EnvironmentNames.IncomingBucket] = settings.BucketName(ResourceNames.IncomingBucket) });

    public Dictionary<string, string> Ingest => Of(Studies, Traces, Launch, Vault, Seal, new()
    {
        [EnvironmentNames.IncomingBucket] = settings.BucketName(ResourceNames.IncomingBucket),
        [EnvironmentNames.DeidentifiedBucket] = settings.BucketName(ResourceNames.DeidentifiedBucket),
        [EnvironmentNames.LookupKeySecret] = ResourceNames.LookupKeySecret,
        [EnvironmentNames.UidKeySecret] = ResourceNames.UidKeySecret,
    });

    public Dictionary<string, string> Triage => Of(Studies, Audit, Traces, Alert, Tests);

    private Dictionary<string, string> Origination => settings.OriginationNumber is { } number ? new() { [EnvironmentNames.SmsOrigination] = number } : [];

    public Dictionary<string, string> Reconcile => Of(Studies, Audit, Traces, Launch, Alert, Tests, new()
    {
        [EnvironmentNames.IncomingBucket] = settings.BucketName(ResourceNames.IncomingBucket),
        [EnvironmentNames.OperationsTopic] = alerts.Operators.TopicArn,
        [EnvironmentNames.OriginalDays] = $"{settings.OriginalDays}",
    });

    public Dictionary<string, string> Reidentify => Of(Studies, Audit, Web, Traces, Vault, Seal, new()
    {
        [EnvironmentNames.LookupKeySecret] = ResourceNames.LookupKeySecret,
        [EnvironmentNames.IncomingBucket] = settings.BucketName(ResourceNames.IncomingBucket),
        [EnvironmentNames.ResultsBucket] = settings.BucketName(ResourceNames.ResultsBucket),
    });

    public Dictionary<string, string> Api => Of(Studies, Audit, Web, Traces, Origination, Tests, new()
    {
        [EnvironmentNames.PortalUrl] = portal.Url,
        [EnvironmentNames.PixelSigningKeySecret] = ResourceNames.PixelSigningKeySecret,
        [EnvironmentNames.PixelKeyPairId] = portal.PixelKey.PublicKeyId,
        [EnvironmentNames.DeidentifiedBucket] = settings.BucketName(ResourceNames.DeidentifiedBucket),
        [EnvironmentNames.ResultsBucket] = settings.BucketName(ResourceNames.ResultsBucket),
        [EnvironmentNames.FailuresBucket] = settings.BucketName(ResourceNames.FailuresBucket),
        [EnvironmentNames.AlertTopic] = alerts.Radiologists.TopicArn,
        [EnvironmentNames.MaxTasks] = $"{settings.MaxTasks}",
        [EnvironmentNames.DailyTaskMinutes] = $"{settings.DailyTaskMinutes}",
        [EnvironmentNames.DailyCapStops] = CapStops,
        [EnvironmentNames.Profile] = settings.Profile.Name,
        [TimeZonesVariable] = TimeZonesFolder,
    });

    public Dictionary<string, string> Erase => Of(Studies, Audit, Vault, new()
    {
        [EnvironmentNames.IncomingBucket] = settings.BucketName(ResourceNames.IncomingBucket),
        [EnvironmentNames.DeidentifiedBucket] = settings.BucketName(ResourceNames.DeidentifiedBucket),
        [EnvironmentNames.ResultsBucket] = settings.BucketName(ResourceNames.ResultsBucket),
        [EnvironmentNames.TestStudyDays] = $"{settings.Tests.Days}",
    });

    public Dictionary<string, string> Teaching => Of(Studies, new()
    {
        [EnvironmentNames.DeidentifiedBucket] = settings.BucketName(ResourceNames.DeidentifiedBucket),
        [EnvironmentNames.ResultsBucket] = settings.BucketName(ResourceNames.ResultsBucket),
    });

    public static Dictionary<string, string> RotateSecret => new() { [EnvironmentNames.UidKeySecret] = ResourceNames.UidKeySecret };

    private Dictionary<string, string> Traces => settings.TraceEndpoint is { } endpoint ? new() { [EnvironmentNames.TraceEndpoint] = endpoint } : [];

    private static Dictionary<string, string> Studies => new() { [EnvironmentNames.StudiesTable] = ResourceNames.StudiesTable };

    private static Dictionary<string, string> Audit => new() { [EnvironmentNames.AuditTable] = ResourceNames.AuditTable };

    private static Dictionary<string, string> Vault => new() { [EnvironmentNames.VaultTable] = ResourceNames.VaultTable };

    private static Dictionary<string, string> Seal => new() { [EnvironmentNames.VaultKeySecret] = ResourceNames.VaultKeySecret };

    private Dictionary<string, string> Web => new()
    {
        [EnvironmentNames.Issuer] = identity.Issuer,
        [EnvironmentNames.ClientIds] = portal.Client.UserPoolClientId,
        [EnvironmentNames.OriginSecret] = ResourceNames.OriginSecret,
    };

    private Dictionary<string, string> Alert => Of(Origination, new()
    {
        [EnvironmentNames.AlertTopic] = alerts.Radiologists.TopicArn,
        [EnvironmentNames.EscalationMinutes] = settings.EscalationMinutes,
        [TimeZonesVariable] = TimeZonesFolder,
        [EnvironmentNames.PortalUrl] = portal.Url,
    });

    /// <summary>Whom test studies call, and how soon they want an answer.</summary>
    private Dictionary<string, string> Tests => new()
    {
        [EnvironmentNames.TestPhones] = string.Join(',', settings.Tests.Phones),
        [EnvironmentNames.TestStudyHour] = $"{settings.Tests.Hour}",
        [EnvironmentNames.TestStudyZone] = settings.Tests.Zone,
        [EnvironmentNames.TestStudyAnswerSeconds] = $"{60 * settings.Tests.AnswerMinutes}",
    };

    private string CapStops => settings.Profile.StopsAtBudget ? "true" : "false";

    private Dictionary<string, string> Launch
    {
        get
        {
            var launch = new Dictionary<string, string>
            {
                [EnvironmentNames.Cluster] = ResourceNames.Cluster,
                [EnvironmentNames.TaskDefinition] = inference.TaskFamily,
                [EnvironmentNames.ContainerName] = ResourceNames.ContainerName,
                [EnvironmentNames.Subnets] = string.Join(',', inference.Network.SubnetIds),
                [EnvironmentNames.SecurityGroups] = inference.Network.SecurityGroup.SecurityGroupId,
                // On an instance the instance pulls the image, and tasks may have no address of their own.
                [EnvironmentNames.AssignPublicIp] = inference.Network.TasksNeedAnAddress && !inference.Gpu ? "true" : "false",
                [EnvironmentNames.MaxTasks] = $"{settings.MaxTasks}",
                [EnvironmentNames.ComputeProfile] = settings.Compute,
                [EnvironmentNames.DailyTaskMinutes] = $"{settings.DailyTaskMinutes}",
                [EnvironmentNames.DailyCapStops] = CapStops,
            };
            if (inference.Gpu)
                launch[EnvironmentNames.CapacityProvider] = ResourceNames.GpuCapacityProvider;
            return launch;
        }
    }

    private static Dictionary<string, string> Of(params Dictionary<string, string>[] parts) => new(parts.SelectMany(part => part));
}
