using Amazon.DynamoDBv2;
using Amazon.Runtime;
using FirstRead.Core;
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

    public LocalStores(string data, Account account)
    {
        _account = account;
        var buckets = account.Template.OfType("AWS::S3::Bucket").Select(PhysicalNames.Name);
        Objects = new ObjectStore(Path.Combine(data, "s3"), buckets, TimeProvider.System, new SystemRandomSource());
        Secrets = new SecretStore(Path.Combine(data, "secrets"), TimeProvider.System);
        Outbox = new Outbox(OutboxPath(data), TimeProvider.System);
        FirstSecrets.Create(Secrets, account.Template, new SystemRandomSource());
    }

    public ObjectStore Objects { get; }

    public SecretStore Secrets { get; }

    public Outbox Outbox { get; }

    public static string OutboxPath(string data) => Path.Combine(data, "outbox.jsonl");

    public async Task ServeAsync(LocalOptions options, Ports ports, DemoAccounts accounts, ChildProcesses children, CancellationToken cancel)
    {
        var (gate, guard, region) = (new SignatureGate(_account.Keys, TimeProvider.System), _account.Guard, _account.Administrator.Region);
        var (random, addresses) = (new SystemRandomSource(), Addresses.Of(ports));
        var secrets = new JsonEndpoint(gate, new SecretsEndpoint(Secrets, random).Operations, SecretsPermissions.Of(guard, region));
        await ServeAsync(ports.S3, "S3", new S3Endpoint(Objects, gate, Addresses.Text(addresses.Gateway), new S3Permissions(guard, region)).HandleAsync);
        await ServeAsync(ports.Sns, "SNS", new SnsEndpoint(gate, guard, region, Outbox, random).HandleAsync);
        await ServeAsync(ports.SecretsManager, "Secrets Manager", secrets.HandleAsync);
        await DynamoDbLocal.StartAsync(children, options.Repository, options.Data, ports.DynamoDbStore, cancel);
        using var dynamo = Dynamo(addresses.DynamoDbStore, _account.Administrator);
        await Tables.EnsureAsync(dynamo, _account.Template, cancel);
        await Seed.WriteAsync(dynamo, accounts, cancel);
        var permissions = new DynamoPermissions(guard, TableKeys.Of(_account.Template));
        await ServeAsync(ports.DynamoDb, "DynamoDB", new DynamoDbEndpoint(_dynamo, addresses.DynamoDbStore, gate, permissions).HandleAsync);
    }

    public static AmazonDynamoDBClient Dynamo(Uri address, AccessKey key) => new(
        new BasicAWSCredentials(key.Id, key.Secret), new AmazonDynamoDBConfig { ServiceURL = address.ToString(), AuthenticationRegion = key.Region });

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
            await server.DisposeAsync();
        _dynamo.Dispose();
    }

    private async Task ServeAsync(int port, string name, RequestDelegate handler) => _servers.Add(await LoopbackServer.StartAsync(port, name, handler));
}
