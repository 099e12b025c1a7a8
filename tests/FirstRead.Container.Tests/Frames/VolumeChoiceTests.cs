using System.Globalization;
using FirstRead.Core.Analysis;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Registry;
using FirstRead.Testing;
using static FirstRead.Container.Tests.Heads;

namespace FirstRead.Container.Tests.Frames;

/// <summary>Series that hold several volumes (4D), as single pictures and as frames: which one is read, and what is said of the others.</summary>
public sealed class VolumeChoiceTests
{
    private const int Places = 5;
    private static readonly DicomTag Trigger = Tags.TriggerTime;

    private static readonly Case[] Separable =
    [
        new("time points", (picture, time, _) => picture.Add(Tags.TemporalPositionIdentifier, time + 1), 3, Read: 2, "TemporalPosition 3"),
        new("echoes", (picture, echo, _) => picture.Add(Tags.EchoTime, echo == 0 ? 12.0 : 90.0), 2, Read: 0, "EchoTime 12"),
        new("diffusion weightings", (picture, weight, _) => picture.Add(Tags.DiffusionBValue, weight * 1000.0), 2, Read: 0, "DiffusionBValue 0"),
        new("magnitude and phase", (picture, part, _) => picture.Add(Tags.ImageType, "ORIGINAL", "PRIMARY", part == 0 ? "P" : "M"), 2, Read: 1, "ImageType ORIGINAL\\PRIMARY\\M"),
        new("acquisitions", (picture, number, _) => picture.Add(Tags.AcquisitionNumber, number + 1), 2, Read: 1, "AcquisitionNumber 2"),
        new("trigger times that differ from slice to slice", (picture, time, place) => picture.Add(Trigger, (30.0 * time) + place), 3, Read: 2, "TriggerTime 3 of 3"),
        new("clock times alone", (picture, time, place) => picture.Add(Tags.AcquisitionTime, $"1200{(10 * time) + place:00}"), 3, Read: 2, "AcquisitionTime 3 of 3"),
        new("echoes at two times", (picture, volume, _) => picture.Add(Tags.EchoTime, volume % 2 == 0 ? 12.0 : 90.0).Add(Tags.TemporalPositionIdentifier, (volume / 2) + 1), 4, Read: 2, "EchoTime 12, TemporalPosition 2"),
    ];

    private static readonly Case[] Inseparable =
    [
        new("nothing tells", (picture, _, _) => picture, 2, 0, ""),
        new("times of which one is not known", (picture, time, place) => time + place == 0 ? picture : picture.Add(Tags.TemporalPositionIdentifier, time + 1), 2, 0, ""),
        new("values that differ from picture to picture", (picture, time, place) => picture.Add(Tags.AcquisitionNumber, (10 * time) + place), 2, 0, ""),
        new("the same trigger time twice", (picture, _, place) => picture.Add(Trigger, 10.0 * place), 2, 0, ""),
    ];

    [Test]
    public async Task SinglePictures_ThatOneAttributeTellsApart_AreReadAsOneVolume([ValueSource(nameof(Separable))] Case series)
    {
        var study = new MemoryStudy([.. Pictures(series).Select(picture => picture.File())]);
        var result = await RunAsync(study);
        Assert.That((result.Outcome, result.Reason), Is.EqualTo((AnalysisOutcome.Analysed, (string?)null)));
        Assert.That(study.PixelsRead, Is.EquivalentTo(Enumerable.Range(0, Places).Select(place => Uid(series.Read, place))));
        Assert.That(result.NotRead, Has.Count.EqualTo((series.Volumes - 1) * Places));
        Assert.That(result.NotRead!.Select(one => one.Reason), Has.All.StartsWith("another volume of its series: ").And.All.EndsWith($"where {series.Name} was read"));
        Assert.That(result.NotRead!.Select(one => one.SopInstanceUid).Intersect(study.PixelsRead), Is.Empty);
    }

    [Test]
    public async Task Frames_ThatOneAttributeTellsApart_AreReadAsOneVolume([ValueSource(nameof(Separable))] Case series)
    {
        var study = new MemoryStudy([EnhancedObject.File(EnhancedObject.LegacyMr([.. Pictures(series)], "2.25.790"))]);
        var result = await RunAsync(study);
        Assert.That((result.Outcome, result.Reason), Is.EqualTo((AnalysisOutcome.Analysed, (string?)null)));
        var others = Enumerable.Range(0, series.Volumes).Where(volume => volume != series.Read).Select(volume =>
            $"frames {(volume * Places) + 1} to {(volume + 1) * Places}: another volume of its series: ");
        Assert.That(result.NotRead!.Select(one => one.Reason[..(one.Reason.IndexOf("series: ", StringComparison.Ordinal) + 8)]), Is.EquivalentTo(others));
        Assert.That(result.NotRead!.Select(one => one.SopInstanceUid), Has.All.EqualTo("2.25.790"));
    }

    [Test]
    public async Task Pictures_ThatNothingTellsApart_AreRefusedWithTheReason([ValueSource(nameof(Inseparable))] Case series)
    {
        var study = new MemoryStudy([.. Pictures(series).Select(picture => picture.File())]);
        var result = await RunAsync(study);
        Assert.That(result.Outcome, Is.EqualTo(AnalysisOutcome.NotApplicable));
        Assert.That(result.Reason, Does.Contain($"{series.Volumes * Places} pictures lie in {Places} places: more than one volume, and nothing in the headers tells them apart"));
        Assert.That(study.PixelsRead, Is.Empty);
    }

    [Test]
    public async Task EnhancedFrames_OfStacksInTwoOrientations_AreTwoVolumes()
    {
        DicomDataset[] slices = [.. Series(1, 6, Sagittal), .. Series(1, 5)];
        var result = await RunAsync(new([EnhancedObject.File(EnhancedObject.Mr(slices, "2.25.791", (index, content, _) => content.Add(Tags.StackID, index < 6 ? "1" : "2")))]));
        Assert.That((result.Outcome, result.Reason), Is.EqualTo((AnalysisOutcome.Analysed, (string?)null)));
        Assert.That(result.NotRead!.Select(one => one.Reason), Is.EqualTo(new[] { "frames 1 to 6: it lies in another orientation than most of its series, as a scout does" }), "axial is preferred");
    }

    /// <summary>The frame says itself that the agent was not given yet (PS3.3 C.7.6.16.2.20).</summary>
    [TestCase("NO", "YES", 2)]
    [TestCase("YES", "NO", 1)]
    public async Task EnhancedFrames_BeforeAndAfterContrast_TheOneAfterIsRead(string first, string second, int read)
    {
        DicomDataset[] slices = [.. Series(1, Places), .. Series(1, Places)];
        var document = EnhancedObject.Mr(slices, "2.25.792", (index, content, frame) =>
        {
            content.Add(Tags.TemporalPositionIndex, index < Places ? 1.0 : 2.0);
            frame.AddSequence(Tags.ContrastBolusUsageSequence, new DicomDataset().Add(Tags.ContrastBolusAgentAdministered, index < Places ? first : second));
        });
        var result = await RunAsync(new([EnhancedObject.File(document)]));
        Assert.That(result.Outcome, Is.EqualTo(AnalysisOutcome.Analysed), result.Reason);
        Assert.That(result.NotRead!.Single().Reason, Does.StartWith(read == 2 ? "frames 1 to 5: " : "frames 6 to 10: "));
    }

    [Test]
    public async Task Clip_WithoutPlaces_IsNotAStackAndSaysSo()
    {
        var clip = EnhancedObject.Mr([.. Series(1, 8)], "2.25.793").Without(Tags.PerFrameFunctionalGroupsSequence, Tags.SharedFunctionalGroupsSequence).Add(Tags.BodyPartExamined, "BRAIN");
        var result = await RunAsync(new([EnhancedObject.File(clip)]));
        Assert.That(result.Reason, Does.StartWith("no-model-applies: ").And.Contain("its 8 frames (Enhanced MR Image Storage) have no place in the patient"));
    }

    /// <summary>NumberOfFrames is a number that anybody can write.</summary>
    [Test]
    public async Task Object_ThatClaimsTwoBillionFrames_IsRefusedAtOnce()
    {
        var claim = EnhancedObject.Mr([.. Series(1, 8)], "2.25.794").Add(Tags.NumberOfFrames, 2_000_000_000);
        var result = await RunAsync(new([EnhancedObject.File(claim)]));
        Assert.That(result.Reason, Does.Contain("its 2000000000 frames (Enhanced MR Image Storage) have no place in the patient"));
    }

    [Test]
    public async Task Radiograph_OfSeveralFrames_IsRefusedForNobodySaysWhichIsMeant()
    {
        var picture = Radiographs.Chest(new Radiographs.Spot(150, 100, 40));
        var twice = picture[Tags.PixelData]!.Value.ToArray();
        var result = await SpotModels.RunAsync(picture.Add(Tags.SOPClassUID, WellKnownUids.SecondaryCaptureImageStorage).Add(Tags.NumberOfFrames, 2).Add(Tags.PixelData, Vr.OW, (byte[])[.. twice, .. twice]));
        Assert.That(result.Outcome, Is.EqualTo(AnalysisOutcome.NotApplicable));
        Assert.That(result.Reason, Does.Contain("2 frames (Secondary Capture Image Storage) in one picture, of which nobody says which is meant"));
    }

    private static IEnumerable<DicomDataset> Pictures(Case series) =>
        from volume in Enumerable.Range(0, series.Volumes)
        from place in Enumerable.Range(0, Places)
        select series.Mark(Slice(1, (volume * 100) + place, place: place).Add(Tags.SOPInstanceUID, Uid(volume, place)), volume, place);

    private static string Uid(int volume, int place) => string.Create(CultureInfo.InvariantCulture, $"2.25.88{volume + 1}0{place + 1}");

    private static Task<AnalysisResult> RunAsync(MemoryStudy study) => SpotModels.RunAsync(study, models: [BrightModel.Installed]);

    /// <param name="Mark">Given the picture, its volume and its place.</param>
    /// <param name="Read">The volume that is to be read.</param>
    /// <param name="Name">As it is named.</param>
    public sealed record Case(string What, Func<DicomDataset, int, int, DicomDataset> Mark, int Volumes, int Read, string Name)
    {
        public override string ToString() => What;
    }
}
