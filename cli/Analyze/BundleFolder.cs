using System.CommandLine;
using FirstRead.Core.Analysis.Models;
using FirstRead.Core.Settings;

namespace FirstRead.Cli.Analyze;

/// <summary>Where the model bundles lie, and what is said when one is wrong.</summary>
internal static class BundleFolder
{
    // What FirstRead.Inference ends with when it was asked for what cannot be.
    private const int ContainersUsage = 64;

    public static Option<string?> Option() => new("--models") { Description = "Folder of the bundles; standard: inference-container/models of the repository." };

    public static string Of(string? named) => named ?? Path.Combine(RepositoryFolder.Find(), "inference-container", "models");

    /// <summary>The exit code of a command of the container, as the command line counts them.</summary>
    /// <exception cref="CommandException">A bundle or a setting is wrong.</exception>
    public static async Task<int> Guarded(Func<Task<int>> run)
    {
        try
        {
            return await run() is var code && code == ContainersUsage ? 2 : code;
        }
        catch (Exception error) when (error is ManifestException or SettingException)
        {
            throw new CommandException(error.Message, 2, error);
        }
    }
}
