using Amazon.CDK.AWS.Logs;
using FirstRead.Core.Settings;

namespace FirstRead.Cdk;

/// <summary>
/// All that differs between an account that must cost next to nothing while idle and one that a clinic relies on: the two
/// profiles stand below each other, and no other code asks which one it is.
/// </summary>
/// <param name="Name">As <c>-c profile=…</c> says it.</param>
public sealed record DeploymentProfile(string Name)
{
    public static DeploymentProfile Student { get; } = new("student")
    {
        MaxTasks = 4,
        MonthlyBudgetUsd = 50,
        StopsAtBudget = true,
        DailyTaskMinutes = 240,
        SmsMonthlyLimitUsd = 5,
        PrivateNetwork = false,
        Firewall = false,
        ThreatProtection = false,
        ContainerInsights = false,
        BackupPlan = false,
        KeyRotationDays = 1095,
        LogRetention = RetentionDays.SIX_MONTHS,
        AccessLogDays = 400,
        OriginalDays = 30,
        // A new account may run ten at a time in all: none can be set apart.
        ReservedConcurrency = new Dictionary<string, double>(),
    };

    public static DeploymentProfile Clinical { get; } = new("clinical")
    {
        MaxTasks = 20,
        MonthlyBudgetUsd = 2000,
        StopsAtBudget = false,
        DailyTaskMinutes = 4800,
        SmsMonthlyLimitUsd = 200,
        PrivateNetwork = true,
        Firewall = true,
        ThreatProtection = true,
        ContainerInsights = true,
        BackupPlan = true,
        KeyRotationDays = 365,
        LogRetention = RetentionDays.SIX_YEARS,
        AccessLogDays = 2192,
        OriginalDays = 365,
        // A flood of uploads leaves room for those who are waiting for a result.
        ReservedConcurrency = new Dictionary<string, double>
        {
            [ResourceNames.Functions.Uploads] = 50,
            [ResourceNames.Functions.Ingest] = 400,
            [ResourceNames.Functions.Triage] = 20,
            [ResourceNames.Functions.Reconcile] = 2,
            [ResourceNames.Functions.Reidentify] = 20,
            [ResourceNames.Functions.Api] = 100,
            [ResourceNames.Functions.Erase] = 1,
            [ResourceNames.Functions.Teaching] = 2,
            [ResourceNames.Functions.RotateSecret] = 2,
        },
    };

    /// <summary>Inference tasks at the same time, where the context does not say.</summary>
    public required int MaxTasks { get; init; }

    /// <summary>Where the context does not say.</summary>
    public required int MonthlyBudgetUsd { get; init; }

    /// <summary>At the whole budget, and at the day's cap, no further inference task starts; else people are told and nothing stops.</summary>
    public required bool StopsAtBudget { get; init; }

    /// <summary>What all inference tasks together may run in a UTC day, where the context does not say: some dollars, and known within the minute.</summary>
    public required int DailyTaskMinutes { get; init; }

    /// <summary>Where the context does not say.</summary>
    public required int SmsMonthlyLimitUsd { get; init; }

    /// <summary>Tasks in subnets without a way to the internet, AWS reached through interface endpoints; else public subnets, into which nothing comes.</summary>
    public required bool PrivateNetwork { get; init; }

    /// <summary>A web ACL before CloudFront.</summary>
    public required bool Firewall { get; init; }

    /// <summary>Cognito's Plus tier: leaked passwords and odd log-ins are turned away.</summary>
    public required bool ThreatProtection { get; init; }

    public required bool ContainerInsights { get; init; }

    /// <summary>Weekly copies of the tables in a vault of their own, beside point-in-time recovery.</summary>
    public required bool BackupPlan { get; init; }

    /// <summary>A key's first and second rotation cost a dollar a month each, from then on.</summary>
    public required double KeyRotationDays { get; init; }

    /// <summary>Of programs' logs. 45 CFR 164.316(b)(2)(i) keeps documentation six years.</summary>
    public required RetentionDays LogRetention { get; init; }

    /// <summary>Of S3's access logs, flow logs and CloudTrail's files.</summary>
    public required double AccessLogDays { get; init; }

    /// <summary>Days that an original stays after its study was signed, where the context does not say.</summary>
    public required int OriginalDays { get; init; }

    /// <summary>By function; a function that is not named shares what is left.</summary>
    public required IReadOnlyDictionary<string, double> ReservedConcurrency { get; init; }

    /// <exception cref="ArgumentException">There is no such profile.</exception>
    public static DeploymentProfile Named(string name) => name switch
    {
        "student" => Student,
        "clinical" => Clinical,
        _ => throw new ArgumentException("Context profile must be one of student, clinical."),
    };
}
