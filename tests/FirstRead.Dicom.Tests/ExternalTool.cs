using System.ComponentModel;
using System.Diagnostics;

namespace FirstRead.Dicom.Tests;

/// <summary>Runs another project's program; a test that needs an absent one is skipped by name.</summary>
internal static class ExternalTool
{
    public static (int Exit, string Output, string Errors) Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output, errors.GetAwaiter().GetResult());
        }
        catch (Win32Exception)
        {
            Assert.Ignore($"{program} is absent");
            throw;
        }
    }
}
