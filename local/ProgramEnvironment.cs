using FirstRead.Core.Settings;
using FirstRead.Local.Login;
using FirstRead.Local.Wire;

namespace FirstRead.Local;

/// <summary>
/// Environment of a function or task: the variables that the template gives it and no others, with this machine's values where they differ; the
/// AWS SDK's own, which point it here under its own key; and what a test may tune, which on AWS keeps its standard.
/// </summary>
public sealed class ProgramEnvironment(Addresses addresses, LocalOptions options, EnvironmentReader caller)
{
    public const string PixelKeyPairId = "KLOCALFIRSTREAD1";
    public const string TestPhone = "+12025550199";

    // The adapter's own, and the folder of time zones that Lambda's system lacks.
    private static readonly string[] OfTheCloudAlone = ["AWS_LWA_PORT", "AWS_LWA_READINESS_CHECK_PROTOCOL", "TZDIR"];

    /// <summary>The SDK puts it into User-Agent (SDKs and Tools Reference Guide, "Application ID"): so a service knows which program asks.</summary>
    public const string ProgramName = "AWS_SDK_UA_APP_ID";

    /// <summary>What a person sets for the programs: handed on as it is, and the program says what is wrong with it.</summary>
    public static IReadOnlyList<string> OfTheCaller { get; } =
    [
        EnvironmentNames.Device, EnvironmentNames.ShadowModels, EnvironmentNames.ModelsDirectory, EnvironmentNames.UploadsPerMinute,
        EnvironmentNames.DailyTaskMinutes, EnvironmentNames.DailyCapStops, EnvironmentNames.TraceEndpoint, EnvironmentNames.TraceHeaders,
        EnvironmentNames.TestPhones, EnvironmentNames.TestStudyHour, EnvironmentNames.TestStudyZone, EnvironmentNames.TestStudyAnswerSeconds,
    ];

    /// <param name="declared">As the template declares them.</param>
    /// <param name="key">Of the role that it runs under.</param>
    public IReadOnlyDictionary<string, string> Of(IReadOnlyDictionary<string, string> declared, AccessKey key)
    {
        var (environment, here) = (Clients(key), Here());
        foreach (var (name, value) in declared.Where(variable => !OfTheCloudAlone.Contains(variable.Key)))
            environment[name] = here.GetValueOrDefault(name, value);
        foreach (var (name, value) in Tuned())
            environment[name] = value;
        foreach (var name in OfTheCaller)
            if (caller.Optional(name) is { } value)
                environment[name] = value;
        return environment;
    }

    private Dictionary<string, string> Clients(AccessKey key) => new()
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
    };

    /// <summary>What is another value on this machine: addresses, and one task at a time.</summary>
    private Dictionary<string, string> Here()
    {
        var here = new Dictionary<string, string>
        {
            [EnvironmentNames.PixelKeyPairId] = PixelKeyPairId,
            [EnvironmentNames.PortalUrl] = Addresses.Text(addresses.Gateway),
            [EnvironmentNames.Issuer] = Addresses.Text(addresses.Issuer),
            [EnvironmentNames.ClientIds] = LoginServer.PortalClientId,
            [EnvironmentNames.MaxTasks] = "1",
            // Time costs nothing here: no cap, unless the caller sets one.
            [EnvironmentNames.DailyTaskMinutes] = "0",
            // A number reserved for fiction (NANP 555-01xx); a test study only when somebody asks.
            [EnvironmentNames.TestPhones] = TestPhone,
            [EnvironmentNames.TestStudyHour] = "",
        };
        if (options.EscalationMinutes is { } minutes)
            here[EnvironmentNames.EscalationMinutes] = minutes;
        return here;
    }

    private Dictionary<string, string> Tuned() => new()
    {
        [EnvironmentNames.UploadStalledSeconds] = $"{options.StalledAfter.TotalSeconds:0}",
        // Reconcile takes a task for dead whose heartbeat has not moved over three looks: it must beat faster than it is looked at.
        [EnvironmentNames.HeartbeatSeconds] = $"{Math.Clamp(options.ReconcileEvery.TotalSeconds / 5, 1, 10):0}",
        [EnvironmentNames.ModelsDirectory] = Path.Combine(options.Repository, "inference-container", "models"),
    };
}
