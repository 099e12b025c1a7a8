using FirstRead.Core.Analysis;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Registry;
using FirstRead.Inference.Nets;
using FirstRead.Inference.Running;
using FirstRead.Testing;
using static FirstRead.Container.Tests.Heads;

namespace FirstRead.Container.Tests;

/// <summary>Studies as they come: which of their series the brain model's rules choose, what they leave out, and what they say where none fits.</summary>
public sealed class ChosenSeriesTests
{
    /// <summary>Runs to its end, and on which series.</summary>
    private static readonly Case[] Chosen =
    [
        new("one series", [.. Series(1, 6)]),
        new("FLAIR and T1 before contrast beside it", [.. Series(2, 9, description: "FLAIR"), .. Unenhanced(3), .. Series(1, 6)]),
        new("a sagittal series of more slices beside it", [.. Series(2, 12, Sagittal), .. Series(1, 6)]),
        new("a shorter axial series beside it", [.. Series(2, 4), .. Series(1, 6)]),
        new("coronal where there is no axial", [.. Series(2, 6, Sagittal), .. Series(1, 5, Coronal)]),
        new("a localizer beside it", [.. Localizer(2), .. Series(1, 6)]),
        new("slices missing", [.. Series(1, 4), .. Series(1, 4, first: 6)]),
        new("a scout among the slices", [Slice(1, 50, Sagittal), .. Series(1, 6)], LeftOut: ["another orientation"]),
        new("two scouts that come first by UID", [.. Series(1, 2, Coronal), .. Series(1, 6, first: 10)], LeftOut: ["another orientation", "another orientation"]),
        new("a captured screen among the slices", [Captured(Slice(1, 50)), .. Series(1, 6)], LeftOut: ["a Secondary Capture Image Storage among MR Image Storage"]),
        new("a slice of another size", [Slice(1, 50).Sized(32), .. Series(1, 6)], LeftOut: ["32 by 32 pixels where most of its series has 64 by 64"]),
        new("a picture without a place", [Slice(1, 50).Without(Tags.ImagePositionPatient), .. Series(1, 6)], LeftOut: ["lacks ImagePositionPatient"]),
        new("a slice twice", [Slice(1, 50, place: 3), .. Series(1, 6)], LeftOut: ["lies in the same place"]),
        new("two volumes in another series", [.. TwoVolumes(2), .. Series(1, 6)]),
        new("an enhanced object in another series", [Enhanced(2), .. Series(1, 6)]),
        new("an enhanced object among the slices", [Enhanced(1), .. Series(1, 6)], LeftOut: ["a Enhanced MR Image Storage among MR Image Storage"]),
        new("pictures of another modality beside it", [.. Series(2, 20).Select(slice => slice.Add(Tags.Modality, "CT")), .. Series(1, 6)]),
        new("a structured report beside it", [Report(), .. Series(1, 6)]),
    ];

    private static readonly Case[] Refused =
    [
        new("a localizer alone", [.. Localizer(1)], "different orientations"),
        new("axial, coronal and sagittal in one series, alike", [.. Series(1, 4), .. Series(1, 4, Coronal, 10), .. Series(1, 4, Sagittal, 20)], "different orientations"),
        new("two volumes in one series", [.. TwoVolumes(1)], "12 pictures lie in 6 places: more than one volume, and nothing in the headers tells them apart"),
        new("twenty time points", [.. Enumerable.Range(0, 20).SelectMany(time => Enumerable.Range(0, 3).Select(place => Slice(1, (20 * time) + place, place: place)))], "60 pictures lie in 3 places"),
        new("colour", [.. Series(1, 6).Select(Coloured)], "not a grey picture"),
        new("an enhanced object alone", [Enhanced(1)], "its 20 frames (Enhanced MR Image Storage) have no place in the patient"),
        new("no places", [.. Series(1, 6).Select(slice => slice.Without(Tags.ImagePositionPatient))], "lacks ImagePositionPatient"),
        new("two sizes, half and half", [.. Series(1, 3), .. Series(1, 3, first: 10).Select(slice => slice.Sized(32))], "differ in size"),
        new("too few slices", [.. Series(1, 2)], "2 slices of at least 3"),
        new("slices far apart", [.. Enumerable.Range(0, 6).Select(number => Slice(1, number, place: 4 * number))], "slices 20 mm apart"),
        new("no pixel spacing", [.. Series(1, 6).Select(slice => slice.Without(Tags.PixelSpacing))], "no PixelSpacing"),
        new("a child", [.. Series(1, 6).Select(slice => slice.Add(Tags.PatientAge, "004Y"))], "PatientAge 4 years"),
        new("before contrast", [.. Unenhanced(1)], "no ContrastBolusAgent"),
        new("another modality", [.. Series(1, 6).Select(slice => slice.Add(Tags.Modality, "CT"))], "Modality CT"),
        new("a structured report alone", [Report()], "the study has no images"),
    ];

    [TestCaseSource(nameof(Chosen))]
    public async Task Run_StudyWithASeriesThatFits_ReadsThatOne(Case study)
    {
        var (result, files) = await RunAsync(study);
        var notRead = result.NotRead ?? [];
        Assert.That((result.Outcome, result.Reason), Is.EqualTo((AnalysisOutcome.Analysed, (string?)null)));
        Assert.That(notRead, Has.Count.EqualTo(study.LeftOut?.Length ?? 0));
        Assert.That(notRead.Zip(study.LeftOut ?? [], (one, expected) => one.Reason.Contains(expected, StringComparison.Ordinal)), Is.All.True, string.Join("; ", notRead.Select(one => one.Reason)));
        Assert.That(files.PixelsRead, Is.EquivalentTo(
            files.Instances.Where(one => one.SeriesInstanceUid == SeriesUid(1)).Select(one => one.SopInstanceUid).Except(notRead.Select(one => one.SopInstanceUid))));
    }

    [TestCaseSource(nameof(Refused))]
    public async Task Run_StudyWithNone_SaysWhy(Case study)
    {
        var (result, files) = await RunAsync(study);
        Assert.That(result.Outcome, Is.EqualTo(AnalysisOutcome.NotApplicable));
        Assert.That(result.Reason, Does.StartWith("no-model-applies: ").And.Contain(study.Reason));
        Assert.That(files.PixelsRead, Is.Empty);
    }

    private static async Task<(AnalysisResult Result, MemoryStudy Files)> RunAsync(Case study)
    {
        var files = new MemoryStudy([.. study.Pictures.Select(picture => picture.File())]);
        using var analysis = new StudyAnalysis([BrightModel.Installed], new OnnxNets(BrightModel.Settings, BrightModel.Quiet), BrightModel.Settings, TimeProvider.System);
        return (await analysis.RunAsync(new(Given.StudyId(), 1, Simulated: false), files, files, CancellationToken.None), files);
    }

    private static IEnumerable<DicomDataset> Unenhanced(int series) => Series(series, 8).Select(slice => slice.Without(Tags.ContrastBolusAgent));

    private static IEnumerable<DicomDataset> Localizer(int series) => [.. Series(series, 3), .. Series(series, 3, Coronal, 10), .. Series(series, 3, Sagittal, 20)];

    private static IEnumerable<DicomDataset> TwoVolumes(int series) => Enumerable.Range(0, 12).Select(number => Slice(series, number, place: number / 2));

    private static DicomDataset Captured(DicomDataset slice) => Coloured(slice)
        .Add(Tags.SOPClassUID, ScreenCapture).Without(Tags.ImagePositionPatient, Tags.ImageOrientationPatient);

    private static DicomDataset Coloured(DicomDataset slice) => slice
        .Add(Tags.SamplesPerPixel, 3).Add(Tags.PhotometricInterpretation, "RGB").Add(Tags.PlanarConfiguration, 0)
        .Add(Tags.BitsAllocated, 8).Add(Tags.BitsStored, 8).Add(Tags.HighBit, 7).Add(Tags.PixelData, Vr.OB, new byte[64 * 64 * 3]);

    /// <summary>As PS3.3 A.36.2 has it: places stand in the functional groups, not in the object's own attributes.</summary>
    private static DicomDataset Enhanced(int series) => Slice(series, 60)
        .Without(Tags.ImagePositionPatient, Tags.ImageOrientationPatient, Tags.PixelSpacing)
        .Add(Tags.SOPClassUID, EnhancedMr).Add(Tags.NumberOfFrames, 20).Add(Tags.PixelData, Vr.OW, new byte[20 * 64 * 64 * 2]);

    private static DicomDataset Report() => new DicomDataset()
        .Add(Tags.SOPClassUID, WellKnownUids.ComprehensiveSrStorage).Add(Tags.SOPInstanceUID, "2.25.8899").Add(Tags.StudyInstanceUID, "2.25.880")
        .Add(Tags.SeriesInstanceUID, SeriesUid(9)).Add(Tags.Modality, "SR");

    /// <param name="Reason">What the recorded reason contains.</param>
    /// <param name="LeftOut">What the reason of each picture left out contains, in order.</param>
    public sealed record Case(string Name, IReadOnlyList<DicomDataset> Pictures, string? Reason = null, string[]? LeftOut = null)
    {
        public override string ToString() => Name;
    }
}
