using Amazon.CDK.AWS.EC2;
using Constructs;

namespace FirstRead.Cdk;

/// <summary>
/// Where tasks run: two zones, no NAT, nothing comes in. S3 and DynamoDB are reached through gateway endpoints, which cost nothing; the
/// registry and the log through the task's own address, or through interface endpoints where the network is private.
/// </summary>
public sealed class Network : Construct
{
    private readonly bool isPrivate;

    public Network(Construct scope, DeploymentSettings settings, Storage storage) : base(scope, "Network")
    {
        isPrivate = settings.Profile.PrivateNetwork;
        Vpc = new Vpc(this, "Vpc", new VpcProps
        {
            AvailabilityZones = [.. settings.Zones.Select(zone => settings.Region + zone)],
            NatGateways = 0,
            SubnetConfiguration =
            [
                new SubnetConfiguration { Name = "task", SubnetType = isPrivate ? SubnetType.PRIVATE_ISOLATED : SubnetType.PUBLIC, CidrMask = 24 },
            ],
            GatewayEndpoints = new Dictionary<string, IGatewayVpcEndpointOptions>
            {
                ["S3"] = new GatewayVpcEndpointOptions { Service = GatewayVpcEndpointAwsService.S3 },
                ["DynamoDb"] = new GatewayVpcEndpointOptions { Service = GatewayVpcEndpointAwsService.DYNAMODB },
            },
        });
        Vpc.AddFlowLog("Flows", new FlowLogOptions { Destination = FlowLogDestination.ToS3(storage.Logs, "flows"), TrafficType = FlowLogTrafficType.ALL });
        SecurityGroup = new SecurityGroup(this, "Tasks", new SecurityGroupProps
        {
            Vpc = Vpc,
            Description = "Inference tasks: nothing comes in, HTTPS goes out",
            AllowAllOutbound = false,
        });
        SecurityGroup.AddEgressRule(Peer.AnyIpv4(), Port.Tcp(443), "AWS endpoints");
        if (isPrivate)
            AddInterfaceEndpoints(settings.Compute == "gpu");
    }

    public Vpc Vpc { get; }

    /// <summary>Of the tasks.</summary>
    public SecurityGroup SecurityGroup { get; }

    public IReadOnlyList<string> SubnetIds => [.. (isPrivate ? Vpc.IsolatedSubnets : Vpc.PublicSubnets).Select(subnet => subnet.SubnetId)];

    /// <summary>Fargate pulls the image through the task's own address where no endpoint stands for the registry.</summary>
    public bool TasksNeedAnAddress => !isPrivate;

    /// <summary>What a task's host asks (Amazon ECR User Guide and ECS Developer Guide, "interface VPC endpoints").</summary>
    private void AddInterfaceEndpoints(bool instances)
    {
        var door = new SecurityGroup(this, "Endpoints", new SecurityGroupProps
        {
            Vpc = Vpc,
            Description = "Interface endpoints: HTTPS from the tasks",
            AllowAllOutbound = false,
        });
        door.AddIngressRule(SecurityGroup, Port.Tcp(443), "Tasks and their hosts");
        Add("EcrApi", InterfaceVpcEndpointAwsService.ECR);
        Add("EcrDocker", InterfaceVpcEndpointAwsService.ECR_DOCKER);
        Add("Logs", InterfaceVpcEndpointAwsService.CLOUDWATCH_LOGS);
        if (!instances)
            return;
        Add("Ecs", InterfaceVpcEndpointAwsService.ECS);
        Add("EcsAgent", InterfaceVpcEndpointAwsService.ECS_AGENT);
        Add("EcsTelemetry", InterfaceVpcEndpointAwsService.ECS_TELEMETRY);

        void Add(string id, IInterfaceVpcEndpointService service) => Vpc.AddInterfaceEndpoint(id, new InterfaceVpcEndpointOptions
        {
            Service = service,
            SecurityGroups = [door],
            Open = false,
        });
    }
}
