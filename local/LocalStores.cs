using Amazon.DynamoDBv2;
using Amazon.Runtime;
using FirstRead.Core;
using FirstRead.Core.Settings;
using FirstRead.Local.Counting;
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
    private CountingDynamo? _counting;

    /// <param name="counts">Null: nothing is counted.</param>
    public LocalStores(string data, AccessKey key, RequestCounts? counts = null)
    {
        (_key, Counts) = (key, counts);
        Objects = new ObjectStore(Path.Combine(data, "s3"), Buckets, TimeProvider.System, new SystemRandomSource());
        Secrets = new SecretStore(Path.Combine(data, "secrets"), TimeProvider.System);
        Outbox = new Outbox(OutboxPath(data), TimeProvider.System);
        FirstSecrets.Create(Secrets, new SystemRandomSource());
    }

    public RequestCounts? Counts { get; }

    public ObjectStore Objects { get; }

    public SecretStore Secrets { get; }

    public Outbox Outbox { get; }

    public static string OutboxPath(string data) => Path.Combine(data, "outbox.jsonl");

    public async Task ServeAsync(LocalOptions options, Ports ports, DemoAccounts accounts, ChildProcesses children, CancellationToken cancel)
    {
        var (gate, random, addresses) = (new SignatureGate(_key, TimeProvider.System), new SystemRandomSource(), Addresses.Of(ports));
        var secrets = new JsonEndpoint(gate, new SecretsEndpoint(Secrets, _key, random).Operations);
        await ServeAsync(ports.S3, "S3", CountedRequests.OfS3(Counts, new S3Endpoint(Objects, gate, Addresses.Text(addresses.Gateway)).HandleAsync));
        await ServeAsync(ports.Sns, "SNS", CountedRequests.Of("SNS", Counts, new SnsEndpoint(gate, Outbox, random).HandleAsync));
        await ServeAsync(ports.SecretsManager, "Secrets Manager", CountedRequests.Of("Secrets Manager", Counts, secrets.HandleAsync));
        await ServeDynamoAsync(options, ports, children, cancel);
        using var dynamo = Dynamo(addresses.DynamoDb, _key);
        await Tables.EnsureAsync(dynamo, cancel);
        await Seed.WriteAsync(dynamo, accounts, cancel);
    }

    private async Task ServeDynamoAsync(LocalOptions options, Ports ports, ChildProcesses children, CancellationToken cancel)
    {
        var own = await DynamoDbLocal.StartAsync(children, options.Repository, options.Data, Counts is null ? ports.DynamoDb : ports.DynamoDbBehind, cancel);
        if (Counts is null)
            return;
        _counting = new CountingDynamo(own, Counts);
        await ServeAsync(ports.DynamoDb, "DynamoDB", _counting.HandleAsync);
    }

    public static AmazonDynamoDBClient Dynamo(Uri address, AccessKey key) => new(
        new BasicAWSCredentials(key.Id, key.Secret), new AmazonDynamoDBConfig { ServiceURL = address.ToString(), AuthenticationRegion = key.Region });

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
            await server.DisposeAsync();
        _counting?.Dispose();
    }

    private async Task ServeAsync(int port, string name, RequestDelegate handler) => _servers.Add(await LoopbackServer.StartAsync(port, name, handler));
}
