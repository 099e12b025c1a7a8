using System.Net;
using Amazon.ECS;
using Amazon.ECS.Model;
using Amazon.Runtime;
using FirstRead.Aws.Ecs;
using FirstRead.Core.Launching;
using FirstRead.Core.Studies;
using FirstRead.Testing;
using EcsTask = Amazon.ECS.Model.Task;
using Task = System.Threading.Tasks.Task;

namespace FirstRead.Aws.Tests.Ecs;

public sealed class EcsTaskRunnerTests
{
    private static readonly LaunchSettings Settings = new("cluster", "family:3", "inference", ["subnet-1"], ["sg-1"], AssignPublicIp: true, MaxTasks: 2, CapacityProvider: null);
    private static readonly Launch Launch = new(Given.StudyId(), new Slot(1, 7, Given.StudyId()), "0123456789abcdef0123456789abcdef");

    [Test]
    public async Task Run_Fargate_CarriesTokenStudyAndSlot()
    {
        using var ecs = new AnsweringEcs(new RunTaskResponse { Tasks = [new EcsTask { TaskArn = "arn:1" }] });

        Assert.That(await new EcsTaskRunner(ecs, Settings).RunAsync(Launch, default), Is.EqualTo("arn:1"));

        var request = ecs.Asked!;
        Assert.That((request.ClientToken, request.TaskDefinition, request.Count, request.LaunchType.Value), Is.EqualTo((Launch.ClientToken, "family:3", (int?)1, "FARGATE")));
        Assert.That(request.NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp.Value, Is.EqualTo("ENABLED"));
        Assert.That(
            request.Overrides.ContainerOverrides.Single().Environment.Select(pair => $"{pair.Name}={pair.Value}"),
            Is.EqualTo(new[] { $"FIRSTREAD_STUDY_ID={Given.StudyId()}", "FIRSTREAD_SLOT=1", "FIRSTREAD_SLOT_GENERATION=7" }));
    }

    [Test]
    public async Task Run_CapacityProvider_StandsInPlaceOfTheLaunchType()
    {
        using var ecs = new AnsweringEcs(new RunTaskResponse { Tasks = [new EcsTask { TaskArn = "arn:1" }] });

        await new EcsTaskRunner(ecs, Settings with { CapacityProvider = "gpu" }).RunAsync(Launch, default);

        Assert.That(ecs.Asked!.LaunchType, Is.Null);
        Assert.That(ecs.Asked.CapacityProviderStrategy.Single().CapacityProvider, Is.EqualTo("gpu"));
    }

    [Test]
    public async Task Run_PlacementFailed_IsRefusedForNow()
    {
        using var ecs = new AnsweringEcs(new RunTaskResponse { Tasks = [], Failures = [new Failure { Reason = "Capacity is unavailable at this time" }] });

        Assert.That(await new EcsTaskRunner(ecs, Settings).RunAsync(Launch, default), Is.Null);
    }

    [TestCase("ThrottlingException", true)]
    [TestCase("ClusterNotFoundException", false)]
    public async Task Run_CallFailed_OnlyAThrottleIsForNow(string code, bool forNow)
    {
        using var ecs = new AnsweringEcs(new AmazonECSException("refused", null!, ErrorType.Sender, code, "r", HttpStatusCode.BadRequest));
        var run = new EcsTaskRunner(ecs, Settings).RunAsync(Launch, default);

        if (forNow)
            Assert.That(await run, Is.Null);
        else
            await Assert.ThrowsAsync<AmazonECSException>(() => run);
    }

    [Test]
    public async Task Describe_ForgottenTask_HasEnded()
    {
        using var ecs = new AnsweringEcs(null, new EcsTask { TaskArn = "arn:1", LastStatus = "PENDING" }, new EcsTask { TaskArn = "arn:2", LastStatus = "RUNNING" });

        var phases = await new EcsTaskRunner(ecs, Settings).DescribeAsync(["arn:1", "arn:2", "arn:3"], default);

        Assert.That(phases, Is.EquivalentTo(new Dictionary<string, TaskPhase> { ["arn:1"] = TaskPhase.Starting, ["arn:2"] = TaskPhase.Running, ["arn:3"] = TaskPhase.Ended }));
    }

    private sealed class AnsweringEcs(object? answer, params EcsTask[] tasks)
        : AmazonECSClient(new AnonymousAWSCredentials(), new AmazonECSConfig { ServiceURL = "http://127.0.0.1:1" })
    {
        public RunTaskRequest? Asked { get; private set; }

        public override Task<RunTaskResponse> RunTaskAsync(RunTaskRequest request, CancellationToken cancellationToken = default)
        {
            Asked = request;
            return answer is Exception refused ? Task.FromException<RunTaskResponse>(refused) : Task.FromResult((RunTaskResponse)answer!);
        }

        public override Task<DescribeTasksResponse> DescribeTasksAsync(DescribeTasksRequest request, CancellationToken cancellationToken = default) =>
            Task.FromResult(new DescribeTasksResponse { Tasks = [.. tasks] });
    }
}
