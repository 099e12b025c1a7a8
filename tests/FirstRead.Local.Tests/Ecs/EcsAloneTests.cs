using System.Net;
using Amazon.ECS;
using Amazon.ECS.Model;
using Amazon.Runtime;
using FirstRead.Local.Ecs;
using Task = System.Threading.Tasks.Task;

namespace FirstRead.Local.Tests.Ecs;

public sealed class EcsAloneTests
{
    [Test]
    public async Task Ecs_WithoutTheRest_AnswersAnyCallerThroughTheProgramsOwnClient()
    {
        using var folder = new TemporaryFolder();
        await using var ecs = await EcsAlone.StartAsync(folder.Path, 0, folder.Path, IPAddress.Loopback);
        using var client = new AmazonECSClient(
            new BasicAWSCredentials("whoever", "whatever"), new AmazonECSConfig { ServiceURL = ecs.Address.ToString(), AuthenticationRegion = "us-east-1" });

        var launched = await client.RunTaskAsync(new RunTaskRequest { Cluster = "firstread", TaskDefinition = "firstread-inference", Count = 1 });
        var described = await client.DescribeTasksAsync(new DescribeTasksRequest { Cluster = "firstread", Tasks = ["never"] });

        // No program was built under that folder: a refused placement is an answer, not an error.
        Assert.That(launched.Tasks, Is.Empty);
        Assert.That(launched.Failures.Single().Reason, Is.EqualTo("RESOURCE:PROGRAM"));
        Assert.That(described.Failures.Single().Reason, Is.EqualTo("MISSING"));
    }
}
