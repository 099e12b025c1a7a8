using System.Diagnostics;
using FirstRead.Dicom.Datasets;

namespace FirstRead.Core.Tests.Analysis.Results;

/// <summary>Readers and checkers that are not ours, given a document as a file.</summary>
internal static class OtherReaders
{
    /// <summary>The program's words, errors first. Skips where it is not installed.</summary>
    public static (int Exit, string Output) Run(string program, DicomDataset document)
    {
        if (!File.Exists($"/usr/bin/{program}"))
            Assert.Ignore($"{program} is not installed.");
        return Start($"/usr/bin/{program}", document, file => [file]);
    }

    /// <summary>Skips where pydicom is not installed.</summary>
    /// <param name="script">Gets the document's file as its first argument.</param>
    public static (int Exit, string Output) Python(string script, DicomDataset document, params string[] arguments)
    {
        if (!File.Exists("/usr/bin/python3"))
            Assert.Ignore("python3 is not installed.");
        var (exit, output) = Start("/usr/bin/python3", document, file => ["-c", script, file, .. arguments]);
        if (exit != 0 && output.Contains("ModuleNotFoundError", StringComparison.Ordinal))
            Assert.Ignore("python3-pydicom is not installed.");
        return (exit, output);
    }

    private static (int Exit, string Output) Start(string program, DicomDataset document, Func<string, IReadOnlyList<string>> arguments)
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var file = Path.Combine(folder.FullName, "document.dcm");
            using (var target = File.Create(file))
                document.WriteFile(target);
            using var process = Process.Start(new ProcessStartInfo(program, arguments(file)) { RedirectStandardOutput = true, RedirectStandardError = true })!;
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
