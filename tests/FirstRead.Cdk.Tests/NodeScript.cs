using System.Diagnostics;

namespace FirstRead.Cdk.Tests;

/// <summary>Runs a script of this folder under Node.js with what npm installed.</summary>
internal static class NodeScript
{
    public static string Modules { get; } = Path.Combine(RepositoryFolders.Root, "node_modules");

    /// <summary>Skips the test, by the package's name, where npm has not installed it.</summary>
    public static void Require(string package)
    {
        if (!Directory.Exists(Path.Combine(Modules, package)))
            Assert.Ignore($"npm ci has not installed {package}.");
    }

    public static async Task<(int ExitCode, string Output)> RunAsync(string script, params string[] arguments)
    {
        var path = Path.Combine(RepositoryFolders.Root, "tests", "FirstRead.Cdk.Tests", script);
        using var process = Process.Start(new ProcessStartInfo("node", [path, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await errors);
    }
}
