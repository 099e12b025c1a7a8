using System.Diagnostics;
using FirstRead.Core.Analysis;
using FirstRead.Core.Analysis.Results;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Inference.Nets;
using FirstRead.Inference.Running;
using FirstRead.Testing;

namespace FirstRead.Container.Tests;

/// <summary>The segmentation of an analysed study, held against readers that are not ours.</summary>
public sealed class SegmentationTests
{
    private string _file = "";
    private AnalysisResult _result = null!;
    private MemoryStudy _study = null!;

    [OneTimeSetUp]
    public async Task Analyse()
    {
        _study = DaikonSeries.Enhanced();
        using var analysis = new StudyAnalysis([BrightModel.Installed], new OnnxNets(BrightModel.Settings, BrightModel.Quiet), BrightModel.Settings, TimeProvider.System);
        _result = await analysis.RunAsync(new(Given.StudyId(), 1, Simulated: true), _study, _study, CancellationToken.None);
        _file = Path.Combine(TestContext.CurrentContext.WorkDirectory, "segmentation.dcm");
        await File.WriteAllBytesAsync(_file, _study.Results["segmentation.dcm"]);
        foreach (var (name, bytes) in _study.Results.Where(object_ => object_.Key.EndsWith(".png", StringComparison.Ordinal)))
            await File.WriteAllBytesAsync(Path.Combine(TestContext.CurrentContext.WorkDirectory, name), bytes);
    }

    [OneTimeTearDown]
    public void RemoveFile() => File.Delete(_file);

    [Test]
    public void Document_SimulatedStudy_SaysSoAndKeepsTheFrameOfReference()
    {
        var document = DicomDataset.Read(new MemoryStream(_study.Results["segmentation.dcm"]));
        Assert.Multiple(() =>
        {
            Assert.That(document.GetString(Tags.SeriesDescription), Does.StartWith("SIMULATED"));
            Assert.That(document.GetString(Tags.FrameOfReferenceUID), Is.EqualTo("2.25.100004881122001041311575412432"));
            Assert.That(document.GetSequence(Tags.SegmentSequence), Has.Count.EqualTo(_result.Findings.Count));
            Assert.That(document.GetString(Tags.ContentDate), Is.EqualTo("20010323"), "the source's, never the clock's");
        });
    }

    [Test]
    public async Task Dciodvfy_Document_FindsNoError()
    {
        var (_, output) = await RunAsync("dciodvfy", _file);
        Assert.That(output.Split('\n').Where(line => line.StartsWith("Error", StringComparison.Ordinal)), Is.Empty);
        Assert.That(output, Does.Contain("Segmentation"), "it was read as one");
    }

    [Test]
    public async Task Pydicom_Mask_IsTheRegionsPixelForPixel()
    {
        const string script = """
            import sys, json, pydicom
            d = pydicom.dcmread(sys.argv[1])
            p = d.pixel_array
            p = p if p.ndim == 3 else p[None]
            out = []
            for f, g in zip(p, d.PerFrameFunctionalGroupsSequence):
                out.append([g.SegmentIdentificationSequence[0].ReferencedSegmentNumber,
                            g.DerivationImageSequence[0].SourceImageSequence[0].ReferencedSOPInstanceUID,
                            [float(x) for x in g.PlanePositionSequence[0].ImagePositionPatient], int(f.sum()),
                            float(sum(f[r, c] * c for r in range(f.shape[0]) for c in range(f.shape[1]) if f[r, c])) / max(1, int(f.sum()))])
            print(json.dumps(out))
            """;
        var (exit, output) = await RunAsync("/usr/bin/python3", "-c", script, _file);
        if (exit != 0 && output.Contains("ModuleNotFoundError", StringComparison.Ordinal))
            Assert.Ignore("python3-pydicom is not installed.");
        Assert.That(exit, Is.Zero, output);
        using var frames = System.Text.Json.JsonDocument.Parse(output.Trim().Split('\n')[^1]);
        var contours = ContourJson.Read(_study.Results["contours.json"]);
        var checkedFrames = 0;
        foreach (var frame in frames.RootElement.EnumerateArray())
        {
            var finding = _result.Findings[frame[0].GetInt32() - 1];
            var outlines = contours.Findings.Single(one => one.FindingId == finding.Id).Contours.Where(one => one.SopInstanceUid == frame[1].GetString()).ToArray();
            var source = _study.Instances.Single(instance => instance.SopInstanceUid == frame[1].GetString());
            // The mask holds the pixel centres inside the outline: its count is the outline's area but for the rim.
            Assert.That(frame[3].GetInt32() * 0.859375 * 0.859375, Is.EqualTo(outlines.Sum(outline => outline.AreaMm2)!.Value).Within(6).Percent);
            Assert.That(frame[2].EnumerateArray().Select(value => value.GetDouble()), Is.EqualTo(source.ImagePosition!).Within(1e-3));
            Assert.That(frame[4].GetDouble(), Is.InRange(outlines.Min(outline => outline.Points.Min(point => point[0])), outlines.Max(outline => outline.Points.Max(point => point[0]))));
            checkedFrames++;
        }
        Assert.That(checkedFrames, Is.EqualTo(_result.Findings.Sum(finding => finding.SliceCount)));
    }

    private static async Task<(int Exit, string Output)> RunAsync(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync();
            return (process.ExitCode, await errors + await output);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Ignore($"{program} is not installed.");
            throw;
        }
    }
}
