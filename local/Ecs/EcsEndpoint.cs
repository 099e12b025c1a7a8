using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using FirstRead.Local.Wire;

namespace FirstRead.Local.Ecs;

/// <summary>ECS's JSON protocol for one cluster, one task definition and one container: RunTask, DescribeTasks, ListTasks, StopTask.</summary>
public sealed class EcsEndpoint(TaskRunner runner, string region, string cluster, string family, string container)
{
    private const int LongestToken = 64;
    private readonly Lock _launching = new();

    public IReadOnlyDictionary<string, Func<JsonObject, CancellationToken, Task<JsonObject>>> Operations => new Dictionary<string, Func<JsonObject, CancellationToken, Task<JsonObject>>>
    {
        ["RunTask"] = (request, _) => Task.FromResult(Run(request)),
        ["DescribeTasks"] = (request, _) => Task.FromResult(Describe(request)),
        ["ListTasks"] = (request, _) => Task.FromResult(List(request)),
        ["StopTask"] = (request, _) => Task.FromResult(Stop(request)),
    };

    private JsonObject Run(JsonObject request)
    {
        CheckCluster(request);
        if (Last((string?)request["taskDefinition"] ?? "").Split(':')[0] != family)
            throw new JsonServiceException("ClientException", "TaskDefinition not found.");
        var (token, count) = ((string?)request["clientToken"], (int?)request["count"] ?? 1);
        if (token is not null && (token.Length is 0 or > LongestToken || token.Any(character => character is < '!' or > '~')))
            throw new JsonServiceException("InvalidParameterException", "clientToken must have 1 to 64 characters in the ASCII range of 33 to 126.");
        if (count is < 1 or > 10)
            throw new JsonServiceException("InvalidParameterException", "count must be from 1 to 10.");
        request.Remove("clientToken");
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(request.ToJsonString())));
        var overrides = Environment(request);
        lock (_launching)
        {
            var earlier = token is null ? [] : runner.FindByToken(token);
            if (earlier.Any(task => task.Request != digest))
                throw new JsonServiceException("ConflictException", "The clientToken is in use with another request.");
            var tasks = earlier.Count > 0 ? earlier : [.. Enumerable.Range(0, count).Select(_ => runner.Run(token, digest, (string?)request["startedBy"], overrides)).OfType<TaskRecord>()];
            return new JsonObject
            {
                ["tasks"] = new JsonArray([.. tasks.Select(Describe)]),
                ["failures"] = new JsonArray([.. Enumerable.Repeat("the inference container's program is not built", Math.Max(0, count - tasks.Count))
                    .Select(reason => new JsonObject { ["reason"] = "RESOURCE:PROGRAM", ["detail"] = reason })]),
            };
        }
    }

    private JsonObject Describe(JsonObject request)
    {
        CheckCluster(request);
        var (found, missing) = (new JsonArray(), new JsonArray());
        foreach (var arn in request["tasks"]?.AsArray() ?? [])
            if (runner.Find(Last((string)arn!)) is { } task)
                found.Add(Describe(task));
            else
                missing.Add(new JsonObject { ["arn"] = (string)arn!, ["reason"] = "MISSING" });
        return new JsonObject { ["tasks"] = found, ["failures"] = missing };
    }

    /// <summary>As on AWS, what is asked for by default is what should be running.</summary>
    private JsonObject List(JsonObject request)
    {
        CheckCluster(request);
        var (desired, startedBy) = ((string?)request["desiredStatus"] ?? TaskRecord.Running, (string?)request["startedBy"]);
        return new JsonObject
        {
            ["taskArns"] = new JsonArray([.. runner.List()
                .Where(task => task.DesiredStatus == desired && (startedBy is null || task.StartedBy == startedBy))
                .Select(task => JsonValue.Create(TaskRecord.Arn(region, cluster, task.Id)))]),
        };
    }

    private JsonObject Stop(JsonObject request)
    {
        CheckCluster(request);
        var task = runner.Find(Last((string?)request["task"] ?? "")) ?? throw new JsonServiceException("InvalidParameterException", "The referenced task was not found.");
        return new JsonObject { ["task"] = Describe(runner.Stop(task, (string?)request["reason"] ?? "Task stopped by user")) };
    }

    private Dictionary<string, string> Environment(JsonObject request)
    {
        var overrides = request["overrides"]?["containerOverrides"]?.AsArray() ?? [];
        if (overrides.Any(entry => (string?)entry!["name"] != container))
            throw new JsonServiceException("InvalidParameterException", "Override for a container that is not in the task definition.");
        return overrides.SelectMany(entry => entry!["environment"]?.AsArray() ?? []).ToDictionary(variable => (string)variable!["name"]!, variable => (string?)variable!["value"] ?? "");
    }

    private void CheckCluster(JsonObject request)
    {
        if (Last((string?)request["cluster"] ?? "default") != cluster)
            throw new JsonServiceException("ClusterNotFoundException", "Cluster not found.");
    }

    private JsonObject Describe(TaskRecord task) => task.Describe(region, cluster, family, container);

    /// <summary>The name or id at the end of an ARN, or the text itself.</summary>
    private static string Last(string arn) => arn.Split('/')[^1];
}
