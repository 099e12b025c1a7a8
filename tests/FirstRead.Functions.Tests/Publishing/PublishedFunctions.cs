using System.Diagnostics;
using FirstRead.Testing;

namespace FirstRead.Functions.Tests.Publishing;

/// <summary>What eng/publish-functions.sh makes, published once for all tests of this folder.</summary>
[SetUpFixture]
public sealed class PublishedFunctions
{
    private static readonly Lazy<Task<string>> Published = new(PublishAsync);

    public static IReadOnlyList<string> Names { get; } = ["Ingest", "Reconcile"];

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
        var start = new ProcessStartInfo(RepositoryRoot.Combine("eng", "publish-functions.sh"), Names) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["FUNCTIONS_FOLDER"] = folder;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? folder : throw new InvalidOperationException(await output + await errors);
    }
}
