using Amazon.ECS;
using Amazon.ECS.Model;
using Amazon.Runtime;
using FirstRead.Core.Launching;
using FirstRead.Core.Settings;

namespace FirstRead.Aws.Ecs;

/// <inheritdoc cref="ITaskRunner"/>
public sealed class EcsTaskRunner(IAmazonECS client, LaunchSettings settings) : ITaskRunner
{
    /// <summary>DescribeTasks takes no more at once.</summary>
    private const int DescribeLimit = 100;

    public async Task<string?> RunAsync(Launch launch, CancellationToken cancel)
    {
        try
        {
            var response = await client.RunTaskAsync(Request(launch), cancel);
            // Refused placements come as failures of a call that succeeded.
            return response.Tasks is [var task, ..] ? task.TaskArn : null;
        }
        catch (AmazonECSException refused) when (refused.ErrorCode is "ThrottlingException" or "LimitExceededException")
        {
            return null;
        }
    }

    public async Task<IReadOnlyDictionary<string, TaskPhase>> DescribeAsync(IReadOnlyCollection<string> taskArns, CancellationToken cancel)
    {
        // What ECS no longer knows (it forgets an hour after the end) is answered as a failure MISSING.
        var phases = taskArns.Distinct().ToDictionary(arn => arn, _ => TaskPhase.Ended);
        foreach (var some in phases.Keys.Chunk(DescribeLimit))
        {
            var response = await client.DescribeTasksAsync(new DescribeTasksRequest { Cluster = settings.Cluster, Tasks = [.. some] }, cancel);
            foreach (var task in response.Tasks ?? [])
                phases[task.TaskArn] = PhaseOf(task.LastStatus);
        }
        return phases;
    }

    public async System.Threading.Tasks.Task StopAsync(string taskArn, CancellationToken cancel)
    {
        try
        {
            await client.StopTaskAsync(new StopTaskRequest { Cluster = settings.Cluster, Task = taskArn, Reason = "no heartbeat over three looks" }, cancel);
        }
        catch (InvalidParameterException)
        {
            // ECS has forgotten the task: it ended an hour ago.
        }
    }

    private static TaskPhase PhaseOf(string status) => status switch
    {
        "PROVISIONING" or "PENDING" or "ACTIVATING" => TaskPhase.Starting,
        "STOPPED" or "DEPROVISIONING" => TaskPhase.Ended,
        _ => TaskPhase.Running,
    };

    private RunTaskRequest Request(Launch launch)
    {
        var request = new RunTaskRequest
        {
            Cluster = settings.Cluster,
            TaskDefinition = settings.TaskDefinition,
            Count = 1,
            ClientToken = launch.ClientToken,
            StartedBy = ResourceNames.Prefix,
            // The bill is told apart by the definition's tags.
            PropagateTags = PropagateTags.TASK_DEFINITION,
            NetworkConfiguration = new NetworkConfiguration
            {
                AwsvpcConfiguration = new AwsVpcConfiguration
                {
                    Subnets = [.. settings.Subnets],
                    SecurityGroups = [.. settings.SecurityGroups],
                    AssignPublicIp = settings.AssignPublicIp ? AssignPublicIp.ENABLED : AssignPublicIp.DISABLED,
                },
            },
            Overrides = new TaskOverride
            {
                ContainerOverrides = [new ContainerOverride { Name = settings.ContainerName, Environment = EnvironmentOf(launch) }],
            },
        };
        if (settings.CapacityProvider is { } provider)
            request.CapacityProviderStrategy = [new CapacityProviderStrategyItem { CapacityProvider = provider, Weight = 1 }];
        else
            request.LaunchType = LaunchType.FARGATE;
        return request;
    }

    private static List<Amazon.ECS.Model.KeyValuePair> EnvironmentOf(Launch launch) =>
    [
        new() { Name = EnvironmentNames.StudyId, Value = launch.Study.Value },
        new() { Name = EnvironmentNames.SlotNumber, Value = $"{launch.Slot.Number}" },
        new() { Name = EnvironmentNames.SlotGeneration, Value = $"{launch.Slot.Generation}" },
    ];
}
