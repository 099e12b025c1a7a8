using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using FirstRead.Local.Faults;
using FirstRead.Local.Wire;
using FirstRead.Testing;

namespace FirstRead.Local.Tests.Faults;

/// <summary>A fresh studies table of DynamoDB Local, and the front with its faults before it.</summary>
internal sealed class TroubledTable : IAsyncDisposable
{
    private static readonly StoreFaults None = new(0, 0, 0, 0, 0, 0);
    private static readonly EventFaults NoEvents = new(0, 0, 0, 0);

    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = new();
    private readonly FaultScene _scene;
    private LoopbackServer _server = null!;

    private TroubledTable(FaultPlan plan, IAmazonDynamoDB bare, string name)
    {
        (Bare, Name) = (bare, name);
        _scene = new FaultScene(plan, _folder.Path, TimeProvider.System);
        _scene.Begin();
    }

    /// <summary>Past the faults.</summary>
    public IAmazonDynamoDB Bare { get; }

    public string Name { get; }

    /// <summary>Through them, as our programs make it.</summary>
    public AmazonDynamoDBClient Client { get; private set; } = null!;

    public static async Task<TroubledTable> StartAsync(StoreFaults? faults = null, int transactionMs = 0, double indexLagSeconds = 0)
    {
        var (bare, name) = await Testing.DynamoDbLocal.CreateStudiesTableAsync();
        var plan = new FaultPlan(7, faults ?? None, None, NoEvents, NoEvents, WritesPerKey: int.MaxValue, transactionMs, indexLagSeconds, ClockSkewSeconds: 0, []);
        var table = new TroubledTable(plan, bare, name);
        var front = new DynamoFront(table._http, new Uri(((AmazonDynamoDBClient)bare).Config.ServiceURL), table._scene);
        table._server = await LoopbackServer.StartAsync(0, "DynamoDB", front.HandleAsync);
        table.Client = new AmazonDynamoDBClient(
            new BasicAWSCredentials("local", "local"), new AmazonDynamoDBConfig { ServiceURL = table._server.Address.ToString(), AuthenticationRegion = "us-east-1" });
        return table;
    }

    /// <summary>How often a fault fell, of the operations whose name begins so.</summary>
    public int Fell(string kind, string operation = "") => File.ReadLines(_folder.At(FaultScene.JournalFile))
        .Select(line => JsonNode.Parse(line)!)
        .Count(fault => (string?)fault["kind"] == kind && ((string)fault["where"]!).StartsWith(operation, StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _server.DisposeAsync();
        _http.Dispose();
        _scene.Dispose();
        _folder.Dispose();
    }
}
