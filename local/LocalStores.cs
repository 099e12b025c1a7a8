using Amazon.DynamoDBv2;
using Amazon.Runtime;
using FirstRead.Core;
using FirstRead.Core.Settings;
using FirstRead.Local.DynamoDb;
using FirstRead.Local.Login;
using FirstRead.Local.Processes;
using FirstRead.Local.S3;
using FirstRead.Local.SecretsManager;
using FirstRead.Local.Sns;
using FirstRead.Local.Wire;

namespace FirstRead.Local;

/// <summary>What keeps things: S3, DynamoDB, Secrets Manager and SNS's outbox.</summary>
public sealed class LocalStores : IAsyncDisposable
{
    private static readonly string[] Buckets =
    [
        ResourceNames.IncomingBucket, ResourceNames.DeidentifiedBucket, ResourceNames.ResultsBucket,
        ResourceNames.PortalBucket, ResourceNames.FailuresBucket, ResourceNames.LogsBucket,
    ];

    private readonly List<LoopbackServer> _servers = [];

    private readonly AccessKey _key;

    public LocalStores(string data, AccessKey key)
    {
        _key = key;
        Objects = new ObjectStore(Path.Combine(data, "s3"), Buckets, TimeProvider.System, new SystemRandomSource());
        Secrets = new SecretStore(Path.Combine(data, "secrets"), TimeProvider.System);
        Outbox = new Outbox(OutboxPath(data), TimeProvider.System);
        FirstSecrets.Create(Secrets, new SystemRandomSource());
    }

    public ObjectStore Objects { get; }

    public SecretStore Secrets { get; }

    public Outbox Outbox { get; }

    /// <summary>Null before <see cref="ServeAsync(LocalOptions, Ports, DemoAccounts, ChildProcesses, CancellationToken)"/>.</summary>
    public SecretsEndpoint? Rotations { get; private set; }

    public static string OutboxPath(string data) => Path.Combine(data, "outbox.jsonl");

    public async Task ServeAsync(LocalOptions options, Ports ports, DemoAccounts accounts, ChildProcesses children, CancellationToken cancel)
    {
        var (gate, random, addresses) = (new SignatureGate(_key, TimeProvider.System), new SystemRandomSource(), Addresses.Of(ports));
        Rotations = new SecretsEndpoint(Secrets, _key, random);
        var secrets = new JsonEndpoint(gate, Rotations.Operations);
        await ServeAsync(ports.S3, "S3", new S3Endpoint(Objects, gate, Addresses.Text(addresses.Gateway)).HandleAsync);
        await ServeAsync(ports.Sns, "SNS", new SnsEndpoint(gate, Outbox, random).HandleAsync);
        await ServeAsync(ports.SecretsManager, "Secrets Manager", secrets.HandleAsync);
        await DynamoDbLocal.StartAsync(children, options.Repository, options.Data, ports.DynamoDb, cancel);
        using var dynamo = Dynamo(addresses.DynamoDb, _key);
        await Tables.EnsureAsync(dynamo, cancel);
        await Seed.WriteAsync(dynamo, accounts, cancel);
    }

    public static AmazonDynamoDBClient Dynamo(Uri address, AccessKey key) => new(
        new BasicAWSCredentials(key.Id, key.Secret), new AmazonDynamoDBConfig { ServiceURL = address.ToString(), AuthenticationRegion = key.Region });

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
            await server.DisposeAsync();
    }

    private async Task ServeAsync(int port, string name, RequestDelegate handler) => _servers.Add(await LoopbackServer.StartAsync(port, name, handler));
}
