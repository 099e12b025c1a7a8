using System.Text.Json;
using System.Text.Json.Nodes;
using FirstRead.Local.Login;
using FirstRead.Local.Processes;
using FirstRead.Local.Wire;

namespace FirstRead.Local;

/// <summary><c>cloud.json</c>: appears when all is ready, is replaced when a process starts or ends, goes when the cloud stops.</summary>
public sealed class CloudFile(string path, Addresses addresses, AccessKey key, DemoAccounts accounts, string outbox, ChildProcesses children) : IDisposable
{
    private static readonly JsonSerializerOptions CamelCase = new(JsonSerializerDefaults.Web);
    private readonly Lock _gate = new();

    public static string PathIn(string data) => Path.Combine(data, "cloud.json");

    public void Publish()
    {
        children.Changed += Write;
        Write();
    }

    public void Dispose()
    {
        children.Changed -= Write;
        lock (_gate)
            File.Delete(path);
    }

    private void Write()
    {
        var cloud = new JsonObject
        {
            ["gateway"] = Addresses.Text(addresses.Gateway),
            ["s3"] = Addresses.Text(addresses.S3),
            ["dynamodb"] = Addresses.Text(addresses.DynamoDb),
            ["sns"] = Addresses.Text(addresses.Sns),
            ["secretsManager"] = Addresses.Text(addresses.SecretsManager),
            ["ecs"] = Addresses.Text(addresses.Ecs),
            ["issuer"] = Addresses.Text(addresses.Issuer),
            ["lambda"] = Addresses.Text(addresses.Lambda),
            ["outbox"] = outbox,
            ["region"] = key.Region,
            ["accessKeyId"] = key.Id,
            ["secretAccessKey"] = key.Secret,
            ["processId"] = Environment.ProcessId,
            ["pids"] = new JsonArray([.. children.Running.Select(child => new JsonObject { ["name"] = child.Name, ["pid"] = child.Id })]),
            ["logins"] = JsonSerializer.SerializeToNode(accounts.People, CamelCase),
            ["machines"] = JsonSerializer.SerializeToNode(accounts.Machines, CamelCase),
        };
        lock (_gate)
            DurableFile.Write(path, cloud);
    }
}
