using System.Diagnostics;
using FirstRead.Testing;

namespace FirstRead.Functions.Tests.Publishing;

/// <summary>What eng/publish-functions.sh makes, published once for all tests of this folder.</summary>
[SetUpFixture]
public sealed class PublishedFunctions
{
    private static readonly Lazy<Task<string>> Published = new(PublishAsync);

    /// <summary>Those that are published as Lambda runs them: the one with every native library, and one that needs time zones.</summary>
    public static IReadOnlyList<string> Ahead { get; } = ["Ingest", "Reconcile"];

    /// <summary>The others hold the same but for the compiling ahead, which takes most of the time.</summary>
    public static IReadOnlyList<string> Others { get; } = ["Uploads", "Triage", "Reidentify", "Api", "Erase", "Teaching", "RotateSecret"];

    public static IEnumerable<string> Names => Ahead.Concat(Others);

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
        await PublishAsync(folder, Ahead, ahead: true);
        await PublishAsync(folder, Others, ahead: false);
        return folder;
    }

    private static async Task PublishAsync(string folder, IEnumerable<string> names, bool ahead)
    {
        var start = new ProcessStartInfo(RepositoryRoot.Combine("eng", "publish-functions.sh"), names) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["FUNCTIONS_FOLDER"] = folder;
        start.Environment["FUNCTIONS_JIT"] = ahead ? "" : "1";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException(await output + await errors);
    }
}
