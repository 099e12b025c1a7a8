using FirstRead.Core.Analysis;
using FirstRead.Core.Analysis.Results;
using FirstRead.Core.Review;
using FirstRead.Core.Review.Signing;
using FirstRead.Core.Studies;
using FirstRead.Core.Tests.Analysis.Results;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;

namespace FirstRead.Core.Tests.Review.Signing;

/// <summary>The readings of <see cref="SigningCases"/> as if their slices were frames of one object, which has a fifth of another volume.</summary>
public sealed class SignedFramesTests
{
    private const string Uid = "2.25.500";
    private const string EnhancedMr = "1.2.840.10008.5.1.4.1.1.4.1";

    private static readonly ReportSource Kept = SigningCases.Kept with
    {
        Pictures = [.. SigningCases.Kept.Pictures.Select((picture, index) => Frame(picture.Header, index + 1))],
        Stack = SigningCases.Kept.Stack! with { Slices = [.. SigningCases.Kept.Stack!.Slices.Select((slice, index) => slice with { SopClassUid = EnhancedMr, SopInstanceUid = Uid, Frame = index + 1 })] },
    };

    private static readonly IReadOnlyList<Instance> Instances = [SigningCases.Instances[0] with { SopClassUid = EnhancedMr, SopInstanceUid = Uid, Frames = 5 }];

    [Test]
    public void Measures_OfWhatWasDrawn_AreThoseOfTheSlices()
    {
        var (slices, frames) = (SigningCases.Amended().Rounds[0], Amended().Rounds[0]);
        var (expected, measured) = (slices.Decisions[0].Measures!, frames.Decisions[0].Measures!);
        Assert.That(measured, Is.EqualTo(expected with { KeySopInstanceUid = Uid, KeyFrame = FrameOf(expected.KeySopInstanceUid) }));
        Assert.That(expected.VolumeMm3, Is.Not.Null);
    }

    [Test]
    public void Objects_OnFrames_AreThoseOfTheSlicesWithFrameNumbers()
    {
        var (slices, frames) = (SigningCases.Objects(SigningCases.Amended()), SigningCases.Objects(Amended(), Source(Amended())));
        Assert.That(frames.Keys, Is.EqualTo(slices.Keys));
        Assert.That(frames["segmentation.dcm"][Tags.PixelData]!.Value.ToArray(), Is.EqualTo(slices["segmentation.dcm"][Tags.PixelData]!.Value.ToArray()));
        foreach (var name in slices.Keys)
            Assert.That(References(frames[name]), Is.EqualTo(References(slices[name])), name);
    }

    [Test]
    public void Report_OnFrames_HoldsToItsTemplatesAndListsTheObjectOnce()
    {
        var report = SigningCases.Objects(Amended(), Source(Amended()))[SignedSet.ReportName];
        Assert.That(TemplateWalk.Faults(report, MeasurementReportRows.Report), Is.Empty);
        var evidence = report.GetSequence(Tags.CurrentRequestedProcedureEvidenceSequence).Single().GetSequence(Tags.ReferencedSeriesSequence).SelectMany(series => series.GetSequence(Tags.ReferencedSOPSequence));
        Assert.That(evidence.Count(item => item.GetString(Tags.ReferencedSOPInstanceUID) == Uid), Is.EqualTo(1));
        var library = ReportCases.Tree(report).Where(item => item.GetString(Tags.ValueType) == "IMAGE" && item.GetSequence(Tags.ReferencedSOPSequence)[0].GetDoubles(Tags.ReferencedFrameNumber).Count > 1).ToArray();
        Assert.That(library.Single().GetSequence(Tags.ReferencedSOPSequence)[0].GetDoubles(Tags.ReferencedFrameNumber), Is.EqualTo(new[] { 1.0, 2, 3, 4 }), "of five");
    }

    [Test]
    public void Dciodvfy_EachObject_FindsNoError()
    {
        foreach (var (name, document) in SigningCases.Objects(Amended(), Source(Amended())))
            Assert.That(OtherReaders.Run("dciodvfy", document).Output.Split('\n').Where(line => line.StartsWith("Error", StringComparison.Ordinal)), Is.Empty, name);
    }

    /// <summary>The model did not read it: nothing is known of its size, least of all that of another frame.</summary>
    [Test]
    public void OwnFinding_OnAFrameOfAnotherVolume_IsReportedWithoutMeasures()
    {
        var reading = Amended();
        var round = reading.Rounds[0];
        var elsewhere = round.OwnFindings!.Select(finding => finding.Contours.Count > 0 ? finding with { Measures = null, Contours = [finding.Contours[0] with { Frame = 5 }] } : finding);
        reading = Remeasured(reading with { Rounds = [round with { OwnFindings = [.. elsewhere] }] });
        var measures = reading.Rounds[0].OwnFindings![0].Measures!;
        Assert.That((measures.KeyFrame, measures.AreaMm2, measures.DiameterMm), Is.EqualTo((5, (double?)null, (double?)null)));
        var report = SigningCases.Objects(reading, Source(reading))[SignedSet.ReportName];
        Assert.That(References(report), Does.Contain(5));
    }

    private static Reading Amended()
    {
        var reading = SigningCases.Amended();
        var round = reading.Rounds[0];
        return Remeasured(reading with
        {
            Result = reading.Result! with { Findings = [.. reading.Result!.Findings.Select(finding => finding with { KeySopInstanceUid = Uid, KeyFrame = FrameOf(finding.KeySopInstanceUid) })] },
            Rounds =
            [
                round with
                {
                    Decisions = [.. round.Decisions.Select(decision => decision with { Contours = decision.Contours is { } drawn ? [.. drawn.Select(OnFrame)] : null })],
                    OwnFindings = [.. round.OwnFindings!.Select(finding => finding with
                    {
                        Contours = [.. finding.Contours.Select(OnFrame)],
                        Point = finding.Point is { } point ? point with { SopInstanceUid = Uid, Frame = FrameOf(point.SopInstanceUid) } : null,
                    })],
                },
            ],
        });
    }

    private static Reading Remeasured(Reading reading) => reading with { Rounds = [SignedObjects.Measured(reading.Rounds[0], Source(reading))] };

    private static SigningSource Source(Reading reading) => SigningSource.Of(
        reading,
        Instances,
        Kept,
        SigningCases.Contours with
        {
            Findings = [.. SigningCases.Contours.Findings.Select(finding => finding with { Contours = [.. finding.Contours.Select(contour => contour with { SopInstanceUid = Uid, Frame = FrameOf(contour.SopInstanceUid) })] })],
        });

    private static DrawnContour OnFrame(DrawnContour contour) => contour with { SopInstanceUid = Uid, Frame = FrameOf(contour.SopInstanceUid) };

    private static int FrameOf(string slice) => SigningCases.Report.Pictures.Index().First(one => one.Item.SopInstanceUid == slice).Index + 1;

    private static SourcePicture Frame(DicomDataset header, int frame)
    {
        var copy = new DicomDataset();
        foreach (var element in header)
            copy.Set(element);
        return SourcePicture.Of(copy.Add(Tags.SOPClassUID, EnhancedMr).Add(Tags.SOPInstanceUID, Uid).Add(Tags.NumberOfFrames, 5).Add(Tags.ReferencedFrameNumber, frame));
    }

    /// <summary>Slices or frames that are named one at a time, in order; lists of instances and the report's library name the object once.</summary>
    private static List<int> References(DicomDataset document)
    {
        var found = new List<int>();
        foreach (var element in document)
            foreach (var item in element.Items ?? [])
            {
                if (element.Tag == Tags.ReferencedSeriesSequence || item.GetString(Tags.ValueType) == "IMAGE" && item.GetString(Tags.RelationshipType) == "CONTAINS")
                    continue;
                if (item.GetString(Tags.ReferencedSOPInstanceUID) == Uid)
                    found.Add(item.GetInt(Tags.ReferencedFrameNumber) ?? 0);
                else if (SigningCases.Report.Pictures.Any(picture => picture.SopInstanceUid == item.GetString(Tags.ReferencedSOPInstanceUID)))
                    found.Add(FrameOf(item.GetString(Tags.ReferencedSOPInstanceUID)!));
                found.AddRange(References(item));
            }
        return found;
    }
}
