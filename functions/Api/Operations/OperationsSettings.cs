using FirstRead.Core.Cost;
using FirstRead.Core.Launching;
using FirstRead.Core.Probes;
using FirstRead.Core.Settings;

namespace FirstRead.Functions.Api.Operations;

/// <param name="FailuresBucket">Of events that functions gave up.</param>
/// <param name="AlertTopic">ARN of the topic for e-mail and webhooks, for test messages.</param>
/// <param name="MaxTasks">How many places for tasks there are.</param>
/// <param name="Profile">By which the bill is estimated: one of <see cref="CostModel.Profiles"/>.</param>
public sealed record OperationsSettings(string FailuresBucket, string AlertTopic, int MaxTasks, string Profile)
{
    /// <summary>Number that text messages come from; null leaves it to SNS.</summary>
    public string? Origination { get; init; }

    /// <summary>Of test studies.</summary>
    public ProbeSettings Probes { get; init; } = ProbeSettings.None;

    /// <summary>Of the task time of a day.</summary>
    public TaskTimeCap Cap { get; init; } = TaskTimeCap.None;

    private const int StandardTasks = 4;
    private const int MostTasks = 999;

    public static OperationsSettings Standard { get; } = new(ResourceNames.FailuresBucket, "", StandardTasks, CostModel.Profiles[0]);

    /// <exception cref="SettingException">One is missing or wrong.</exception>
    public static OperationsSettings Read(EnvironmentReader environment) => new(
        environment.Required(EnvironmentNames.FailuresBucket),
        environment.Required(EnvironmentNames.AlertTopic),
        environment.Integer(EnvironmentNames.MaxTasks, StandardTasks, minimum: 1, MostTasks),
        environment.Optional(EnvironmentNames.Profile) switch
        {
            null => CostModel.Profiles[0],
            { } profile when CostModel.Profiles.Contains(profile) => profile,
            _ => throw new SettingException(EnvironmentNames.Profile, "must be student or clinical"),
        })
    {
        Cap = TaskTimeCap.Read(environment),
        Probes = ProbeSettings.Read(environment),
        Origination = environment.Optional(EnvironmentNames.SmsOrigination),
    };
}
