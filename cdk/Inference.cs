using Amazon.CDK;
using Amazon.CDK.AWS.ECR;
using Amazon.CDK.AWS.ECS;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.KMS;
using Amazon.CDK.AWS.Logs;
using Constructs;
using FirstRead.Core.Settings;

namespace FirstRead.Cdk;

/// <summary>
/// Where the container runs: Fargate by default, GPU instances that ECS manages beside it. Nothing runs while nothing waits.
/// </summary>
public sealed class Inference : Construct
{
    private readonly DeploymentSettings settings;

    public Inference(Construct scope, DeploymentSettings settings, Network network, Encryption keys) : base(scope, "Inference")
    {
        this.settings = settings;
        Network = network;
        Cluster = new Cluster(this, "Cluster", new ClusterProps { ClusterName = ResourceNames.Cluster, Vpc = network.Vpc, ContainerInsights = settings.Profile.ContainerInsights });
        var repository = new Repository(this, "Images", new RepositoryProps
        {
            RepositoryName = ResourceNames.ImageRepository,
            ImageScanOnPush = true,
            Encryption = RepositoryEncryption.KMS,
            EncryptionKey = keys.Data,
            RemovalPolicy = RemovalPolicy.RETAIN,
            LifecycleRules = [new Amazon.CDK.AWS.ECR.LifecycleRule { MaxImageCount = 20 }],
        });
        Log = new LogGroup(this, "Log", new LogGroupProps
        {
            LogGroupName = $"/ecs/{ResourceNames.TaskFamily}",
            Retention = settings.Profile.LogRetention,
            EncryptionKey = keys.Data,
        });
        TaskRole = new Role(this, "TaskRole", new RoleProps
        {
            RoleName = $"{ResourceNames.Prefix}-inference-task",
            AssumedBy = new ServicePrincipal("ecs-tasks.amazonaws.com"),
            InlinePolicies = new Dictionary<string, PolicyDocument> { ["Task"] = Policy.Of(Access.TaskStatements(settings, keys.Data)) },
        });
        ExecutionRole = new Role(this, "ExecutionRole", new RoleProps
        {
            RoleName = $"{ResourceNames.Prefix}-inference-execution",
            AssumedBy = new ServicePrincipal("ecs-tasks.amazonaws.com"),
        });

        var cpu = new FargateTaskDefinition(this, "Cpu", new FargateTaskDefinitionProps
        {
            Family = ResourceNames.TaskFamily,
            Cpu = 4096,
            MemoryLimitMiB = 16384,
            EphemeralStorageGiB = 60,
            RuntimePlatform = new RuntimePlatform { CpuArchitecture = CpuArchitecture.X86_64, OperatingSystemFamily = OperatingSystemFamily.LINUX },
            TaskRole = TaskRole,
            ExecutionRole = ExecutionRole,
        });
        AddContainer(cpu, ContainerImage.FromEcrRepository(repository, settings.ImageTag), Log, gpus: null);

        var gpu = new TaskDefinition(this, "Gpu", new TaskDefinitionProps
        {
            Family = ResourceNames.GpuTaskFamily,
            Compatibility = Compatibility.EC2,
            NetworkMode = NetworkMode.AWS_VPC,
            Cpu = "4096",
            MemoryMiB = "14336",
            TaskRole = TaskRole,
            ExecutionRole = ExecutionRole,
        });
        // Library 2.160 does not know Managed Instances yet.
        ((CfnTaskDefinition)gpu.Node.DefaultChild!).AddPropertyOverride("RequiresCompatibilities", new[] { "MANAGED_INSTANCES" });
        AddContainer(gpu, ContainerImage.FromEcrRepository(repository, $"{settings.ImageTag}-gpu"), Log, gpus: 1);
        var provider = new GpuCapacity(this, settings);
        new CfnClusterCapacityProviderAssociations(this, "Capacity", new CfnClusterCapacityProviderAssociationsProps
        {
            Cluster = Cluster.ClusterName,
            CapacityProviders = new[] { "FARGATE", "FARGATE_SPOT", provider.Name },
            DefaultCapacityProviderStrategy = Array.Empty<object>(),
        });
    }

    public Network Network { get; }

    public LogGroup Log { get; }

    public Cluster Cluster { get; }

    public Role TaskRole { get; }

    public Role ExecutionRole { get; }

    public bool Gpu => settings.Compute == "gpu";

    /// <summary>A family: RunTask takes its newest active revision.</summary>
    public string TaskFamily => Gpu ? ResourceNames.GpuTaskFamily : ResourceNames.TaskFamily;

    private void AddContainer(TaskDefinition task, ContainerImage image, ILogGroup logs, double? gpus)
    {
        task.AddVolume(new Amazon.CDK.AWS.ECS.Volume { Name = "scratch" });
        var container = task.AddContainer("Container", new ContainerDefinitionOptions
        {
            ContainerName = ResourceNames.ContainerName,
            Image = image,
            Essential = true,
            ReadonlyRootFilesystem = true,
            GpuCount = gpus,
            MemoryReservationMiB = 8192,
            StopTimeout = Duration.Seconds(120),
            Logging = LogDriver.AwsLogs(new AwsLogDriverProps { LogGroup = logs, StreamPrefix = task.Family }),
            Environment = EnvironmentOf(gpus is null ? "cpu" : "gpu"),
        });
        container.AddMountPoints(new MountPoint { ContainerPath = "/tmp", SourceVolume = "scratch", ReadOnly = false });
    }

    private Dictionary<string, string> EnvironmentOf(string profile)
    {
        var environment = new Dictionary<string, string>
        {
            [EnvironmentNames.StudiesTable] = ResourceNames.StudiesTable,
            [EnvironmentNames.DeidentifiedBucket] = settings.BucketName(ResourceNames.DeidentifiedBucket),
            [EnvironmentNames.ResultsBucket] = settings.BucketName(ResourceNames.ResultsBucket),
            [EnvironmentNames.MaxTasks] = $"{settings.MaxTasks}",
            [EnvironmentNames.ComputeProfile] = profile,
            // A task takes no further work once the day's cap is reached.
            [EnvironmentNames.DailyTaskMinutes] = $"{settings.DailyTaskMinutes}",
            [EnvironmentNames.DailyCapStops] = settings.Profile.StopsAtBudget ? "true" : "false",
        };
        if (settings.TraceEndpoint is { } collector)
            environment[EnvironmentNames.TraceEndpoint] = collector;
        if (settings.Device is { } device)
            environment[EnvironmentNames.Device] = device;
        if (settings.ShadowModels.Count > 0)
            environment[EnvironmentNames.ShadowModels] = string.Join(',', settings.ShadowModels);
        return environment;
    }
}
