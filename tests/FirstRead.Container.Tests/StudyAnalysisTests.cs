using FirstRead.Core.Analysis;
using FirstRead.Core.Analysis.Results;
using FirstRead.Core.Studies;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Registry;
using FirstRead.Inference.Nets;
using FirstRead.Inference.Running;
using FirstRead.Inference.Studies;
using FirstRead.Testing;

namespace FirstRead.Container.Tests;

public sealed class StudyAnalysisTests
{
    private static readonly AnalysisOrder Order = new(Given.StudyId(), 1, Simulated: false);

    [Test]
    public async Task Run_ProtonDensitySeries_IsNotApplicableWithTheReason()
    {
        var study = DaikonSeries.AsItIs();
        var result = await RunAsync(study);
        Assert.Multiple(() =>
        {
            Assert.That(result.Outcome, Is.EqualTo(AnalysisOutcome.NotApplicable));
            Assert.That(result.Reason, Is.EqualTo(
                "no-model-applies: the series is not contrast-enhanced T1 of the head: ScanningSequence SE with RepetitionTime 2300, EchoTime 22 is not T1-weighted, no ContrastBolusAgent."));
            Assert.That(result.Risk, Is.EqualTo(Risk.Undetermined));
            Assert.That(study.Results.Keys, Is.EquivalentTo(new[] { "findings.json", "report-source.dcm" }), "which says why, and what a report is made from");
        });
    }

    [Test]
    public async Task Run_BrightDiscInThreeSlices_IsOutlinedMeasuredAndHighRisk()
    {
        var study = DaikonSeries.Enhanced();
        var result = await RunAsync(study);
        var disc = result.Findings.First(finding => finding.SliceCount == DaikonSeries.LesionSlices.Length && finding.HighRisk);
        Assert.Multiple(() =>
        {
            Assert.That(result.Outcome, Is.EqualTo(AnalysisOutcome.Analysed));
            Assert.That(result.Risk, Is.EqualTo(Risk.High));
            Assert.That(result.Simulated, Is.True, "the header says so");
            Assert.That(disc.AreaMm2, Is.EqualTo(Math.PI * Math.Pow(DaikonSeries.LesionRadiusMm, 2)).Within(15).Percent);
            Assert.That(disc.DiameterMm, Is.EqualTo(2 * DaikonSeries.LesionRadiusMm).Within(10).Percent);
            Assert.That(disc.VolumeMm3, Is.EqualTo(3 * disc.AreaMm2 * 7.05).Within(5).Percent, "slices are 7 mm apart whatever SpacingBetweenSlices says");
            Assert.That(disc.Types.Values.Sum(), Is.EqualTo(1).Within(1e-3));
            Assert.That(result.TimingsMs.Keys, Is.SupersetOf(new[] { "select", "fetch", "decode", "prepare", "infer", "measure", "write", "total" }));
            Assert.That(study.MostOpen, Is.LessThanOrEqualTo(BrightModel.Settings.FetchParallelism));
        });
    }

    [Test]
    public async Task Run_BrightDisc_ContoursLieWhereItIs()
    {
        var study = DaikonSeries.Enhanced();
        var result = await RunAsync(study);
        var disc = result.Findings.First(finding => finding.SliceCount == 3 && finding.HighRisk);
        var document = ContourJson.Read(study.Results["contours.json"]);
        var contour = document.Findings.Single(finding => finding.FindingId == disc.Id).Contours[0];
        Assert.Multiple(() =>
        {
            Assert.That(document.Notice, Does.StartWith("SIMULATED.").And.Contain("Research use only"));
            Assert.That(contour.Points.Average(point => point[0]), Is.EqualTo(150).Within(1.5));
            Assert.That(contour.Points.Average(point => point[1]), Is.EqualTo(120).Within(1.5));
            // Column 150 of 0.859375 mm from x = -110.5.
            Assert.That(contour.PatientPoints!.Average(point => point[0]), Is.EqualTo(-110.5 + (150 * 0.859375)).Within(1.5));
        });
    }

    [Test]
    public async Task Run_SameAttemptTwice_WritesTheSameBytes()
    {
        var (first, second) = (DaikonSeries.Enhanced(), DaikonSeries.Enhanced());
        await RunAsync(first);
        await RunAsync(second);
        Assert.That(first.Results.Keys, Is.SupersetOf(new[] { "contours.json", "overlay-F1.png", "segmentation.dcm" }));
        // The findings document has the timings.
        foreach (var (name, bytes) in first.Results.Where(one => one.Key != "findings.json"))
            Assert.That(second.Results[name], Is.EqualTo(bytes), name);
    }

    [Test]
    public async Task Run_SliceOfTheLesionMissing_IsStillAnalysed()
    {
        var study = DaikonSeries.Enhanced();
        study.Remove(DaikonSeries.LesionSlices[1]);
        Assert.That((await RunAsync(study)).Outcome, Is.EqualTo(AnalysisOutcome.Analysed));
    }

    [Test]
    public async Task Run_PixelsCutShort_IsAFailureWithACode()
    {
        var study = DaikonSeries.Enhanced();
        study.Corrupt(5, bytes => Rewritten(bytes, dataset => dataset.Add(Tags.PixelData, Vr.OW, new byte[100])));
        Assert.That((await FailureAsync(study)).Code, Is.EqualTo(AnalysisCodes.UnreadableObject));
    }

    [Test]
    public async Task Run_SliceIsVideo_IsAFailureWithACode()
    {
        var study = DaikonSeries.Enhanced();
        study.Corrupt(5, bytes => Rewritten(
            bytes,
            dataset => dataset.Set(new DicomElement(Tags.PixelData, Vr.OB, [ReadOnlyMemory<byte>.Empty, new byte[64]])),
            TransferSyntax.Find("1.2.840.10008.1.2.4.100")));
        Assert.That((await FailureAsync(study)).Code, Is.EqualTo(AnalysisCodes.UndecodablePixels));
    }

    [Test]
    public async Task Run_NotDicom_IsAFailureWithACode()
    {
        var study = DaikonSeries.Enhanced();
        study.Corrupt(5, _ => new byte[5000]);
        Assert.That((await FailureAsync(study)).Code, Is.EqualTo(AnalysisCodes.UnreadableObject));
    }

    private static async Task<StudyFailedException> FailureAsync(MemoryStudy study) => (await Assert.ThrowsAsync<StudyFailedException>(() => RunAsync(study)))!;

    private static async Task<AnalysisResult> RunAsync(MemoryStudy study)
    {
        using var analysis = new StudyAnalysis([BrightModel.Installed], new OnnxNets(BrightModel.Settings, BrightModel.Quiet), BrightModel.Settings, TimeProvider.System);
        return await analysis.RunAsync(Order, study, study, CancellationToken.None);
    }

    private static byte[] Rewritten(byte[] file, Action<DicomDataset> change, TransferSyntax? syntax = null)
    {
        var dataset = DicomDataset.Read(new MemoryStream(file));
        change(dataset);
        using var target = new MemoryStream();
        dataset.WriteFile(target, syntax);
        return target.ToArray();
    }
}
