using System.Diagnostics;

namespace FirstRead.Container.Tests;

/// <summary>Checkers and readers that are not ours.</summary>
internal static class Programs
{
    /// <summary>What a program of /usr/bin says of a file; the test is ignored where it is not installed.</summary>
    public static (int Exit, string Output) Run(string program, byte[] file, params string[] arguments)
    {
        if (!File.Exists($"/usr/bin/{program}"))
            Assert.Ignore($"{program} is not installed.");
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var path = Path.Combine(folder.FullName, "object.dcm");
            File.WriteAllBytes(path, file);
            using var process = Process.Start(new ProcessStartInfo($"/usr/bin/{program}", [.. arguments, path]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, errors + output.GetAwaiter().GetResult());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
