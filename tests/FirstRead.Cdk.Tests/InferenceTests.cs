using FirstRead.Core.Settings;

namespace FirstRead.Cdk.Tests;

public sealed class InferenceTests
{
    [TestCase(ResourceNames.TaskFamily, "FARGATE", "cpu", ":latest")]
    [TestCase(ResourceNames.GpuTaskFamily, "MANAGED_INSTANCES", "gpu", ":latest-gpu")]
    public void Task_Container_IsCoresWithItsImageAndItsSettings(string family, string compatibility, string profile, string tag)
    {
        var task = Template.Default.Named("AWS::ECS::TaskDefinition", "Family", family);
        var container = task.Properties["ContainerDefinitions"]!.AsArray().Single()!;
        var environment = container["Environment"]!.AsArray().ToDictionary(variable => Template.Text(variable!["Name"]), variable => Template.Text(variable!["Value"]));

        Assert.Multiple(() =>
        {
            Assert.That(Template.Texts(task.Properties["RequiresCompatibilities"]), Is.EqualTo(new[] { compatibility }));
            Assert.That(Template.Text(container["Name"]), Is.EqualTo("inference"));
            Assert.That(Template.Text(container["Image"]), Does.EndWith(tag));
            Assert.That(container["ReadonlyRootFilesystem"]!.GetValue<bool>());
            Assert.That(container["ResourceRequirements"] is not null, Is.EqualTo(profile == "gpu"));
            Assert.That(environment, Is.EquivalentTo(new Dictionary<string, string>
            {
                [EnvironmentNames.StudiesTable] = "firstread-studies",
                [EnvironmentNames.DeidentifiedBucket] = "firstread-deidentified-111122223333-us-east-1",
                [EnvironmentNames.ResultsBucket] = "firstread-results-111122223333-us-east-1",
                [EnvironmentNames.MaxTasks] = "4",
                [EnvironmentNames.ComputeProfile] = profile,
                [EnvironmentNames.DailyTaskMinutes] = "240",
                [EnvironmentNames.DailyCapStops] = "true",
            }));
        });
    }

    [Test]
    public void Task_ModelsOnTrial_AreHandedToBothFamilies()
    {
        var template = Template.Synthesize(new() { ["shadowModels"] = "chest-2", ["device"] = "cpu" });
        var containers = template.OfType("AWS::ECS::TaskDefinition").Select(task => task.Properties["ContainerDefinitions"]!.AsArray().Single()!["Environment"]!.AsArray());

        Assert.That(containers.Select(environment => string.Join(' ', environment
            .Where(variable => Template.Text(variable!["Name"]) is EnvironmentNames.ShadowModels or EnvironmentNames.Device)
            .Select(variable => Template.Text(variable!["Value"])).Order())), Is.EqualTo(new[] { "chest-2 cpu", "chest-2 cpu" }));
    }

    [Test]
    public void Network_NothingComesInAndNothingCostsWhileIdle()
    {
        var group = Template.Default.OfType("AWS::EC2::SecurityGroup").Single();

        Assert.Multiple(() =>
        {
            Assert.That(group.Properties["SecurityGroupIngress"], Is.Null);
            Assert.That(Template.Default.OfType("AWS::EC2::SecurityGroupIngress"), Is.Empty);
            Assert.That(group.Properties["SecurityGroupEgress"]!.AsArray().Select(rule => rule!["ToPort"]!.GetValue<int>()), Is.EqualTo(new[] { 443 }));
            Assert.That(Template.Default.OfType("AWS::EC2::NatGateway"), Is.Empty);
            Assert.That(Template.Default.OfType("AWS::ECS::Service"), Is.Empty);
            Assert.That(Template.Default.OfType("AWS::EC2::VPCEndpoint").Select(endpoint => Template.Text(endpoint.Properties["VpcEndpointType"])), Has.All.EqualTo("Gateway"));
        });
    }

    [Test]
    public void Cluster_Capacity_IsFargateAndGpuInstances()
    {
        var provider = Template.Default.Named("AWS::ECS::CapacityProvider", "Name", ResourceNames.GpuCapacityProvider);
        var association = Template.Default.OfType("AWS::ECS::ClusterCapacityProviderAssociations").Single();

        Assert.That(Template.Texts(association.Properties["CapacityProviders"]), Is.EqualTo(new[] { "FARGATE", "FARGATE_SPOT", $"{{{provider.Id}}}" }));
        Assert.That(provider.Properties["ManagedInstancesProvider"]!["InstanceLaunchTemplate"]!["InstanceRequirements"]!.ToJsonString(), Does.Contain("nvidia"));
        Assert.That(Template.Default.OfType("AWS::ECS::Cluster").Select(cluster => Template.Text(cluster.Properties["ClusterName"])), Is.EqualTo(new[] { "firstread" }));
    }
}
