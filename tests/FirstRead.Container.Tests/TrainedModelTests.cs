using System.Diagnostics;
using System.Runtime.InteropServices;
using FirstRead.Core.Analysis;
using FirstRead.Inference.Nets;
using FirstRead.Inference.Running;
using FirstRead.Inference.Studies;
using FirstRead.Testing;

namespace FirstRead.Container.Tests;

/// <summary>The model that the repository ships, and its contract with the scripts that trained it.</summary>
public sealed class TrainedModelTests
{
    private static readonly string Folder = RepositoryRoot.Combine("inference-container", "models");

    [Test]
    public void LoadAll_Repository_EveryManifestIsValidAndMeansItsFile() =>
        Assert.That(InstalledModel.LoadAll(Folder).Select(model => model.Manifest.Name), Does.Contain("brain-tumor-mri"));

    [Test]
    public async Task Run_RealSeriesWithBrightDisc_AnswersInTheManifestsShapes()
    {
        var study = DaikonSeries.Enhanced();
        using var analysis = new StudyAnalysis(InstalledModel.LoadAll(Folder), new OnnxNets(BrightModel.Settings, BrightModel.Quiet), BrightModel.Settings, TimeProvider.System);
        var result = await analysis.RunAsync(new(Given.StudyId(), 1, Simulated: true), study, study, CancellationToken.None);
        Assert.Multiple(() =>
        {
            Assert.That(result.Outcome, Is.EqualTo(AnalysisOutcome.Analysed));
            Assert.That(result.Model!.DeviceUid, Does.StartWith("2.25."));
            Assert.That(result.Findings.Select(finding => finding.Types.Values.Sum()), Is.All.EqualTo(1).Within(1e-3));
        });
    }

    [Test]
    public async Task Prepare_RealSlice_EqualsWhatTheTrainingScriptsMake()
    {
        var (instance, model) = (DaikonSeries.AsItIs().Instances[10], InstalledModel.LoadAll(Folder).Single(model => model.Manifest.Name == "brain-tumor-mri").Manifest);
        var picture = SliceFile.ReadPicture(new MemoryStream(DaikonSeries.AsItIs().FileOf(instance)), instance);
        var grey = picture.Grey(model.Input.Voi);
        var prepared = PreparedSlice.From(0, picture, model.Input)!;
        var expected = await InPythonAsync(grey.Values);
        Assert.That(prepared.Square.Values.Zip(expected, (a, b) => Math.Abs(a - b)).Max(), Is.LessThan(2e-3));
    }

    /// <summary>Area average written as a matrix product, then train/data.py's own normalise.</summary>
    private static async Task<float[]> InPythonAsync(float[] values)
    {
        const string script = """
            import sys
            sys.path[:0] = sys.argv[1:]
            import numpy, torch, data
            image = numpy.frombuffer(sys.stdin.buffer.read(), "<f4").reshape(256, 256).astype("f8")
            scale = 1.3067 / 0.859375
            start = 128 + (numpy.arange(192) - 96)[:, None] * scale
            pixel = numpy.arange(256)[None]
            weight = numpy.clip(numpy.minimum(start + scale, pixel + 1) - numpy.maximum(start, pixel), 0, None) / scale
            square = torch.from_numpy((weight @ image @ weight.T).astype("f4"))[None, None]
            sys.stdout.buffer.write(data.normalise(square).numpy().astype("<f4").tobytes())
            """;
        if (!File.Exists("/usr/bin/python3"))
            Assert.Ignore("python3 is not installed.");
        using var process = Process.Start(new ProcessStartInfo("/usr/bin/python3", ["-c", script, Path.Combine(Folder, "brain-tumor-mri", "train"), RepositoryRoot.Combine("inference-container", "train")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(MemoryMarshal.AsBytes(values.AsSpan()).ToArray());
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it read: the error says why.
        }
        using var answer = new MemoryStream();
        await process.StandardOutput.BaseStream.CopyToAsync(answer);
        await process.WaitForExitAsync();
        if ((await errors).Contains("ModuleNotFoundError", StringComparison.Ordinal))
            Assert.Ignore("python3-torch, python3-numpy or python3-pil is not installed.");
        Assert.That(process.ExitCode, Is.Zero, await errors);
        return MemoryMarshal.Cast<byte, float>(answer.ToArray()).ToArray();
    }
}
