using FirstRead.Core.Settings;

namespace FirstRead.Core.Launching;

/// <summary>Where tasks run.</summary>
/// <param name="CapacityProvider">Null for Fargate, which has no GPU.</param>
public sealed record LaunchSettings(
    string Cluster,
    string TaskDefinition,
    string ContainerName,
    IReadOnlyList<string> Subnets,
    IReadOnlyList<string> SecurityGroups,
    bool AssignPublicIp,
    int MaxTasks,
    string? CapacityProvider)
{
    /// <summary>Slots are rows of one partition and their numbers have three digits.</summary>
    private const int MostTasks = 999;

    /// <exception cref="SettingException">One is missing or wrong.</exception>
    public static LaunchSettings Read(EnvironmentReader environment) => new(
        environment.Required(EnvironmentNames.Cluster),
        environment.Required(EnvironmentNames.TaskDefinition),
        environment.Required(EnvironmentNames.ContainerName),
        environment.List(EnvironmentNames.Subnets),
        environment.List(EnvironmentNames.SecurityGroups),
        environment.Optional(EnvironmentNames.AssignPublicIp) is { } assign && (bool.TryParse(assign, out var yes)
            ? yes
            : throw new SettingException(EnvironmentNames.AssignPublicIp, "must be true or false")),
        environment.Integer(EnvironmentNames.MaxTasks, standard: 4, minimum: 1, MostTasks),
        environment.Optional(EnvironmentNames.ComputeProfile) switch
        {
            null or "cpu" => null,
            // AWS takes such a task back after two minutes' notice: it gives its study back, and the next task has it.
            "spot" => "FARGATE_SPOT",
            "gpu" => environment.Required(EnvironmentNames.CapacityProvider),
            _ => throw new SettingException(EnvironmentNames.ComputeProfile, "must be cpu, spot or gpu"),
        });
}
