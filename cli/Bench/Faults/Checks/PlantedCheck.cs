using FirstRead.Cli.Demo;

namespace FirstRead.Cli.Bench.Faults.Checks;

/// <summary>Nothing that was planted in a header stands outside the bucket of originals: in no file, log, message or table item.</summary>
internal static class PlantedCheck
{
    public static async Task<FaultCheck> RunAsync(CloudProcess cloud, CancellationToken cancel)
    {
        using var stores = new DemoStores(cloud);
        var found = await PlantedScan.RunAsync(cloud.Folder, stores, FaultStudies.Planted, cancel);
        return new FaultCheck("no planted name, number or date stands outside the originals", found.Places, [.. found.Found, .. found.Unseen.Select(word => $"'{word}' stands not even in the originals")]);
    }
}
