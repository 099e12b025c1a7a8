using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using FirstRead.Aws.DynamoDb;

namespace FirstRead.Testing;

/// <summary>AWS's own DynamoDB Local, in memory, one process for a test run. Needs Java and the npm package.</summary>
public static class DynamoDbLocal
{
    private static readonly Lazy<Task<AmazonDynamoDBClient>> Started = new(StartAsync);
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
        var name = $"table-{Interlocked.Increment(ref tables)}";
        await client.CreateTableAsync(schema(name));
        return (client, name);
    }

    private static async Task<AmazonDynamoDBClient> StartAsync()
    {
        var port = FreePort();
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
        var client = new AmazonDynamoDBClient(
            new BasicAWSCredentials("local", "local"),
            new AmazonDynamoDBConfig { ServiceURL = $"http://127.0.0.1:{port}", AuthenticationRegion = "us-east-1", MaxErrorRetry = 0 });
        for (var patience = Stopwatch.StartNew(); ;)
            try
            {
                await client.ListTablesAsync();
                return client;
            }
            catch (Exception notYet) when (notYet is HttpRequestException or AmazonClientException && patience.Elapsed < TimeSpan.FromMinutes(1) && !process.HasExited)
            {
                await Task.Delay(100);
            }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
