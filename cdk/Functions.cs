using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.Logs;
using Constructs;
using FirstRead.Core.Settings;

namespace FirstRead.Cdk;

/// <summary>
/// The nine functions: our own <c>bootstrap</c> on provided.al2023. Those that answer requests are plain ASP.NET Core behind the
/// Lambda Web Adapter, an extension that speaks to Lambda in their place.
/// </summary>
public sealed class Functions : Construct
{
    /// <summary>Version 0.9.1 of the adapter (github.com/awslabs/aws-lambda-web-adapter).</summary>
    private const string WebAdapter = "753240598075:layer:LambdaAdapterLayerX86:25";

    private readonly DeploymentSettings settings;
    private readonly Encryption keys;

    public Functions(Construct scope, DeploymentSettings settings, Encryption keys, FunctionEnvironments environments, Access access) : base(scope, "Functions")
    {
        this.settings = settings;
        this.keys = keys;
        Uploads = Web("Uploads", ResourceNames.Functions.Uploads, FunctionMemory.Uploads, environments.Uploads, access.Uploads);
        Ingest = Add("Ingest", ResourceNames.Functions.Ingest, FunctionMemory.Ingest, 900, environments.Ingest, access.Ingest);
        Triage = Add("Triage", ResourceNames.Functions.Triage, FunctionMemory.Triage, 60, environments.Triage, access.Triage);
        Reconcile = Add("Reconcile", ResourceNames.Functions.Reconcile, FunctionMemory.Reconcile, 60, environments.Reconcile, access.Reconcile);
        Reidentify = Web("Reidentify", ResourceNames.Functions.Reidentify, FunctionMemory.Reidentify, environments.Reidentify, access.Reidentify);
        Api = Web("Api", ResourceNames.Functions.Api, FunctionMemory.Api, environments.Api, access.Api);
        Erase = Add("Erase", ResourceNames.Functions.Erase, FunctionMemory.Erase, 900, environments.Erase, access.Erase);
        Teaching = Add("Teaching", ResourceNames.Functions.Teaching, FunctionMemory.Teaching, 900, environments.Teaching, access.Teaching);
        RotateSecret = Add("RotateSecret", ResourceNames.Functions.RotateSecret, FunctionMemory.RotateSecret, 60, FunctionEnvironments.RotateSecret, access.RotateSecret);
    }

    public Function Uploads { get; }

    public Function Ingest { get; }

    public Function Triage { get; }

    public Function Reconcile { get; }

    public Function Reidentify { get; }

    public Function Api { get; }

    public Function Erase { get; }

    public Function Teaching { get; }

    public Function RotateSecret { get; }

    public IReadOnlyList<Function> All => [Uploads, Ingest, Triage, Reconcile, Reidentify, Api, Erase, Teaching, RotateSecret];

    private Function Web(string id, string name, double memory, Dictionary<string, string> environment, IEnumerable<PolicyStatement> statements)
    {
        // API Gateway waits 30 s; a function that outlives it would work for nobody.
        var function = Add(id, name, memory, 29, new(environment)
        {
            ["AWS_LWA_PORT"] = "8080",
            ["AWS_LWA_READINESS_CHECK_PROTOCOL"] = "tcp",
        }, statements);
        function.AddLayers(LayerVersion.FromLayerVersionArn(this, $"{id}Adapter", $"arn:aws:lambda:{settings.Region}:{WebAdapter}"));
        return function;
    }

    private Function Add(string id, string name, double memory, double seconds, Dictionary<string, string> environment, IEnumerable<PolicyStatement> statements)
    {
        var logGroup = new LogGroup(this, $"{id}Log", new LogGroupProps
        {
            LogGroupName = $"/aws/lambda/{name}",
            Retention = settings.Profile.LogRetention,
            EncryptionKey = keys.Data,
        });
        var role = new Role(this, $"{id}Role", new RoleProps
        {
            RoleName = name,
            AssumedBy = new ServicePrincipal("lambda.amazonaws.com"),
            InlinePolicies = new Dictionary<string, PolicyDocument>
            {
                ["Log"] = Policy.Of([Policy.Allow(
                    ["logs:CreateLogStream", "logs:PutLogEvents"],
                    [$"arn:aws:logs:{settings.Region}:{settings.Account}:log-group:/aws/lambda/{name}:*"])]),
                ["Work"] = Policy.Of(statements),
            },
        });
        return new Function(this, id, new FunctionProps
        {
            FunctionName = name,
            Runtime = Runtime.PROVIDED_AL2023,
            Architecture = Architecture.X86_64,
            Handler = "bootstrap",
            Code = Code.FromAsset(FunctionFolders.Of(id)),
            MemorySize = memory,
            Timeout = Duration.Seconds(seconds),
            Environment = environment,
            ReservedConcurrentExecutions = settings.Profile.ReservedConcurrency.TryGetValue(name, out var reserved) ? reserved : null,
            // Without the permissions that the library would add to it.
            Role = role.WithoutPolicyUpdates(),
            LogGroup = logGroup,
        });
    }
}
