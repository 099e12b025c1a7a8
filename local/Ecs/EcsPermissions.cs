using System.Text.Json.Nodes;
using FirstRead.Local.Iam;
using FirstRead.Local.Template;
using FirstRead.Local.Wire;

namespace FirstRead.Local.Ecs;

/// <summary>
/// ECS's actions (Service Authorization Reference, "Actions, resources, and condition keys for Amazon Elastic Container Service"); whoever
/// starts a task hands on its two roles, and tags it where it asks for tags.
/// </summary>
public sealed class EcsPermissions(Guard guard, StackTask task, string cluster)
{
    public JsonPermissions Permissions => new(guard, Actions);

    private string ClusterArn => PhysicalNames.Arn("ecs", $"cluster/{cluster}");

    private IEnumerable<AccessRequest> Actions(string operation, JsonObject request) => operation switch
    {
        "RunTask" => [On("ecs:RunTask", task.Arn), .. Tags(request), .. task.PassedRoles.Select(role => AccessRequest.Of("iam:PassRole", role, ("iam:PassedToService", ["ecs-tasks.amazonaws.com"])))],
        "DescribeTasks" => (request["tasks"]?.AsArray() ?? []).Select(id => On("ecs:DescribeTasks", TaskArn((string)id!))),
        "StopTask" => [On("ecs:StopTask", TaskArn((string?)request["task"] ?? ""))],
        _ => [On($"ecs:{operation}", "*")],
    };

    private IEnumerable<AccessRequest> Tags(JsonObject request) => request.ContainsKey("tags") || (string?)request["propagateTags"] is { } propagated && propagated != "NONE"
        ? [AccessRequest.Of("ecs:TagResource", TaskArn("*"), ("ecs:CreateAction", ["RunTask"]))]
        : [];

    private AccessRequest On(string action, string resource) => AccessRequest.Of(action, resource, ("ecs:cluster", [ClusterArn]));

    private string TaskArn(string id) => PhysicalNames.Arn("ecs", $"task/{cluster}/{id.Split('/')[^1]}");
}
