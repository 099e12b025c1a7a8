using System.Text.Json;
using FirstRead.Core;
using FirstRead.Local.Counting;
using FirstRead.Local.Faults;
using FirstRead.Local.Iam;
using FirstRead.Local.Login;
using FirstRead.Local.Processes;
using FirstRead.Local.Template;
using FirstRead.Local.Wire;

namespace FirstRead.Local;

/// <summary>The whole pipeline's cloud on one machine, on 127.0.0.1, from one data folder. Parts start in the order they need each other.</summary>
public sealed class LocalCloud : IAsyncDisposable
{
    private readonly Stack<object> _parts = new();

    private LocalCloud(Addresses addresses) => Addresses = addresses;

    public Addresses Addresses { get; }

    public static async Task<LocalCloud> StartAsync(LocalOptions options, CancellationToken cancel)
    {
        var ports = Ports.From(options.Port);
        var cloud = new LocalCloud(Addresses.Of(ports));
        try
        {
            await cloud.StartAsync(options, ports, cancel);
            return cloud;
        }
        catch
        {
            await cloud.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Last started, first stopped.
        while (_parts.TryPop(out var part))
            if (part is IAsyncDisposable asynchronous)
                await asynchronous.DisposeAsync();
            else
                ((IDisposable)part).Dispose();
    }

    private async Task StartAsync(LocalOptions options, Ports ports, CancellationToken cancel)
    {
        var random = new SystemRandomSource();
        Directory.CreateDirectory(options.Data, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        File.Delete(CloudFile.PathIn(options.Data));
        var key = OpenKey(Path.Combine(options.Data, "secrets", "access-key.json"), random);
        var accounts = DemoAccounts.Open(Path.Combine(options.Data, "secrets", "accounts.json"), random);
        var children = Part(new ChildProcesses(options.Data));
        children.KillLeftovers();
        var account = Account.Open(options.Data, StackTemplate.Read(StackTemplate.StandardPath), key, options.EnforcePolicies, random);
        var stores = Part(new LocalStores(options.Data, account, options.CountRequests ? new RequestCounts() : null));
        var scene = options.FaultPlan is { } plan ? Part(new FaultScene(FaultPlan.Read(plan), options.Data, TimeProvider.System)) : null;
        var faults = scene is null ? null : Part(await FaultFronts.StartAsync(scene, Addresses, stores));
        var compute = Part(new LocalCompute(options, Addresses, account, stores, children, faults));
        if (scene is not null)
            children.Prepare = new WrongClocks(scene).Of;
        await stores.ServeAsync(options, ports, accounts, children, cancel);
        await LoginServer.StartAsync(children, options.Repository, Path.Combine(options.Data, "secrets"), Addresses, random, cancel);
        await compute.StartAsync(cancel);
        Part(await LocalFront.StartAsync(options, Addresses, account, stores));
        Part(new CloudFile(CloudFile.PathIn(options.Data), Addresses, key, accounts, LocalStores.OutboxPath(options.Data), children)).Publish();
        scene?.Begin();
    }

    private T Part<T>(T part)
        where T : notnull
    {
        _parts.Push(part);
        return part;
    }

    /// <summary>The key pair is made up once and kept: presigned URLs survive a restart.</summary>
    private static AccessKey OpenKey(string path, IRandomSource random)
    {
        if (DurableFile.Read(path) is { } kept)
            return kept.Deserialize<AccessKey>() ?? throw new InvalidDataException($"{path} is empty.");
        var key = new AccessKey("AKIALOCALFIRSTREAD01", Ids.Hex(random), StackTemplate.Region);
        DurableFile.Write(path, JsonSerializer.SerializeToNode(key)!);
        return key;
    }
}
