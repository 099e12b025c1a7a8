using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using FirstRead.Dicom;
using FirstRead.Dicom.Json;
using FirstRead.Dicom.Reading;

namespace FirstRead.Cli.Dump;

/// <summary><c>firstread dump FILE</c>: a file's elements for a person's eyes, or as the DICOM JSON Model.</summary>
public static class DumpCommand
{
    // A dump is for looking: an image whose pixels are gone can be looked at, with a warning.
    private static readonly ReadLimits Limits = new() { RequirePixels = false, MaxValueBytes = 32 << 20 };

    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A DICOM file." };
        var json = new Option<bool>("--json") { Description = "Write the DICOM JSON Model (PS3.18 annex F); warnings go to standard error." };
        var bulkAbove = new Option<long?>("--bulk-above") { Description = "With --json: longer binary values become a BulkDataURI that names bytes of the file. Standard: all inline, as base64." };
        var command = new Command("dump", "Show what a DICOM file says. Patient data are shown as they are.") { file, json, bulkAbove };
        command.SetAction(parsed =>
        {
            var source = parsed.GetRequiredValue(file);
            using var output = new BufferedStream(Console.OpenStandardOutput(), 64 * 1024);
            return Run(source, output, Console.Error, parsed.GetValue(json), parsed.GetValue(bulkAbove));
        });
        return command;
    }

    /// <returns>0; or 1 when the file is no whole DICOM file: what could be read of it has been written.</returns>
    public static int Run(FileInfo file, Stream output, TextWriter errors, bool json, long? bulkAbove = null)
    {
        // Its buffers are the reader's; a second set would only be copied.
        using var stream = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        using var reader = new DicomReader(stream, Limits, leaveOpen: true);
        try
        {
            if (json) WriteJson(reader, file, output, errors, bulkAbove);
            else TextDump.Write(reader, output);
            output.Flush();
            return 0;
        }
        catch (DicomException failure)
        {
            output.Flush();
            errors.WriteLine($"firstread: {file}: {failure.Code}: {failure.Message}");
            return 1;
        }
    }

    private static void WriteJson(DicomReader reader, FileInfo file, Stream output, TextWriter errors, long? bulkAbove)
    {
        // Characters as they are: this is no HTML.
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 1000, SkipValidation = true });
        var options = bulkAbove is { } above && NamesBytes(reader) ? new DicomJsonOptions(above, (offset, length) => $"{new Uri(file.FullName)}?offset={offset}&length={length}") : null;
        var writer = new DicomJsonWriter(json, options);
        writer.Write(reader);
        json.Flush();
        output.WriteByte((byte)'\n');
        foreach (var warning in reader.Warnings.Concat(writer.Warnings)) errors.WriteLine($"firstread: {file}: warning: {warning}");
    }

    /// <summary>Bytes of a deflated data set are nowhere in the file, and those of a big-endian one are not in JSON's order.</summary>
    private static bool NamesBytes(DicomReader reader) => reader.TransferSyntax is { IsDeflated: false, IsBigEndian: false };
}
