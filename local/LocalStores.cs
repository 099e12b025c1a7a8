using Amazon.DynamoDBv2;
using Amazon.Runtime;
using FirstRead.Core;
using FirstRead.Local.Counting;
using FirstRead.Local.DynamoDb;
using FirstRead.Local.Iam;
using FirstRead.Local.Login;
using FirstRead.Local.Processes;
using FirstRead.Local.S3;
using FirstRead.Local.SecretsManager;
using FirstRead.Local.Sns;
using FirstRead.Local.Template;
using FirstRead.Local.Wire;

namespace FirstRead.Local;

/// <summary>What keeps things: S3, DynamoDB, Secrets Manager and SNS's outbox.</summary>
public sealed class LocalStores : IAsyncDisposable
{
    private readonly List<LoopbackServer> _servers = [];
    private readonly HttpClient _dynamo = DynamoDbEndpoint.CreateClient();
    private readonly Account _account;

    private readonly SignatureGate _gate;
    private CountingDynamo? _counting;

    /// <param name="counts">Null: nothing is counted.</param>
    public LocalStores(string data, Account account, RequestCounts? counts = null)
    {
        (_account, _gate, Counts) = (account, new SignatureGate(account.Keys, TimeProvider.System), counts);
        var buckets = account.Template.OfType("AWS::S3::Bucket").Select(PhysicalNames.Name);
        Objects = new ObjectStore(Path.Combine(data, "s3"), buckets, TimeProvider.System, new SystemRandomSource());
        Secrets = new SecretStore(Path.Combine(data, "secrets"), TimeProvider.System);
        Outbox = new Outbox(OutboxPath(data), TimeProvider.System);
        FirstSecrets.Create(Secrets, account.Template, new SystemRandomSource());
    }

    public RequestCounts? Counts { get; }

    public ObjectStore Objects { get; }

    public SecretStore Secrets { get; }

    public Outbox Outbox { get; }

    /// <summary>Null before <see cref="ServeAsync(LocalOptions, Ports, DemoAccounts, ChildProcesses, CancellationToken)"/>.</summary>
    public SecretsEndpoint? Rotations { get; private set; }

    public static string OutboxPath(string data) => Path.Combine(data, "outbox.jsonl");

    public async Task ServeAsync(LocalOptions options, Ports ports, DemoAccounts accounts, ChildProcesses children, CancellationToken cancel)
    {
        var (guard, region) = (_account.Guard, _account.Administrator.Region);
        var (random, addresses) = (new SystemRandomSource(), Addresses.Of(ports));
        Rotations = new SecretsEndpoint(Secrets, random);
        var secrets = new JsonEndpoint(_gate, Rotations.Operations, SecretsPermissions.Of(guard, region));
        await ServeAsync(ports.S3, "S3", S3(addresses));
        await ServeAsync(ports.Sns, "SNS", Sns());
        await ServeAsync(ports.SecretsManager, "Secrets Manager", CountedRequests.Of("Secrets Manager", Counts, secrets.HandleAsync));
        await DynamoDbLocal.StartAsync(children, options.Repository, options.Data, ports.DynamoDbStore, cancel);
        using var dynamo = Dynamo(addresses.DynamoDbStore, _account.Administrator);
        await Tables.EnsureAsync(dynamo, _account.Template, cancel);
        await Seed.WriteAsync(dynamo, accounts, cancel);
        await ServeAsync(ports.DynamoDb, "DynamoDB", await CountedAsync(addresses.DynamoDbStore));
    }

    /// <summary>S3, as whoever it answers to is allowed.</summary>
    public RequestDelegate S3(Addresses addresses) =>
        CountedRequests.OfS3(Counts, new S3Endpoint(Objects, _gate, Addresses.Text(addresses.Gateway), new S3Permissions(_account.Guard, _account.Administrator.Region)).HandleAsync);

    /// <summary>SNS, as whoever it answers to is allowed.</summary>
    public RequestDelegate Sns() =>
        CountedRequests.Of("SNS", Counts, new SnsEndpoint(_gate, _account.Guard, _account.Administrator.Region, Outbox, new SystemRandomSource()).HandleAsync);

    /// <summary>DynamoDB, as whoever it answers to is allowed, before a store that asks nobody.</summary>
    public RequestDelegate DynamoDb(Uri store) => new DynamoDbEndpoint(_dynamo, store, _gate, new DynamoPermissions(_account.Guard, TableKeys.Of(_account.Template))).HandleAsync;

    /// <summary>The counter changes requests, so it stands behind who checks their signatures; what it has counted is told at DynamoDB's own address.</summary>
    private async Task<RequestDelegate> CountedAsync(Uri store)
    {
        if (Counts is null)
            return DynamoDb(store);
        var counting = _counting = new CountingDynamo(store, Counts);
        var server = await LoopbackServer.StartAsync(0, "DynamoDB's counter", counting.HandleAsync);
        _servers.Add(server);
        var endpoint = DynamoDb(server.Address);
        return context => context.Request.Method == "GET" ? counting.HandleAsync(context) : endpoint(context);
    }

    public static AmazonDynamoDBClient Dynamo(Uri address, AccessKey key) => new(
        new BasicAWSCredentials(key.Id, key.Secret), new AmazonDynamoDBConfig { ServiceURL = address.ToString(), AuthenticationRegion = key.Region });

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
            await server.DisposeAsync();
        _dynamo.Dispose();
        _counting?.Dispose();
    }

    private async Task ServeAsync(int port, string name, RequestDelegate handler) => _servers.Add(await LoopbackServer.StartAsync(port, name, handler));
}
