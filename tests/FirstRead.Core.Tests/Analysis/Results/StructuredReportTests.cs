using FirstRead.Core.Analysis.Lesions;
using FirstRead.Core.Analysis.Results;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;

namespace FirstRead.Core.Tests.Analysis.Results;

public sealed class StructuredReportTests
{
    private static IEnumerable<TestCaseData> Reports =>
    [
        new TestCaseData(ReportCases.Series(), null).SetArgDisplayNames("series"),
        new TestCaseData(ReportCases.Series(), ReportCases.Signature()).SetArgDisplayNames("signed"),
        new TestCaseData(ReportCases.Radiograph(_ => { }), null).SetArgDisplayNames("radiograph"),
        new TestCaseData(ReportCases.Radiograph(header => header.Add(Tags.ImagerPixelSpacing, 0.2, 0.2)), null).SetArgDisplayNames("detector"),
        new TestCaseData(ReportCases.Nothing(), null).SetArgDisplayNames("nothing"),
    ];

    [TestCaseSource(nameof(Reports))]
    public void Content_AgainstTheTemplates_HasNoFault(ResultReport report, ReportSignature? signature)
    {
        var document = ReportCases.Stored(StructuredReport.Build(report, signature));
        Assert.That(TemplateWalk.Faults(document, MeasurementReportRows.Report), Is.Empty);
        Assert.That(ReportCases.Concept(document), Is.EqualTo("126000"));
        Assert.That(document.GetSequence(Tags.ContentTemplateSequence).Single().GetString(Tags.TemplateIdentifier), Is.EqualTo("1500"));
    }

    [Test]
    public void Walk_WithoutTrackingUid_NamesTheRow()
    {
        var document = StructuredReport.Build(ReportCases.Series());
        var group = ReportCases.Tree(document).First(item => ReportCases.Concept(item) == "125007");
        group.AddSequence(Tags.ContentSequence, [.. group.GetSequence(Tags.ContentSequence).Where(item => ReportCases.Concept(item) != "112040")]);
        Assert.That(TemplateWalk.Faults(document, MeasurementReportRows.Report), Has.One.Contains("112040"));
    }

    [Test]
    public void Groups_LesionThroughSlices_IsTheSegmentAndOthersAreOutlines()
    {
        var groups = Groups(StructuredReport.Build(ReportCases.Series()));
        Assert.That(groups.Select(Template), Is.EqualTo(new[] { "volume", "plane", "plane" }));
        Assert.That(Groups(StructuredReport.Build(ReportCases.Radiograph(_ => { }))).Select(Template), Is.EqualTo(new[] { "plane", "placeless" }));
    }

    [TestCaseSource(nameof(Reports))]
    public void Evidence_EveryReferencedInstance_IsListedOnceAndNoOther(ResultReport report, ReportSignature? signature)
    {
        var document = StructuredReport.Build(report, signature);
        var named = ReportCases.Tree(document).SelectMany(item => item.GetSequence(Tags.ReferencedSOPSequence)).Select(item => item.GetString(Tags.ReferencedSOPInstanceUID)).ToHashSet();
        var evidence = document.GetSequence(Tags.CurrentRequestedProcedureEvidenceSequence).Single();
        var listed = evidence.GetSequence(Tags.ReferencedSeriesSequence).SelectMany(series => series.GetSequence(Tags.ReferencedSOPSequence)).Select(item => item.GetString(Tags.ReferencedSOPInstanceUID));
        Assert.That(listed, Is.EquivalentTo(named));
        Assert.That(named, Is.Not.Empty);
        Assert.That(evidence.GetString(Tags.StudyInstanceUID), Is.EqualTo("2.25.5"));
    }

    [Test]
    public void Tracking_OfASegment_IsTheSegmentations()
    {
        var stack = Pictures.Stack(2);
        var mask = new Mask(3, 3, 2, 2);
        mask.Add(3, 3);
        var mark = new Mark(0, mask, new([new(3, 3), new(4, 3), new(4, 4)]), default, 1, 1, 0.9, []);
        var report = ReportCases.Series();
        var segmentation = SegmentationDocument.Build(new(
            report.Study, report.Attempt, report.Source, SourceStack.Of(stack, [Pictures.Plane(), Pictures.Plane(5)]), [.. report.Findings.Select(one => Segment.Of(one.Finding, new Lesion([mark])))], report.Model!, true));
        var expected = segmentation.GetSequence(Tags.SegmentSequence).Select(segment => segment.GetString(Tags.TrackingUID)).ToArray();
        var document = StructuredReport.Build(report);
        Assert.That(Groups(document).Select(group => Child(group, "112040").GetString(Tags.UID)).Distinct(), Is.EqualTo(expected));
        var reference = ReportCases.Tree(document).Single(item => ReportCases.Concept(item) == "121191").GetSequence(Tags.ReferencedSOPSequence).Single();
        Assert.That(reference.GetString(Tags.ReferencedSOPInstanceUID), Is.EqualTo(segmentation.GetString(Tags.SOPInstanceUID)));
        Assert.That(reference.GetInt(Tags.ReferencedSegmentNumber), Is.EqualTo(1));
    }

    [Test]
    public void Outline_PixelCentres_AreHalfAPixelFromTheCornerAndClosed()
    {
        var region = ReportCases.Tree(StructuredReport.Build(ReportCases.Radiograph(_ => { }))).Single(item => ReportCases.Concept(item) == "111030");
        Assert.That(region.GetDoubles(Tags.GraphicData), Is.EqualTo(new double[] { 0, 0, 20, 0, 20, 20, 0, 20, 0, 0 }));
    }

    [Test]
    public void Outline_OfMorePointsThanAnElementHolds_IsThinned()
    {
        var points = Enumerable.Range(0, 20_001).Select(index => new double[] { index % 48, index % 64 }).ToArray();
        var report = ReportCases.Radiograph(_ => { });
        var contour = report.Findings[0].Contours.Contours[0] with { Points = points };
        var document = ReportCases.Stored(StructuredReport.Build(report with { Findings = [report.Findings[0] with { Contours = new("F1", [contour]) }] }));
        var data = ReportCases.Tree(document).Single(item => ReportCases.Concept(item) == "111030").GetDoubles(Tags.GraphicData);
        Assert.That(data, Has.Count.InRange(8_000, 16_002));
        Assert.That(data.Take(2), Is.EqualTo(data.TakeLast(2)));
    }

    [Test]
    public void Model_Report_IsPartialUnverifiedAndSaysWhoMadeIt()
    {
        var document = ReportCases.Stored(StructuredReport.Build(ReportCases.Series()));
        var contribution = document.GetSequence(Tags.ContributingEquipmentSequence).Single();
        Assert.Multiple(() =>
        {
            Assert.That(document.GetString(Tags.CompletionFlag), Is.EqualTo("PARTIAL"));
            Assert.That(document.GetString(Tags.VerificationFlag), Is.EqualTo("UNVERIFIED"));
            Assert.That(document.Contains(Tags.VerifyingObserverSequence), Is.False);
            Assert.That(document.Contains(Tags.PredecessorDocumentsSequence), Is.False);
            Assert.That(document.GetString(Tags.SeriesDescription), Does.StartWith("SIMULATED"));
            Assert.That(document.GetString(Tags.ContentDate), Is.EqualTo("20190302"), "the study's, never the clock's");
            Assert.That(document.GetString(Tags.StudyDescription), Is.EqualTo("Schädel"));
            Assert.That(contribution.GetString(Tags.DeviceUID), Is.EqualTo("2.25.99"));
            Assert.That(contribution.GetString(Tags.SoftwareVersions), Is.EqualTo("1.2.0"));
            Assert.That(ReportCases.Tree(document).Single(item => ReportCases.Concept(item) == "121012").GetString(Tags.UID), Is.EqualTo("2.25.99"));
            Assert.That(ReportCases.Tree(document).Select(item => item.GetString(Tags.TextValue) ?? ""), Has.Some.Contains("Research use only").And.Contains("unverified"));
        });
    }

    [Test]
    public void Signed_Addendum_NamesItsSignerAndThePredecessor()
    {
        var (first, second) = (StructuredReport.Build(ReportCases.Series(), ReportCases.Signature()), ReportCases.Stored(StructuredReport.Build(ReportCases.Series(), ReportCases.Signature(2))));
        var observer = second.GetSequence(Tags.VerifyingObserverSequence).Single();
        var predecessor = second.GetSequence(Tags.PredecessorDocumentsSequence).Single().GetSequence(Tags.ReferencedSeriesSequence).Single();
        Assert.Multiple(() =>
        {
            Assert.That(second.GetString(Tags.CompletionFlag), Is.EqualTo("COMPLETE"));
            Assert.That(second.GetString(Tags.VerificationFlag), Is.EqualTo("VERIFIED"));
            Assert.That(observer.GetString(Tags.VerifyingObserverName), Is.EqualTo("Łukasiewicz^Jana"));
            Assert.That(observer.GetString(Tags.VerifyingOrganization), Is.EqualTo("Nacht-Röntgen"));
            Assert.That(observer.GetString(Tags.VerificationDateTime), Is.EqualTo("20190304050607"));
            Assert.That(predecessor.GetString(Tags.SeriesInstanceUID), Is.EqualTo(first.GetString(Tags.SeriesInstanceUID)));
            Assert.That(predecessor.GetSequence(Tags.ReferencedSOPSequence).Single().GetString(Tags.ReferencedSOPInstanceUID), Is.EqualTo(first.GetString(Tags.SOPInstanceUID)));
            Assert.That(ReportCases.Tree(second).Select(item => item.GetString(Tags.TextValue) ?? ""), Has.None.Contains("unverified"));
        });
    }

    [Test]
    public void Build_Twice_IsTheSameToTheByte()
    {
        using MemoryStream first = new(), second = new();
        StructuredReport.Build(ReportCases.Series()).WriteFile(first);
        StructuredReport.Build(ReportCases.Series()).WriteFile(second);
        Assert.That(second.ToArray(), Is.EqualTo(first.ToArray()));
    }

    [Test]
    public void Finding_OnAPictureThatIsNotGiven_IsRefused() =>
        Assert.That(() => StructuredReport.Build(ReportCases.Series() with { Pictures = [] }), Throws.ArgumentException);

    private static DicomDataset[] Groups(DicomDataset document) => [.. ReportCases.Tree(document).Where(item => ReportCases.Concept(item) == "125007")];

    private static DicomDataset Child(DicomDataset item, string concept) => item.GetSequence(Tags.ContentSequence).Single(child => ReportCases.Concept(child) == concept);

    private static string Template(DicomDataset group) =>
        TemplateWalk.Faults(group, MeasurementReportRows.Volumetric).Count == 0 ? "volume"
        : TemplateWalk.Faults(group, MeasurementReportRows.Planar).Count == 0 ? "plane"
        : TemplateWalk.Faults(group, MeasurementReportRows.Group).Count == 0 ? "placeless" : "none";
}
