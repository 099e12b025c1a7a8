using System.Text.Json.Nodes;
using FirstRead.Core;
using FirstRead.Core.Settings;
using FirstRead.Local.DynamoDb;
using FirstRead.Local.Processes;
using FirstRead.Local.S3;
using FirstRead.Local.Template;
using FirstRead.Local.Wire;

namespace FirstRead.Local;

/// <summary>DynamoDB and the two buckets that the container reads and writes, alone: for a container that is measured. <c>stores.json</c> in the folder says where they answer.</summary>
public sealed class StoresAlone : IAsyncDisposable
{
    private readonly ChildProcesses _children;
    private readonly LoopbackServer _s3;

    private StoresAlone(ChildProcesses children, LoopbackServer s3) => (_children, _s3) = (children, s3);

    /// <param name="data">Folder of everything that is stored.</param>
    /// <param name="repository">Where npm's packages are.</param>
    /// <param name="cancel">Ends the start.</param>
    public static async Task<StoresAlone> StartAsync(string data, string repository, CancellationToken cancel)
    {
        var (random, ports) = (new SystemRandomSource(), Ports.From(0));
        var key = new AccessKey("AKIALOCALFIRSTREAD01", Ids.Hex(random), StackTemplate.Region);
        var objects = new ObjectStore(Path.Combine(data, "s3"), [ResourceNames.DeidentifiedBucket, ResourceNames.ResultsBucket], TimeProvider.System, random);
        var children = new ChildProcesses(data);
        var s3 = await LoopbackServer.StartAsync(0, "S3", new S3Endpoint(objects, new SignatureGate(key, TimeProvider.System), "http://127.0.0.1").HandleAsync);
        var dynamo = await DynamoDbLocal.StartAsync(children, repository, data, ports.DynamoDb, cancel);
        using (var client = LocalStores.Dynamo(dynamo, key))
            await Tables.EnsureAsync(client, StackTemplate.Read(StackTemplate.StandardPath), cancel);
        DurableFile.Write(Path.Combine(data, "stores.json"), new JsonObject
        {
            ["s3"] = Addresses.Text(s3.Address),
            ["dynamodb"] = Addresses.Text(dynamo),
            ["region"] = key.Region,
            ["accessKeyId"] = key.Id,
            ["secretAccessKey"] = key.Secret,
        });
        return new(children, s3);
    }

    public async ValueTask DisposeAsync()
    {
        await _s3.DisposeAsync();
        await _children.DisposeAsync();
    }
}
