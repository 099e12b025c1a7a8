using System.Globalization;
using System.Text.RegularExpressions;
using FirstRead.Core.Settings;
using FirstRead.Core.Studies;
using FirstRead.Core.Triage;

namespace FirstRead.Cdk;

/// <summary>What differs between two deployments: context of the cdk command (<c>-c account=…</c>), with values that synthesize offline.</summary>
/// <param name="Compute"><c>cpu</c> (Fargate), <c>spot</c> (Fargate that AWS may take back) or <c>gpu</c> (ECS Managed Instances).</param>
/// <param name="ImageTag">Tag of the container's image in the stack's repository; <c>-gpu</c> is appended for the GPU image.</param>
/// <param name="PixelPublicKey">PEM that belongs to the private key in <see cref="ResourceNames.PixelSigningKeySecret"/> (docs/deploy.md).</param>
/// <param name="OperatorEmail">Hears alarms and the budget; null: nobody is subscribed.</param>
/// <param name="EscalationMinutes">After the first message: when the next persons are called.</param>
public sealed record DeploymentSettings(
    string Account, string Region, string Compute, int MaxTasks, string ImageTag, string PixelPublicKey, string? OperatorEmail, int MonthlyBudgetUsd,
    string EscalationMinutes)
{
    /// <exception cref="ArgumentException">A value is out of range; the message names it.</exception>
    public static DeploymentSettings Read(Func<string, string?> context) => Read(context, DeploymentProfile.Named(context("profile") ?? "student"));

    private static DeploymentSettings Read(Func<string, string?> context, DeploymentProfile profile) => new(
        Matching("account", context("account") ?? "111122223333", Patterns.Account),
        Matching("region", context("region") ?? "us-east-1", Patterns.Region),
        OneOf("compute", context("compute") ?? "cpu", "cpu", "spot", "gpu"),
        Number("maxTasks", context("maxTasks") ?? $"{profile.MaxTasks}"),
        context("imageTag") ?? "latest",
        context("pixelPublicKey") ?? File.ReadAllText(Path.Combine(RepositoryFolders.Cdk, "placeholder", "pixel-public-key.pem")),
        Optional("operatorEmail", context("operatorEmail"), Patterns.Address),
        Number("monthlyBudgetUsd", context("monthlyBudgetUsd") ?? $"{profile.MonthlyBudgetUsd}"),
        Escalation(context("escalationMinutes") ?? "5,10,15"))
    {
        Profile = profile,
        OriginalDays = Number("originalDays", context("originalDays") ?? $"{profile.OriginalDays}"),
        DailyTaskMinutes = Number("dailyTaskMinutes", context("dailyTaskMinutes") ?? $"{profile.DailyTaskMinutes}"),
        SmsMonthlyLimitUsd = Number("smsMonthlyLimitUsd", context("smsMonthlyLimitUsd") ?? $"{profile.SmsMonthlyLimitUsd}"),
        OriginationNumber = Optional("originationNumber", context("originationNumber"), Patterns.Phone),
        TraceEndpoint = Optional("traceEndpoint", context("traceEndpoint"), Patterns.Collector),
        MachineClients = Clinics(context("machineClients")),
        WebAclArn = Optional("webAclArn", context("webAclArn"), Patterns.WebAcl),
        ShadowModels = Names("shadowModels", context("shadowModels")),
        Device = DeviceOf(context("device"), context("compute")),
        Tests = TestStudySettings.Read(context),
        Zones = TwoZones(context("zones") ?? "a,b"),
        OwnName = OwnNameOf(context("domainName"), context("certificateArn")),
    };

    public required DeploymentProfile Profile { get; init; }

    /// <summary>Days from a study's signature until its originals are marked for S3 to remove; never one that is held or refused.</summary>
    public required int OriginalDays { get; init; }

    /// <summary>What all inference tasks together may run in a UTC day.</summary>
    public required int DailyTaskMinutes { get; init; }

    /// <summary>The account's spending limit for text messages, as docs/deploy.md has it set: an alarm comes at four fifths of it.</summary>
    public required int SmsMonthlyLimitUsd { get; init; }

    /// <summary>Where text messages come from, E.164; null leaves it to SNS.</summary>
    public required string? OriginationNumber { get; init; }

    /// <summary>A collector's address for spans by OTLP over HTTP; null: none are sent. Its credentials, if it needs any, are its network's.</summary>
    public required string? TraceEndpoint { get; init; }

    /// <summary>Clinics whose PACS uploads without a person: each gets a client of its own with a secret. Context: names with commas between.</summary>
    public required IReadOnlyList<string> MachineClients { get; init; }

    /// <summary>Of the firewall's stack, where this one is not in us-east-1 and cannot refer to it.</summary>
    public required string? WebAclArn { get; init; }

    /// <summary>Bundles on trial (docs/bundles.md). Context: names with commas between; the task ends at its start where its image lacks one.</summary>
    public required IReadOnlyList<string> ShadowModels { get; init; }

    /// <summary>Where the task runs nets: <c>auto</c>, <c>cpu</c> or <c>cuda</c>; null leaves it to the task.</summary>
    public required string? Device { get; init; }

    /// <summary>Letters of the two availability zones in which tasks run: not every account has the first two of its region.</summary>
    public required IReadOnlyList<string> Zones { get; init; }

    /// <summary>The portal's own host name and its certificate of ACM in us-east-1; null: CloudFront's name.</summary>
    public required (string Host, string CertificateArn)? OwnName { get; init; }

    /// <summary>Of the daily test study.</summary>
    public required TestStudySettings Tests { get; init; }

    /// <summary>A bucket's name is unique in the world.</summary>
    public string BucketName(string name) => $"{name}-{Account}-{Region}";

    private static string OneOf(string name, string value, params string[] allowed) =>
        allowed.Contains(value) ? value : throw new ArgumentException($"Context {name} must be one of {string.Join(", ", allowed)}.");

    private static string Matching(string name, string value, Regex pattern) =>
        pattern.IsMatch(value) ? value : throw new ArgumentException($"Context {name} must match {pattern}.");

    private static string? Optional(string name, string? value, Regex pattern) => string.IsNullOrEmpty(value) ? null : Matching(name, value, pattern);

    private static IReadOnlyList<string> Names(string name, string? value) =>
        [.. (value ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(each => Matching(name, each, Patterns.Name))];

    private static IReadOnlyList<string> TwoZones(string value) => value.Split(',') is [{ Length: 1 } first, { Length: 1 } second] && first != second && char.IsAsciiLetterLower(first[0]) && char.IsAsciiLetterLower(second[0])
        ? [first, second]
        : throw new ArgumentException("Context zones must be two letters with a comma between, e.g. a,c.");

    private static (string Host, string CertificateArn)? OwnNameOf(string? host, string? certificate)
    {
        if (string.IsNullOrEmpty(host) != string.IsNullOrEmpty(certificate))
            throw new ArgumentException("Context domainName and certificateArn go together.");
        return string.IsNullOrEmpty(host) ? null : (Matching("domainName", host, Patterns.Host), Matching("certificateArn", certificate!, Patterns.Certificate));
    }

    private static IReadOnlyList<string> Clinics(string? value) => Names("machineClients", value) is var clinics && !clinics.Contains(ClinicId.Synthetic.Value)
        ? clinics
        : throw new ArgumentException($"Context machineClients names {ClinicId.Synthetic}, which is that of test studies.");

    private static string? DeviceOf(string? device, string? compute) => string.IsNullOrEmpty(device) ? null
        : OneOf("device", device, "auto", "cpu", "cuda") == "cuda" && compute != "gpu" ? throw new ArgumentException("Context device is cuda, and Fargate has no GPU: say compute=gpu too.")
        : device;

    /// <summary>Read as the functions will read it: what they would refuse is not deployed.</summary>
    private static string Escalation(string minutes)
    {
        try
        {
            EscalationSettings.Read(new EnvironmentReader(_ => minutes));
            return minutes;
        }
        catch (SettingException)
        {
            throw new ArgumentException("Context escalationMinutes must be rising minutes, comma-separated, e.g. 5,10,15.");
        }
    }

    private static int Number(string name, string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 1_000_000
            ? number
            : throw new ArgumentException($"Context {name} must be a whole number above zero.");

    private static class Patterns
    {
        public static readonly Regex Account = new(@"^\d{12}\z");
        public static readonly Regex Region = new(@"^[a-z]{2}(-[a-z]+)+-\d\z");
        public static readonly Regex Address = new(@"^[^@\s]+@[^@\s]+\.[^@\s]+\z");
        public static readonly Regex Collector = new(@"^https?://[^\s/]+(/[^\s]*)?\z");
        public static readonly Regex Phone = new(@"^\+[1-9]\d{6,14}\z");
        public static readonly Regex Name = new(@"^[a-z0-9]+(-[a-z0-9]+)*\z");
        public static readonly Regex Host = new(@"^[a-z0-9-]+(\.[a-z0-9-]+)+\z");
        public static readonly Regex Certificate = new(@"^arn:aws:acm:us-east-1:\d{12}:certificate/.+\z");
        public static readonly Regex WebAcl = new(@"^arn:aws:wafv2:us-east-1:\d{12}:global/webacl/.+\z");
    }
}
