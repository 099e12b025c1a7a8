using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Constructs;
using FirstRead.Core.Settings;

namespace FirstRead.Cdk;

/// <summary>
/// ECS Managed Instances with one NVIDIA GPU: Fargate has none. Instances come with the first task and go with the last. Raw
/// resources, for library 2.160 is older than they are (Amazon ECS Developer Guide, "Amazon ECS Managed Instances").
/// </summary>
public sealed class GpuCapacity : Construct
{
    public GpuCapacity(Inference inference, DeploymentSettings settings) : base(inference, "GpuCapacity")
    {
        var infrastructure = new Role(this, "Infrastructure", new RoleProps
        {
            AssumedBy = new ServicePrincipal("ecs.amazonaws.com"),
            ManagedPolicies = [ManagedPolicy.FromAwsManagedPolicyName("AmazonECSInfrastructureRolePolicyForManagedInstances")],
        });
        // The managed policy of the infrastructure role may pass roles of this name only.
        var instance = new Role(this, "Instance", new RoleProps
        {
            RoleName = "ecsInstanceRole-firstread",
            AssumedBy = new ServicePrincipal("ec2.amazonaws.com"),
            ManagedPolicies = [ManagedPolicy.FromAwsManagedPolicyName("AmazonECSInstanceRolePolicyForManagedInstances")],
        });
        var profile = new CfnInstanceProfile(this, "Profile", new CfnInstanceProfileProps { Roles = [instance.RoleName] });
        var provider = new CfnResource(this, "Provider", new CfnResourceProps
        {
            Type = "AWS::ECS::CapacityProvider",
            Properties = new Dictionary<string, object>
            {
                ["Name"] = ResourceNames.GpuCapacityProvider,
                // A raw resource does not hear of the app's tags, and instances are billed under these.
                ["Tags"] = new[] { Label("application", ResourceNames.Prefix), Label("profile", settings.Profile.Name) },
                ["ClusterName"] = inference.Cluster.ClusterName,
                ["ManagedInstancesProvider"] = new Dictionary<string, object>
                {
                    ["InfrastructureRoleArn"] = infrastructure.RoleArn,
                    ["PropagateTags"] = "CAPACITY_PROVIDER",
                    ["InstanceLaunchTemplate"] = new Dictionary<string, object>
                    {
                        ["Ec2InstanceProfileArn"] = profile.AttrArn,
                        ["NetworkConfiguration"] = new Dictionary<string, object>
                        {
                            ["Subnets"] = inference.Network.SubnetIds.ToArray(),
                            ["SecurityGroups"] = new[] { inference.Network.SecurityGroup.SecurityGroupId },
                        },
                        ["StorageConfiguration"] = new Dictionary<string, object> { ["StorageSizeGiB"] = 100 },
                        ["InstanceRequirements"] = OneNvidiaGpu,
                    },
                },
            },
        });
        Name = provider.Ref;
    }

    public string Name { get; }

    private static Dictionary<string, object> OneNvidiaGpu => new()
    {
        ["VCpuCount"] = Between(4, 8),
        ["MemoryMiB"] = Between(16384, 65536),
        ["AcceleratorCount"] = Between(1, 1),
        ["AcceleratorTypes"] = new[] { "gpu" },
        ["AcceleratorManufacturers"] = new[] { "nvidia" },
        ["AllowedInstanceTypes"] = new[] { "g4dn.*", "g6.*" },
    };

    private static Dictionary<string, object> Label(string key, string value) => new() { ["Key"] = key, ["Value"] = value };

    private static Dictionary<string, object> Between(int least, int most) => new() { ["Min"] = least, ["Max"] = most };
}
