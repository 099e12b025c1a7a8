using System.Diagnostics;
using FirstRead.Testing;

namespace FirstRead.Publishing.Tests;

/// <summary>What eng/publish-functions.sh makes, published once for all tests.</summary>
[SetUpFixture]
public sealed class PublishedFunctions
{
    private static readonly Lazy<Task<string>> Published = new(PublishAsync);

    /// <summary>Those that are published as Lambda runs them: the one with every library, one that needs time zones, and one that answers over HTTP.</summary>
    public static IReadOnlyList<string> AsDeployed { get; } = ["Ingest", "Reconcile", "Uploads"];

    /// <summary>The others are compiled as they run: making native programs of them takes minutes, and the compiler itself refuses what would behave otherwise there.</summary>
    public static IReadOnlyList<string> Others { get; } = ["Triage", "Reidentify", "Api", "Erase", "Teaching", "RotateSecret"];

    public static IEnumerable<string> Names => AsDeployed.Concat(Others);

    /// <summary>A folder with a folder for each.</summary>
    public static Task<string> FolderAsync() => Published.Value;

    [OneTimeTearDown]
    public async Task RemoveAsync()
    {
        if (Published.IsValueCreated)
            Directory.Delete(await Published.Value, recursive: true);
    }

    private static async Task<string> PublishAsync()
    {
        var folder = Directory.CreateTempSubdirectory("firstread-functions-").FullName;
        // One after the other: they share what they build.
        await PublishAsync(folder, AsDeployed, asDeployed: true);
        await PublishAsync(folder, Others, asDeployed: false);
        return folder;
    }

    private static async Task PublishAsync(string folder, IEnumerable<string> names, bool asDeployed)
    {
        var start = new ProcessStartInfo(RepositoryRoot.Combine("eng", "publish-functions.sh"), names) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["FUNCTIONS_FOLDER"] = folder;
        start.Environment["FUNCTIONS_FORM"] = asDeployed ? "native" : "jit";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException(await output + await errors);
    }
}
