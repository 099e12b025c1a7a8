using FirstRead.Local.Wire;

namespace FirstRead.Local.Faults;

/// <summary>The troubled addresses of DynamoDB, S3 and SNS: programs and clinics are given these; whoever looks at the stores afterwards uses the true ones.</summary>
public sealed class FaultFronts : IAsyncDisposable
{
    private readonly HttpClient _http = new() { Timeout = Timeout.InfiniteTimeSpan };
    private readonly List<LoopbackServer> _servers = [];

    private FaultFronts(FaultScene scene, Addresses seen) => (Scene, Seen) = (scene, seen);

    public FaultScene Scene { get; }

    /// <summary>All addresses as the programs are to see them.</summary>
    public Addresses Seen { get; private set; }

    /// <param name="scene">What falls.</param>
    /// <param name="addresses">The true ones.</param>
    /// <param name="stores">What answers behind the trouble. DynamoDB's trouble lies behind the check of who asks: it asks questions of its own.</param>
    public static async Task<FaultFronts> StartAsync(FaultScene scene, Addresses addresses, LocalStores stores)
    {
        var fronts = new FaultFronts(scene, addresses);
        var s3 = await fronts.ServeAsync("S3", new S3Front(stores.S3(addresses), scene).HandleAsync);
        var troubled = await fronts.ServeAsync("DynamoDB", new DynamoFront(fronts._http, addresses.DynamoDbStore, scene).HandleAsync);
        var dynamo = await fronts.ServeAsync("DynamoDB", stores.DynamoDb(troubled));
        fronts.Seen = addresses with
        {
            S3 = s3,
            Sns = await fronts.ServeAsync("SNS", new SnsFront(stores.Sns(), scene).HandleAsync),
            DynamoDb = dynamo,
        };
        return fronts;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
            await server.DisposeAsync();
        _http.Dispose();
    }

    private async Task<Uri> ServeAsync(string name, RequestDelegate handler)
    {
        var server = await LoopbackServer.StartAsync(0, name, handler);
        _servers.Add(server);
        return server.Address;
    }
}
