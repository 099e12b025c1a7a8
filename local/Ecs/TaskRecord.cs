using System.Text.Json.Nodes;
using FirstRead.Local.Wire;

namespace FirstRead.Local.Ecs;

/// <summary>One task as it is kept on disk, alive or dead.</summary>
/// <param name="ClientToken">For 24 hours a repeat of the request with this token answers with this task.</param>
/// <param name="Request">SHA-256 of the request without its token: the same token for another request is a conflict.</param>
public sealed record TaskRecord(
    string Id,
    string? ClientToken,
    string Request,
    string? StartedBy,
    string LastStatus,
    string DesiredStatus,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StoppedAt = null,
    string? StopCode = null,
    string? StoppedReason = null,
    int? ExitCode = null)
{
    public const string Running = "RUNNING";
    public const string Stopped = "STOPPED";

    public static string Arn(string region, string cluster, string id) => $"arn:aws:ecs:{region}:{AccessKey.Account}:task/{cluster}/{id}";

    /// <summary>As DescribeTasks shows it; times are seconds since 1970.</summary>
    public JsonObject Describe(string region, string cluster, string family, string container) => new()
    {
        ["taskArn"] = Arn(region, cluster, Id),
        ["clusterArn"] = $"arn:aws:ecs:{region}:{AccessKey.Account}:cluster/{cluster}",
        ["taskDefinitionArn"] = $"arn:aws:ecs:{region}:{AccessKey.Account}:task-definition/{family}:1",
        ["lastStatus"] = LastStatus,
        ["desiredStatus"] = DesiredStatus,
        ["launchType"] = "FARGATE",
        ["startedBy"] = StartedBy,
        ["createdAt"] = Seconds(CreatedAt),
        ["startedAt"] = Seconds(CreatedAt),
        ["stoppedAt"] = StoppedAt is { } stopped ? Seconds(stopped) : null,
        ["stopCode"] = StopCode,
        ["stoppedReason"] = StoppedReason,
        ["containers"] = new JsonArray(new JsonObject { ["name"] = container, ["lastStatus"] = LastStatus, ["exitCode"] = ExitCode }),
    };

    private static double Seconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds() / 1000.0;
}
