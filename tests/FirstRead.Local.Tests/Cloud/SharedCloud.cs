namespace FirstRead.Local.Tests.Cloud;

/// <summary>One running local cloud for all tests of this folder.</summary>
[SetUpFixture]
public sealed class SharedCloud
{
    /// <summary>Another cloud to test: then only EndpointTests have what they need, and ours is not started.</summary>
    public const string EndpointVariable = "FIRSTREAD_AWS_ENDPOINT";

    public static TemporaryFolder Folder { get; private set; } = null!;

    public static RunningCloud Running { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        Folder = new TemporaryFolder();
        var repository = new PlantedRepository(Folder.At("repository"))
            .WithFunction("Triage", Folder.At("triage"))
            .WithWebFunction("Uploads")
            .WithContainer(Folder.At("container"));
        if (Environment.GetEnvironmentVariable(EndpointVariable) is null)
            Running = await RunningCloud.StartAsync(repository.Folder, Folder.At("data"));
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (Running is not null)
            await Running.DisposeAsync();
        Folder.Dispose();
    }
}
