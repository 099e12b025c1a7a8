using FirstRead.Core.Settings;
using FirstRead.Local.Login;
using FirstRead.Local.Wire;

namespace FirstRead.Local;

/// <summary>
/// Environment of functions and container: our settings under <see cref="EnvironmentNames"/>, and the AWS SDK's own variables, which
/// point it here. Everyone gets all of it; on AWS cdk/ gives each program its own part and its own role.
/// </summary>
public static class ProgramEnvironment
{
    public const string PixelKeyPairId = "KLOCALFIRSTREAD1";

    /// <summary>The SDK puts it into User-Agent (SDKs and Tools Reference Guide, "Application ID"): so a service knows which program asks.</summary>
    public const string ProgramName = "AWS_SDK_UA_APP_ID";

    /// <summary>What a person sets for the programs: handed on as it is, and the program says what is wrong with it.</summary>
    public static IReadOnlyList<string> OfTheCaller { get; } =
        [EnvironmentNames.Device, EnvironmentNames.ShadowModels, EnvironmentNames.ModelsDirectory, EnvironmentNames.UploadsPerMinute];

    public static IReadOnlyDictionary<string, string> Of(Addresses addresses, AccessKey key, LocalOptions options, EnvironmentReader caller)
    {
        var environment = Standard(addresses, key, options);
        foreach (var name in OfTheCaller)
            if (caller.Optional(name) is { } value)
                environment[name] = value;
        return environment;
    }

    private static Dictionary<string, string> Standard(Addresses addresses, AccessKey key, LocalOptions options) => new()
    {
        ["AWS_ACCESS_KEY_ID"] = key.Id,
        ["AWS_SECRET_ACCESS_KEY"] = key.Secret,
        ["AWS_REGION"] = key.Region,
        ["AWS_DEFAULT_REGION"] = key.Region,
        ["AWS_EC2_METADATA_DISABLED"] = "true",
        ["AWS_ENDPOINT_URL_S3"] = Addresses.Text(addresses.S3),
        ["AWS_ENDPOINT_URL_DYNAMODB"] = Addresses.Text(addresses.DynamoDb),
        ["AWS_ENDPOINT_URL_SNS"] = Addresses.Text(addresses.Sns),
        ["AWS_ENDPOINT_URL_SECRETS_MANAGER"] = Addresses.Text(addresses.SecretsManager),
        ["AWS_ENDPOINT_URL_ECS"] = Addresses.Text(addresses.Ecs),
        ["AWS_ENDPOINT_URL_LAMBDA"] = Addresses.Text(addresses.Lambda),
        [EnvironmentNames.StudiesTable] = ResourceNames.StudiesTable,
        [EnvironmentNames.VaultTable] = ResourceNames.VaultTable,
        [EnvironmentNames.AuditTable] = ResourceNames.AuditTable,
        [EnvironmentNames.IncomingBucket] = ResourceNames.IncomingBucket,
        [EnvironmentNames.DeidentifiedBucket] = ResourceNames.DeidentifiedBucket,
        [EnvironmentNames.ResultsBucket] = ResourceNames.ResultsBucket,
        [EnvironmentNames.FailuresBucket] = ResourceNames.FailuresBucket,
        [EnvironmentNames.Profile] = "student",
        [EnvironmentNames.LookupKeySecret] = ResourceNames.LookupKeySecret,
        [EnvironmentNames.UidKeySecret] = ResourceNames.UidKeySecret,
        [EnvironmentNames.VaultKeySecret] = ResourceNames.VaultKeySecret,
        [EnvironmentNames.PixelSigningKeySecret] = ResourceNames.PixelSigningKeySecret,
        [EnvironmentNames.PixelKeyPairId] = PixelKeyPairId,
        [EnvironmentNames.AlertTopic] = $"arn:aws:sns:{key.Region}:{AccessKey.Account}:{ResourceNames.AlertTopic}",
        [EnvironmentNames.OperationsTopic] = $"arn:aws:sns:{key.Region}:{AccessKey.Account}:{ResourceNames.OperationsTopic}",
        [EnvironmentNames.EscalationMinutes] = options.EscalationMinutes ?? "",
        [EnvironmentNames.PortalUrl] = Addresses.Text(addresses.Gateway),
        [EnvironmentNames.Issuer] = Addresses.Text(addresses.Issuer),
        [EnvironmentNames.ClientIds] = LoginServer.PortalClientId,
        [EnvironmentNames.UploadStalledSeconds] = $"{options.StalledAfter.TotalSeconds:0}",
        // Reconcile takes a task for dead whose heartbeat has not moved over three looks: it must beat faster than it is looked at.
        [EnvironmentNames.HeartbeatSeconds] = $"{Math.Clamp(options.ReconcileEvery.TotalSeconds / 5, 1, 10):0}",
        [EnvironmentNames.Cluster] = ResourceNames.Cluster,
        [EnvironmentNames.TaskDefinition] = ResourceNames.TaskFamily,
        [EnvironmentNames.ContainerName] = ResourceNames.ContainerName,
        [EnvironmentNames.Subnets] = "subnet-00000000000000000",
        [EnvironmentNames.SecurityGroups] = "sg-00000000000000000",
        [EnvironmentNames.AssignPublicIp] = "false",
        [EnvironmentNames.MaxTasks] = "1",
        [EnvironmentNames.ComputeProfile] = "cpu",
        [EnvironmentNames.ModelsDirectory] = Path.Combine(options.Repository, "inference-container", "models"),
    };
}
