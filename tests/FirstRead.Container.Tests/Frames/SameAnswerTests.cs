using System.Globalization;
using FirstRead.Core.Analysis;
using FirstRead.Core.Analysis.Results;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Pixels;
using FirstRead.Dicom.Registry;
using FirstRead.Testing;

namespace FirstRead.Container.Tests.Frames;

/// <summary>The same pixels as single slices and as objects of many frames: the same findings, numbers and masks.</summary>
public sealed class SameAnswerTests
{
    private static readonly IReadOnlyList<DicomDataset> Slices =
        [.. DaikonSeries.Enhanced().FilesInOrder.Select(file => DicomDataset.Read(new MemoryStream(file)))];

    /// <summary>Frames as no scanner would order them: the order comes from their places.</summary>
    private static readonly int[] Shuffled = [.. Enumerable.Range(0, Slices.Count).OrderBy(index => (index * 7) % Slices.Count)];

    private static readonly Dictionary<string, Func<MemoryStudy>> Forms = new(StringComparer.Ordinal)
    {
        ["enhanced"] = () => new([EnhancedObject.File(EnhancedObject.Mr(Slices, "2.25.771"))]),
        ["enhanced, frames in another order"] = () => new([EnhancedObject.File(EnhancedObject.Mr([.. Shuffled.Select(index => Slices[index])], "2.25.772"))]),
        ["in fragments with an offset table"] = () => new([EnhancedObject.File(EnhancedObject.Mr(Slices, "2.25.773"), encapsulated: true, table: true)]),
        ["in fragments without"] = () => new([EnhancedObject.File(EnhancedObject.Mr(Slices, "2.25.774"), encapsulated: true)]),
        ["legacy converted"] = () => new([EnhancedObject.File(EnhancedObject.LegacyMr(Slices, "2.25.775"))]),
        ["one stack in two objects"] = () => new(
            [EnhancedObject.File(EnhancedObject.Mr([.. Slices.Take(11)], "2.25.776")), EnhancedObject.File(EnhancedObject.Mr([.. Slices.Skip(11)], "2.25.777"))]),
    };

    private AnalysisResult _single = null!;
    private MemoryStudy _singleStudy = null!;

    [OneTimeSetUp]
    public async Task AnalyseSingleSlices()
    {
        _singleStudy = DaikonSeries.Enhanced();
        _single = await RunAsync(_singleStudy);
        Assert.That(_single.Findings, Is.Not.Empty);
    }

    [TestCaseSource(nameof(Names))]
    public async Task Frames_OfTheSamePixels_GiveTheSameFindings(string form)
    {
        var study = Forms[form]();
        var result = await RunAsync(study);
        Assert.That((result.Outcome, result.Reason, result.Risk, result.NotRead), Is.EqualTo((AnalysisOutcome.Analysed, (string?)null, _single.Risk, (object?)null)));
        Assert.That(result.Findings.Select(Numbers), Is.EqualTo(_single.Findings.Select(Numbers)));
        Assert.That(Outlines(study), Is.EqualTo(Outlines(_singleStudy)));
        Assert.That(Masks(study), Is.EqualTo(Masks(_singleStudy)));
        Assert.That(result.Findings.Select(finding => PlaceOf(study, finding.KeySopInstanceUid, finding.KeyFrame)), Is.EqualTo(_single.Findings.Select(finding => PlaceOf(_singleStudy, finding.KeySopInstanceUid, 1))));
        Assert.That(study.Results["key-F1.png"], Is.EqualTo(_singleStudy.Results["key-F1.png"]), "shown alike");
    }

    /// <summary>By frame, not by object.</summary>
    [Test]
    public async Task Frames_WithRescaleAndWindowOfTheirOwn_AreReadWithThem()
    {
        var scaled = Slices.Select((slice, index) => Copy(slice).Add(Tags.RescaleSlope, index % 2 == 0 ? 1.0 : 2.0).Add(Tags.RescaleIntercept, index % 2 == 0 ? 0.0 : 700.0).Add(Tags.WindowCenter, 500.0 + index).Add(Tags.WindowWidth, 900.0)).ToArray();
        var (single, frames) = (new MemoryStudy([.. scaled.Select(slice => slice.File())]), new MemoryStudy([EnhancedObject.File(EnhancedObject.Mr(scaled, "2.25.778"))]));
        var (one, other) = (await RunAsync(single), await RunAsync(frames));
        Assert.That(other.Findings.Select(Numbers), Is.EqualTo(one.Findings.Select(Numbers)));
        Assert.That(other.Findings.Select(Numbers), Is.Not.EqualTo(_single.Findings.Select(Numbers)), "they count");
        Assert.That(frames.Results["overlay-F1.png"], Is.EqualTo(single.Results["overlay-F1.png"]));
        Assert.That(other.Objects.Presentations, Has.Count.EqualTo(one.Objects.Presentations.Count).And.Count.EqualTo(2), "a state for each");
    }

    private static IEnumerable<string> Names() => Forms.Keys;

    private static Task<AnalysisResult> RunAsync(MemoryStudy study) => SpotModels.RunAsync(study, models: [BrightModel.Installed]);

    private static string Numbers(Finding finding) => string.Create(
        CultureInfo.InvariantCulture,
        $"{finding.Id} {finding.Confidence} {string.Join(' ', finding.Types.Values)} {finding.SliceCount} {finding.AreaMm2} {finding.DiameterMm} {finding.VolumeMm3} {finding.HighRisk}");

    private static IEnumerable<string> Outlines(MemoryStudy study) =>
        from finding in ContourJson.Read(study.Results["contours.json"]).Findings
        from contour in finding.Contours
        select string.Join(' ', [finding.FindingId, PlaceOf(study, contour.SopInstanceUid, contour.Frame), .. contour.Points.Concat(contour.PatientPoints!).SelectMany(point => point)]);

    /// <summary>Frames of the segmentation: segment, place and pixels.</summary>
    private static IEnumerable<string> Masks(MemoryStudy study)
    {
        var document = DicomDataset.Read(new MemoryStream(study.Results["segmentation.dcm"]));
        var pixels = PixelFrames.Open(document, TransferSyntax.ExplicitLittleEndian);
        return document.GetSequence(Tags.PerFrameFunctionalGroupsSequence).Select((frame, index) => string.Join(
            ' ',
            frame.GetSequence(Tags.SegmentIdentificationSequence)[0].GetInt(Tags.ReferencedSegmentNumber),
            string.Join('\\', frame.GetSequence(Tags.PlanePositionSequence)[0].GetDoubles(Tags.ImagePositionPatient)),
            Convert.ToHexString(pixels.GetFrame(index).Span)));
    }

    private static string PlaceOf(MemoryStudy study, string uid, int frame)
    {
        var header = DicomDataset.Read(new MemoryStream(study.FileOf(study.Instances.Single(instance => instance.SopInstanceUid == uid))), stopBefore: Tags.PixelData);
        return string.Join('\\', (header.Contains(Tags.NumberOfFrames) ? new FrameHeaders(header).Of(frame) : header).GetDoubles(Tags.ImagePositionPatient));
    }

    private static DicomDataset Copy(DicomDataset dataset)
    {
        var copy = new DicomDataset();
        foreach (var element in dataset)
            copy.Set(element);
        return copy;
    }
}
