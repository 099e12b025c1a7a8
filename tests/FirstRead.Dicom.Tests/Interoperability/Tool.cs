using System.ComponentModel;
using System.Diagnostics;

namespace FirstRead.Dicom.Tests.Interoperability;

/// <summary>A program of somebody else's that reads DICOM. Where it is absent the test is skipped, and says so.</summary>
internal static class Tool
{
    // Debian's own interpreter, whose packages apt installs; another one on the path would lack them.
    private const string Python = "/usr/bin/python3";

    /// <summary>Runs a program to its end. Output is decoded as UTF-8; what else a tool prints becomes U+FFFD.</summary>
    public static (int Exit, string Output, string Errors) Run(string program, IEnumerable<string> arguments, string? input = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = input is not null,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Process process;
        try { process = Process.Start(start)!; }
        catch (Win32Exception)
        {
            Assert.Ignore($"{program} is absent");
            throw;
        }
        using (process)
        {
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEndAsync();
            if (input is not null)
            {
                process.StandardInput.Write(input);
                process.StandardInput.Close();
            }
            process.WaitForExit();
            return (process.ExitCode, output.GetAwaiter().GetResult(), errors.GetAwaiter().GetResult());
        }
    }

    /// <summary>Runs a script beside these sources with pydicom; the lines that it prints.</summary>
    public static string[] RunPydicom(string script, IEnumerable<string> arguments, IEnumerable<string> inputLines)
    {
        if (!File.Exists(Python)) Assert.Ignore("python3 is absent");
        var path = Path.Combine(TestContext.CurrentContext.TestDirectory, "Interoperability", script);
        var (exit, output, errors) = Run(Python, [path, .. arguments], string.Concat(inputLines.Select(line => line + "\n")));
        if (errors.Contains("No module named 'pydicom'", StringComparison.Ordinal)) Assert.Ignore("python3-pydicom is absent");
        Assert.That(exit, Is.Zero, errors);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
