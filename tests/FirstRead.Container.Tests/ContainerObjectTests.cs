using System.Text.Json;
using System.Text.Json.Nodes;
using FirstRead.Core.Analysis;
using FirstRead.Core.Analysis.Results;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Inference.Studies;
using FirstRead.Testing;
using static FirstRead.Container.Tests.Radiographs;

namespace FirstRead.Container.Tests;

/// <summary>All that an attempt writes, of real pictures and by nets that run, held against readers that are not ours.</summary>
public sealed class ContainerObjectTests
{
    private static readonly JsonSchema Findings = JsonSchema.Read(RepositoryRoot.Combine("shared", "FirstRead.Core", "Analysis", "findings.schema.json"));
    private static readonly JsonSchema Contours = JsonSchema.Read(RepositoryRoot.Combine("shared", "FirstRead.Core", "Analysis", "contours.schema.json"));
    private static readonly Dictionary<string, Func<MemoryStudy>> Studies = new(StringComparer.Ordinal)
    {
        ["volume"] = DaikonSeries.Enhanced,
        ["frames"] = () => new([EnhancedObject.File(EnhancedObject.Mr([.. DaikonSeries.Enhanced().FilesInOrder.Reverse().Select(file => DicomDataset.Read(new MemoryStream(file)))], "2.25.781"))]),
        ["radiograph"] = () => SpotModels.Study(Chest(new Spot(150, 100, 40))),
        ["boxes"] = () => SpotModels.Study(Hand(new Spot(130, 220, 50), new Spot(370, 590, 50)).Add(Tags.ImagerPixelSpacing, 0.2, 0.1).Add(Tags.PatientOrientation, "L", "F")),
        ["nothing"] = () => SpotModels.Study(Chest()),
    };

    private readonly Dictionary<string, (AnalysisResult Result, MemoryStudy Study)> _runs = [];

    [OneTimeSetUp]
    public async Task Analyse()
    {
        foreach (var (name, make) in Studies)
        {
            var study = make();
            _runs[name] = (await RunAsync(name, study), study);
        }
    }

    [TestCase("volume", "findings.json contours.json overlay-F1.png key-F1.png capture-F1.dcm overlay-F2.png key-F2.png capture-F2.dcm segmentation.dcm report.dcm presentation-1.dcm report-source.dcm")]
    [TestCase("radiograph", "findings.json contours.json overlay-F1.png key-F1.png heat-F1.png capture-F1.dcm report.dcm presentation-1.dcm report-source.dcm")]
    [TestCase("nothing", "findings.json contours.json report.dcm report-source.dcm")]
    public void Attempt_Analysed_WritesTheseFilesAndNamesThem(string run, string files)
    {
        var (result, study) = _runs[run];
        Assert.That(study.Results.Keys, Is.EquivalentTo(files.Split(' ')));
        var objects = result.Objects;
        string?[] named =
        [
            objects.FindingsDocument, objects.Contours, objects.Segmentation, objects.Report, objects.ReportSource,
            .. objects.Overlays, .. objects.KeyImages, .. objects.Captures, .. objects.Presentations,
            .. JsonNode.Parse(study.Results["contours.json"])!["findings"]!.AsArray().Select(finding => (string?)finding!["heatmap"]?["file"]),
        ];
        Assert.That(named.OfType<string>(), Is.EquivalentTo(study.Results.Keys));
    }

    [Test]
    public void FindingsDocument_OfEachRun_FitsTheSchemaAndHasNoTimeOfDay([Values("volume", "frames", "radiograph", "boxes", "nothing")] string run)
    {
        var document = JsonNode.Parse(_runs[run].Study.Results["findings.json"])!;
        Assert.That(Findings.Problems(document), Is.Empty);
        Assert.That(document["finishedAt"], Is.Null, "beside shifted dates it would give the shift away");
        Assert.That(document["findings"]!.AsArray(), Has.Count.EqualTo(_runs[run].Result.Findings.Count));
    }

    [Test]
    public async Task FindingsDocument_OfAStudyThatIsNotAnalysed_SaysWhyAndStandsBesideItsHeaders()
    {
        var study = DaikonSeries.AsItIs();
        var refused = await RunAsync("volume", study);
        Assert.That(study.Results.Keys, Is.EquivalentTo(new[] { "findings.json", "report-source.dcm" }));
        var source = ReportSourceFile.Read(new MemoryStream(study.Results["report-source.dcm"]));
        Assert.That((source.Source.GetString(Tags.StudyDate), source.Stack), Is.EqualTo((DicomDataset.Read(new MemoryStream(study.FileOf(study.Instances[0]))).GetString(Tags.StudyDate), (SourceStack?)null)));
        Assert.That(source.Pictures, Has.Count.EqualTo(1), "the one whose header was read");
        var document = JsonNode.Parse(study.Results["findings.json"])!;
        Assert.That(Findings.Problems(document), Is.Empty);
        Assert.That(document["reason"]!.GetValue<string>(), Is.EqualTo(refused.Reason).And.StartWith("no-model-applies: "));
    }

    [Test]
    public void Dciodvfy_EveryObject_FindsNoError([Values("volume", "frames", "radiograph", "boxes", "nothing")] string run)
    {
        foreach (var (name, bytes) in Released(run))
        {
            var (_, output) = Programs.Run("dciodvfy", bytes);
            Assert.That(output.Split('\n').Where(line => line.StartsWith("Error", StringComparison.Ordinal)), Is.Empty, name);
            Assert.That(output, Does.Contain(name[..3] switch { "seg" => "Segmentation", "rep" => "Comprehensive3DSR", "pre" => "GrayscaleSoftcopyPresentationState", _ => "SCImage" }), $"{name} was read as one");
        }
    }

    [Test]
    public void Dsrdump_Report_ReadsIt([Values("volume", "frames", "radiograph", "boxes", "nothing")] string run)
    {
        var (exit, output) = Programs.Run("dsrdump", _runs[run].Study.Results["report.dcm"], "+Pl");
        Assert.That(exit, Is.Zero, output);
        Assert.That(output, Does.Contain("Imaging Measurement Report").And.Contain("UNVERIFIED").And.Contain("Research use only"));
        Assert.That(output, run == "nothing" ? Does.Contain("The model marked nothing") : Does.Contain("Measurement Group"));
    }

    [Test]
    public void Dcmpschk_PresentationState_Passes([Values("volume", "frames", "radiograph", "boxes")] string run)
    {
        var (exit, output) = Programs.Run("dcmpschk", _runs[run].Study.Results["presentation-1.dcm"]);
        Assert.That(exit, Is.Zero, output);
    }

    [Test]
    public void Report_OfARadiographWithoutSpacing_MeasuresInPixels()
    {
        var report = Read("radiograph", "report.dcm");
        var units = Numbers(report).Select(item => item.GetSequence(Tags.MeasuredValueSequence)[0].GetSequence(Tags.MeasurementUnitsCodeSequence)[0].GetString(Tags.CodeValue));
        Assert.That(units.Distinct(), Is.EquivalentTo(new[] { "{pixels}", "%" }));
        Assert.That(Read("radiograph", "presentation-1.dcm").GetSequence(Tags.DisplayedAreaSelectionSequence)[0].Contains(Tags.PresentationPixelSpacing), Is.False);
    }

    [Test]
    public void Presentation_OfDrawnPictures_HasTheirWindows()
    {
        var state = Read("volume", "presentation-1.dcm");
        var windows = state.GetSequence(Tags.SoftcopyVOILUTSequence);
        var drawn = ContourJson.Read(_runs["volume"].Study.Results["contours.json"]).Findings.SelectMany(finding => finding.Contours).Select(contour => contour.SopInstanceUid).Distinct();
        Assert.That(windows.Select(window => window.GetSequence(Tags.ReferencedImageSequence)[0].GetString(Tags.ReferencedSOPInstanceUID)), Is.EquivalentTo(drawn));
        foreach (var window in windows)
        {
            var uid = window.GetSequence(Tags.ReferencedImageSequence)[0].GetString(Tags.ReferencedSOPInstanceUID);
            var instance = _runs["volume"].Study.Instances.Single(one => one.SopInstanceUid == uid);
            var picture = SliceFile.ReadPicture(new MemoryStream(_runs["volume"].Study.FileOf(instance)), instance);
            Assert.That(picture.Header.GetDouble(Tags.WindowWidth), Is.Zero, "the sample's own is none");
            Assert.That((window.GetDouble(Tags.WindowCenter), window.GetDouble(Tags.WindowWidth)), Is.EqualTo((picture.Window()!.Value.Center, picture.Window()!.Value.Width)));
        }
    }

    [Test]
    public void ReportSource_OfEachRun_BuildsWhatTheContainerWrote([Values("volume", "frames", "radiograph", "boxes", "nothing")] string run)
    {
        var (result, study) = _runs[run];
        var source = ReportSourceFile.Read(new MemoryStream(study.Results["report-source.dcm"]));
        var contours = ContourJson.Read(study.Results["contours.json"]);
        var report = source.Report(result, contours);
        Assert.That(Bytes(StructuredReport.Build(report)), Is.EqualTo(study.Results["report.dcm"]));
        foreach (var (index, state) in PresentationStates.Build(report).Index())
            Assert.That(Bytes(state), Is.EqualTo(study.Results[$"presentation-{index + 1}.dcm"]));
        if (source.Stack is { } stack)
            Assert.That(
                Bytes(SegmentationDocument.Build(new(
                    result.Study, result.Attempt, source.Source, stack,
                    [.. report.Findings.Select(one => Segment.Of(one.Finding, one.Contours, stack, SegmentOrigin.Automatic))], result.Model!, result.Simulated))),
                Is.EqualTo(study.Results["segmentation.dcm"]), "from the stored outlines, without the masks");
    }

    /// <summary>In the sample SpacingBetweenSlices says 2.0, and its slices lie 6.97 mm apart.</summary>
    [Test]
    public void Segmentation_Slices_LieWhereTheirPositionsSay()
    {
        var (result, study) = _runs["volume"];
        var header = DicomDataset.Read(new MemoryStream(study.FileOf(study.Instances[0])));
        Assert.That(header.GetDouble(Tags.SpacingBetweenSlices), Is.EqualTo(2.0), "what the scanner says");
        var segmentation = Read("volume", "segmentation.dcm");
        var measures = segmentation.GetSequence(Tags.SharedFunctionalGroupsSequence)[0].GetSequence(Tags.PixelMeasuresSequence)[0];
        Assert.That(measures.GetDouble(Tags.SpacingBetweenSlices), Is.EqualTo(6.972).Within(1e-3));
        var positions = segmentation.GetSequence(Tags.PerFrameFunctionalGroupsSequence)
            .Where(frame => frame.GetSequence(Tags.SegmentIdentificationSequence)[0].GetInt(Tags.ReferencedSegmentNumber) == 1)
            .Select(frame => frame.GetSequence(Tags.PlanePositionSequence)[0].GetDoubles(Tags.ImagePositionPatient)).ToArray();
        Assert.That(positions.Zip(positions.Skip(1), (a, b) => Math.Sqrt(a.Zip(b, (x, y) => (x - y) * (x - y)).Sum())), Has.All.EqualTo(6.972).Within(0.1));
        var outlines = ContourJson.Read(study.Results["contours.json"]).Findings[0];
        Assert.That(result.Findings[0].VolumeMm3, Is.EqualTo(outlines.Contours.Sum(contour => contour.AreaMm2)!.Value * 6.972).Within(0.2).Percent);
    }

    /// <summary>A reference to an object of several frames says which (PS3.3 10.3); the evidence names the object once (C.17.2.3).</summary>
    [Test]
    public void Objects_OnFrames_NameThem()
    {
        var (result, study) = _runs["frames"];
        var drawn = ContourJson.Read(study.Results["contours.json"]).Findings.SelectMany(finding => finding.Contours).Select(contour => contour.Frame).Distinct().Order().ToArray();
        Assert.That(drawn, Is.EqualTo(DaikonSeries.LesionSlices.Select(slice => 20 - slice).Order()).Or.SupersetOf(DaikonSeries.LesionSlices.Select(slice => 20 - slice)));
        Assert.That(Contours.Problems(JsonNode.Parse(study.Results["contours.json"])!), Is.Empty);
        var order = ContourJson.Read(study.Results["contours.json"]).Frames!.Single();
        Assert.That(order.SopInstanceUid, Is.EqualTo("2.25.781"));
        Assert.That(order.Frames, Is.EqualTo(Enumerable.Range(1, 20).Reverse()));
        var state = Read("frames", "presentation-1.dcm");
        var referenced = state.GetSequence(Tags.ReferencedSeriesSequence)[0].GetSequence(Tags.ReferencedImageSequence);
        Assert.That(referenced.Select(item => string.Join(' ', item.GetDoubles(Tags.ReferencedFrameNumber))), Is.EqualTo(new[] { string.Join(' ', drawn) }));
        foreach (var tag in new[] { Tags.DisplayedAreaSelectionSequence, Tags.SoftcopyVOILUTSequence, Tags.GraphicAnnotationSequence })
            Assert.That(state.GetSequence(tag).Select(item => item.GetSequence(Tags.ReferencedImageSequence)[0].GetInt(Tags.ReferencedFrameNumber)!.Value).Distinct(), Is.EquivalentTo(drawn), tag.ToString());
        var segmentation = Read("frames", "segmentation.dcm");
        Assert.That(segmentation.GetSequence(Tags.ReferencedSeriesSequence)[0].GetSequence(Tags.ReferencedInstanceSequence), Has.Count.EqualTo(1));
        Assert.That(
            segmentation.GetSequence(Tags.PerFrameFunctionalGroupsSequence).Select(frame => frame.GetSequence(Tags.DerivationImageSequence)[0].GetSequence(Tags.SourceImageSequence)[0].GetInt(Tags.ReferencedFrameNumber)!.Value).Distinct(),
            Is.EquivalentTo(drawn));
        Assert.That(Read("frames", "capture-F1.dcm").GetSequence(Tags.SourceImageSequence)[0].GetInt(Tags.ReferencedFrameNumber), Is.EqualTo(result.Findings[0].KeyFrame));
        var report = Read("frames", "report.dcm");
        var evidence = report.GetSequence(Tags.CurrentRequestedProcedureEvidenceSequence).Concat(report.GetSequence(Tags.PertinentOtherEvidenceSequence))
            .SelectMany(item => item.GetSequence(Tags.ReferencedSeriesSequence)).SelectMany(series => series.GetSequence(Tags.ReferencedSOPSequence));
        Assert.That(evidence.Count(item => item.GetString(Tags.ReferencedSOPInstanceUID) == "2.25.781"), Is.EqualTo(1));
    }

    [Test]
    public void Pydicom_Segmentation_IsTheMasksOfTheOutlines([Values("volume", "frames")] string run)
    {
        const string script = """
            import sys, json, pydicom
            d = pydicom.dcmread(sys.argv[1])
            p = d.pixel_array
            p = p if p.ndim == 3 else p[None]
            print(json.dumps([[g.SegmentIdentificationSequence[0].ReferencedSegmentNumber,
                               g.DerivationImageSequence[0].SourceImageSequence[0].ReferencedSOPInstanceUID,
                               g.DerivationImageSequence[0].SourceImageSequence[0].get("ReferencedFrameNumber", 1),
                               [int(i) for i in f.ravel().nonzero()[0]]] for f, g in zip(p, d.PerFrameFunctionalGroupsSequence)]))
            """;
        var (exit, output) = Programs.Run("python3", _runs[run].Study.Results["segmentation.dcm"], "-c", script);
        if (output.Contains("ModuleNotFoundError", StringComparison.Ordinal))
            Assert.Ignore("python3-pydicom is not installed.");
        Assert.That(exit, Is.Zero, output);
        using var frames = JsonDocument.Parse(output.Trim().Split('\n')[^1]);
        var contours = ContourJson.Read(_runs[run].Study.Results["contours.json"]);
        Assert.That(frames.RootElement.GetArrayLength(), Is.EqualTo(contours.Findings.Sum(finding => finding.Contours.Select(contour => (contour.SopInstanceUid, contour.Frame)).Distinct().Count())));
        foreach (var frame in frames.RootElement.EnumerateArray())
        {
            var outlines = contours.Findings[frame[0].GetInt32() - 1].Contours.Where(contour => (contour.SopInstanceUid, contour.Frame) == (frame[1].GetString(), frame[2].GetInt32()));
            var pixels = outlines.SelectMany(outline => Core.Analysis.Lesions.OutlineFilling.Fill(Core.Analysis.Lesions.Outline.Of(outline.Points), 256, 256).Pixels()).Select(pixel => (pixel.Row * 256) + pixel.Column);
            Assert.That(frame[3].EnumerateArray().Select(index => index.GetInt32()), Is.EquivalentTo(pixels));
        }
    }

    private static async Task<AnalysisResult> RunAsync(string name, MemoryStudy study) =>
        await SpotModels.RunAsync(study, models: name is "volume" or "frames" ? [BrightModel.Installed] : SpotModels.All);

    private IEnumerable<(string Name, byte[] Bytes)> Released(string run) =>
        _runs[run].Study.Results.Where(one => one.Key.EndsWith(".dcm", StringComparison.Ordinal) && one.Key != "report-source.dcm").Select(one => (one.Key, one.Value));

    private DicomDataset Read(string run, string name) => DicomDataset.Read(new MemoryStream(_runs[run].Study.Results[name]));

    private static IEnumerable<DicomDataset> Numbers(DicomDataset item) =>
        item.GetSequence(Tags.ContentSequence).SelectMany(Numbers).Concat(item.GetString(Tags.ValueType) == "NUM" ? [item] : []);

    private static byte[] Bytes(DicomDataset document)
    {
        using var file = new MemoryStream();
        document.WriteFile(file);
        return file.ToArray();
    }
}
