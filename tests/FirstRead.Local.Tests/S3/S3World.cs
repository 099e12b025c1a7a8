using Amazon.Runtime;
using Amazon.S3;
using FirstRead.Core;
using FirstRead.Local.S3;
using FirstRead.Local.Wire;

namespace FirstRead.Local.Tests.S3;

/// <summary>Our S3 on a free port, and AWS's own client before it.</summary>
public sealed class S3World : IAsyncDisposable
{
    public const string Bucket = "firstread-incoming";
    public const string Origin = "http://127.0.0.1:9000";
    public static readonly AccessKey Key = new("AKIALOCALFIRSTREAD01", "0123456789abcdef0123456789abcdef", "us-east-1");

    private readonly LoopbackServer _server;

    private S3World(ObjectStore store, LoopbackServer server, MovableTime time)
    {
        (Store, _server, Time) = (store, server, time);
        Client = ClientWith(Key.Secret);
    }

    public ObjectStore Store { get; }

    public MovableTime Time { get; }

    public Uri Address => _server.Address;

    public AmazonS3Client Client { get; }

    public static async Task<S3World> StartAsync(string folder, IObjectEvents? events = null)
    {
        var time = new MovableTime();
        var store = new ObjectStore(folder, [Bucket, "firstread-failures"], time, new SystemRandomSource()) { Events = events ?? new NoObjectEvents() };
        var endpoint = new S3Endpoint(store, new SignatureGate(Key, time), Origin);
        return new S3World(store, await LoopbackServer.StartAsync(0, "S3", endpoint.HandleAsync), time);
    }

    /// <summary>As our programs make it: no path style asked for, the address itself being enough.</summary>
    public AmazonS3Client ClientWith(string secret) => new(
        new BasicAWSCredentials(Key.Id, secret),
        new AmazonS3Config { ServiceURL = Address.ToString(), AuthenticationRegion = Key.Region, MaxErrorRetry = 0 });

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _server.DisposeAsync();
    }
}

/// <summary>The machine's clock, moved.</summary>
public sealed class MovableTime : TimeProvider
{
    public TimeSpan Ahead { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
}
