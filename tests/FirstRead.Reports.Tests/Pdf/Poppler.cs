using System.Diagnostics;

namespace FirstRead.Reports.Tests.Pdf;

/// <summary>Tools that read a PDF as others do: poppler's and qpdf.</summary>
internal static class Poppler
{
    /// <summary>Skips the test by name where a tool is not installed (eng/install.sh test does).</summary>
    public static void Need(params string[] tools)
    {
        foreach (var tool in tools)
            if (!Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, tool))))
                Assert.Ignore($"{tool} (Debian package {(tool == "qpdf" ? "qpdf" : "poppler-utils")}) is not installed.");
    }

    /// <summary>The words in reading order with one space between, and pages divided by a form feed.</summary>
    public static string Text(byte[] pdf, params string[] options) => Run("pdftotext", pdf, [.. options, "-enc", "UTF-8", "{}", "-"]).Output;

    /// <param name="arguments">{} stands for the file.</param>
    public static (int Exit, string Output) Run(string tool, byte[] pdf, params string[] arguments)
    {
        var path = Path.Combine(Path.GetTempPath(), $"firstread-report-{Guid.NewGuid():n}.pdf");
        try
        {
            File.WriteAllBytes(path, pdf);
            using var process = Process.Start(new ProcessStartInfo(tool, arguments.Select(argument => argument.Replace("{}", path, StringComparison.Ordinal)))
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardOutputEncoding = System.Text.Encoding.UTF8,
            })!;
            var problems = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output + problems.Result);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
