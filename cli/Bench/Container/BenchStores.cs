using System.Diagnostics;
using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.S3;
using FirstRead.Aws.DynamoDb;
using FirstRead.Aws.S3;
using FirstRead.Core.Settings;

namespace FirstRead.Cli.Bench.Container;

/// <summary>The local cloud's DynamoDB and S3 without the rest, as a process of their own, and clients before them.</summary>
internal sealed class BenchStores : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly Process _process;
    private readonly AmazonDynamoDBClient _dynamo;
    private readonly AmazonS3Client _s3;

    private BenchStores(Process process, JsonElement stores)
    {
        _process = process;
        (S3, Dynamo, Region) = (Text("s3"), Text("dynamodb"), Text("region"));
        (KeyId, Secret) = (Text("accessKeyId"), Text("secretAccessKey"));
        var credentials = new BasicAWSCredentials(KeyId, Secret);
        _dynamo = new(credentials, new AmazonDynamoDBConfig { ServiceURL = Dynamo, AuthenticationRegion = Region });
        _s3 = new(credentials, new AmazonS3Config { ServiceURL = S3, AuthenticationRegion = Region, ForcePathStyle = true });
        Studies = new(_dynamo, ResourceNames.StudiesTable);
        Queue = new(_dynamo, ResourceNames.StudiesTable, TimeProvider.System);
        Slots = new(_dynamo, ResourceNames.StudiesTable, 1, TimeProvider.System);
        Results = new(_dynamo, ResourceNames.StudiesTable);
        Objects = new(_s3);

        string Text(string name) => stores.GetProperty(name).GetString()!;
    }

    public string S3 { get; }

    public string Dynamo { get; }

    public string Region { get; }

    public string KeyId { get; }

    public string Secret { get; }

    public DynamoStudyStore Studies { get; }

    public DynamoWorkQueue Queue { get; }

    public DynamoSlotStore Slots { get; }

    public DynamoResultStore Results { get; }

    public S3ObjectStore Objects { get; }

    /// <param name="folder">Everything that they store.</param>
    /// <exception cref="CommandException">They did not start.</exception>
    public static async Task<BenchStores> StartAsync(string repository, string folder, CancellationToken cancel)
    {
        var program = Path.Combine(repository, "local", "bin", "Release", "net10.0", "FirstRead.Local.dll");
        if (!File.Exists(program))
            throw new CommandException($"The local stores are not built: run {Path.Combine(repository, "eng", "build.sh")}.");
        Directory.CreateDirectory(folder);
        var process = Process.Start(new ProcessStartInfo("dotnet", [program, "stores", folder]))!;
        var (described, waiting) = (Path.Combine(folder, "stores.json"), Stopwatch.StartNew());
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!File.Exists(described))
        {
            if (process.HasExited || waiting.Elapsed > Patience)
                throw new CommandException($"The local stores did not start; see {Path.Combine(folder, "logs")}.");
            await timer.WaitForNextTickAsync(cancel);
        }
        using var stores = JsonDocument.Parse(await File.ReadAllBytesAsync(described, cancel));
        return new(process, stores.RootElement);
    }

    public void Dispose()
    {
        _dynamo.Dispose();
        _s3.Dispose();
        // What they stored is removed with their folder: they need no time to end well.
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }
}
