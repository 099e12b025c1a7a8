using Amazon.ECS;
using Amazon.ECS.Model;
using Amazon.Runtime;
using KeyValuePair = Amazon.ECS.Model.KeyValuePair;
using Task = System.Threading.Tasks.Task;

namespace FirstRead.Aws.Tests.StandIns;

public sealed class EcsClientTests
{
    [Test]
    public async Task RunTask_Request_IsWrittenAsTheServiceReadsIt()
    {
        await using var server = await WireServer.StartAsync(new WireAnswer(200, """
            {"tasks":[{"taskArn":"arn:task","lastStatus":"PROVISIONING","createdAt":1700000000.25}],
             "failures":[{"arn":"arn:x","reason":"RESOURCE:CPU","detail":"none left"}]}
            """));
        using var client = Client(server);

        var answer = await client.RunTaskAsync(new RunTaskRequest
        {
            Cluster = "c",
            TaskDefinition = "family",
            Count = 1,
            LaunchType = LaunchType.FARGATE,
            ClientToken = "token",
            NetworkConfiguration = new() { AwsvpcConfiguration = new() { Subnets = ["s"], AssignPublicIp = AssignPublicIp.ENABLED } },
            Overrides = new() { ContainerOverrides = [new() { Name = "inference", Environment = [new KeyValuePair { Name = "A", Value = "1" }] }] },
        });

        var request = server.Requests.Single();
        Assert.Multiple(() =>
        {
            Assert.That(request.Headers["X-Amz-Target"], Is.EqualTo("AmazonEC2ContainerServiceV20141113.RunTask"));
            Assert.That(request.Headers["Authorization"], Does.Contain("/ecs/aws4_request"));
            Assert.That(request.Body, Is.EqualTo(
                """{"clientToken":"token","cluster":"c","count":1,"launchType":"FARGATE","networkConfiguration":{"awsvpcConfiguration":{"assignPublicIp":"ENABLED","subnets":["s"]}}"""
                + ""","overrides":{"containerOverrides":[{"environment":[{"name":"A","value":"1"}],"name":"inference"}]},"taskDefinition":"family"}"""));
            Assert.That(answer.Tasks.Single().TaskArn, Is.EqualTo("arn:task"));
            Assert.That(answer.Tasks.Single().CreatedAt, Is.EqualTo(DateTime.UnixEpoch.AddSeconds(1700000000.25)));
            Assert.That(answer.Failures.Single().Reason, Is.EqualTo("RESOURCE:CPU"));
        });
    }

    [Test]
    public async Task DescribeTasks_StoppedTask_TellsWhyAndWithWhatExitCode()
    {
        await using var server = await WireServer.StartAsync(new WireAnswer(200, """
            {"tasks":[{"taskArn":"a","lastStatus":"STOPPED","stopCode":"EssentialContainerExited","stoppedReason":"Essential container in task exited",
             "containers":[{"name":"inference","exitCode":137,"reason":"OutOfMemoryError"}]}]}
            """));
        using var client = Client(server);

        var task = (await client.DescribeTasksAsync(new DescribeTasksRequest { Cluster = "c", Tasks = ["a"] })).Tasks.Single();

        Assert.Multiple(() =>
        {
            Assert.That(task.StopCode, Is.EqualTo(TaskStopCode.EssentialContainerExited));
            Assert.That(task.Containers.Single().ExitCode, Is.EqualTo(137));
            Assert.That(server.Requests.Single().Body, Is.EqualTo("""{"cluster":"c","tasks":["a"]}"""));
        });
    }

    [Test]
    public async Task StopTask_UnknownCluster_ThrowsItsType()
    {
        await using var server = await WireServer.StartAsync(new WireAnswer(400, """{"__type":"ClusterNotFoundException","message":"Cluster not found."}"""));
        using var client = Client(server);

        await Assert.ThrowsAsync<ClusterNotFoundException>(() => client.StopTaskAsync(new StopTaskRequest { Cluster = "c", Task = "a", Reason = "r" }));
    }

    private static AmazonECSClient Client(WireServer server) => new(
        new BasicAWSCredentials("id", "secret"), new AmazonECSConfig { ServiceURL = server.Address.ToString(), AuthenticationRegion = "us-east-1" });
}
