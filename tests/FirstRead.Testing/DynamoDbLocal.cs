using System.Diagnostics;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using FirstRead.Aws.DynamoDb;

namespace FirstRead.Testing;

/// <summary>
/// AWS's own DynamoDB Local, in memory, one process for a test run. Needs Java and the npm package. Where <c>FIRSTREAD_AWS_ENDPOINT</c> names
/// another DynamoDB (LocalStack's), the stores are tested on that.
/// </summary>
public static class DynamoDbLocal
{
    // Below Linux's ephemeral range, so that no outgoing connection takes a port before DynamoDB Local does.
    private const int FirstPort = 10_000;
    private const int LastPort = 20_000;
    private const int Starts = 10;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private static readonly Lazy<Task<AmazonDynamoDBClient>> Started = new(() =>
        Environment.GetEnvironmentVariable("FIRSTREAD_AWS_ENDPOINT") is { } endpoint ? Task.FromResult(ClientOf(endpoint)) : StartAsync());

    // Another run's server, should it ever answer at our port, has other tables.
    private static readonly string Run = Guid.NewGuid().ToString("N");
    private static int tables;

    /// <summary>A fresh studies table on the shared server.</summary>
    public static Task<(IAmazonDynamoDB Client, string Table)> CreateStudiesTableAsync() => CreateAsync(TableSchemas.Studies);

    /// <summary>A fresh vault table on the shared server.</summary>
    public static Task<(IAmazonDynamoDB Client, string Table)> CreateVaultTableAsync() => CreateAsync(TableSchemas.Vault);

    /// <summary>A fresh audit table on the shared server.</summary>
    public static Task<(IAmazonDynamoDB Client, string Table)> CreateAuditTableAsync() => CreateAsync(TableSchemas.Audit);

    private static async Task<(IAmazonDynamoDB Client, string Table)> CreateAsync(Func<string, CreateTableRequest> schema)
    {
        var client = await Started.Value;
        var name = $"table-{Run}-{Interlocked.Increment(ref tables)}";
        var table = schema(name);
        // No test reads a stream here, and DynamoDB Local looks through the shards of all tables at every write.
        table.StreamSpecification = null;
        await client.CreateTableAsync(table);
        return (client, name);
    }

    /// <summary>Java takes a port by number alone, and another may take it first: then its program ends, and the next number is tried.</summary>
    private static async Task<AmazonDynamoDBClient> StartAsync()
    {
        for (var start = 0; start < Starts; start++)
            if (await TryStartAsync(Random.Shared.Next(FirstPort, LastPort)) is { } client)
                return client;
        throw new InvalidOperationException($"DynamoDB Local did not start at any of {Starts} ports.");
    }

    private static async Task<AmazonDynamoDBClient?> TryStartAsync(int port)
    {
        var process = Launch(port);
        var client = ClientOf($"http://127.0.0.1:{port}");
        using var patience = new CancellationTokenSource(Patience);
        while (!process.HasExited)
            try
            {
                await client.ListTablesAsync(patience.Token);
                return client;
            }
            catch (Exception notYet) when (notYet is HttpRequestException or AmazonClientException)
            {
                await Task.Delay(100, patience.Token);
            }
        client.Dispose();
        return null;
    }

    private static AmazonDynamoDBClient ClientOf(string address) => new(new BasicAWSCredentials("local", "local"), new AmazonDynamoDBConfig { ServiceURL = address, AuthenticationRegion = "us-east-1" });

    private static Process Launch(int port)
    {
        var start = new ProcessStartInfo("java")
        {
            WorkingDirectory = RepositoryRoot.Combine("node_modules", "amplify-dynamodb-simulator", "emulator"),
            ArgumentList = { "-Xmx512m", "-Djava.library.path=./DynamoDBLocal_lib", "-jar", "DynamoDBLocal.jar", "-port", $"{port}", "-inMemory", "-sharedDb", "-disableTelemetry" },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => process.Kill();
        return process;
    }
}
