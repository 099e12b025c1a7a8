using FirstRead.Core.Analysis;
using FirstRead.Core.Analysis.Lesions;
using FirstRead.Core.Analysis.Results;
using FirstRead.Core.Studies;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;

namespace FirstRead.Core.Tests.Analysis.Results;

public sealed class ReportSourceTests
{
    private static IEnumerable<TestCaseData> Reports =>
    [
        new TestCaseData(ReportCases.Series()).SetArgDisplayNames("series"),
        new TestCaseData(ReportCases.Nothing()).SetArgDisplayNames("nothing"),
        new TestCaseData(ReportCases.Radiograph(header => header.Add(Tags.ImagerPixelSpacing, 0.2, 0.1))).SetArgDisplayNames("radiograph"),
        new TestCaseData(ReportCases.Radiograph(Crowd)).SetArgDisplayNames("tables"),
    ];

    [TestCaseSource(nameof(Reports))]
    public void Read_WhatWasWritten_BuildsTheSameReportAndPresentationStates(ResultReport report)
    {
        var stored = Stored(report);
        var again = report with { Source = stored.Source, Pictures = stored.Pictures };
        Assert.Multiple(() =>
        {
            Assert.That(Bytes(StructuredReport.Build(again)), Is.EqualTo(Bytes(StructuredReport.Build(report))));
            Assert.That(Bytes(StructuredReport.Build(again, ReportCases.Signature())), Is.EqualTo(Bytes(StructuredReport.Build(report, ReportCases.Signature()))));
            Assert.That(PresentationStates.Build(again).Select(Bytes), Is.EqualTo(PresentationStates.Build(report).Select(Bytes)));
        });
    }

    [Test]
    public void Read_Stack_BuildsTheSameSegmentationFromTheOutlinesAlone()
    {
        var report = ReportCases.Series();
        // Cosines as a scanner writes them: no exact unit vectors.
        var orientation = new double[] { 0.9987, 0.0512, 0.0021, -0.0512, 0.9985, 0.0204 };
        var planes = Enumerable.Range(0, 4).Select(index => Pictures.Plane(index * 5.3) with { Orientation = FirstRead.Core.Analysis.Geometry.ImageOrientation.From(orientation)! }).ToArray();
        var stack = SourceStack.Of(Pictures.Stack(4), planes);
        var field = Pictures.Disc(stack.Columns, stack.Rows, 12, 13, 6.2);
        var region = Regions.Find(field, 0.5).Single();
        var mark = new Mark(1, region, OutlineTracing.Trace(field, region, 0.5), default, 1, 1, 0.9, []);
        var (finding, lesion) = (report.Findings[0].Finding, new Lesion([mark, mark with { Slice = 2 }]));
        var whole = Bytes(SegmentationDocument.Build(new(report.Study, 1, report.Source, stack, [Segment.Of(finding, lesion)], report.Model!, true)));
        var stored = ReportSourceFile.Read(new MemoryStream(ReportSourceFile.Write(report.Study, 1, new(report.Source, report.Pictures, stack))));
        var outlines = ContourJson.Read(ContourJson.Write(new(1, "", report.Study.Value, 1, [Findings.Outlines("F1", lesion, Pictures.Stack(4), planes)])));
        var again = SegmentationDocument.Build(new(
            report.Study, 1, stored.Source, stored.Stack!, [Segment.Of(finding, outlines.Findings[0], stored.Stack!, SegmentOrigin.Automatic)], report.Model!, true));
        Assert.That(Bytes(again), Is.EqualTo(whole));
    }

    [Test]
    public void Segmentation_Amended_IsAnotherObjectThatSaysWhoDrewIt()
    {
        var report = ReportCases.Series();
        var stack = SourceStack.Of(Pictures.Stack(2), [Pictures.Plane(), Pictures.Plane(5)]);
        var outlines = new FindingContours("F1", [new(stack.Slices[1].SopInstanceUid, 1, [[2, 2], [6, 2], [6, 6]], null, null, null)]);
        var signed = SegmentationDocument.Build(new(
            report.Study, 1, report.Source, stack,
            [
                Segment.Of(report.Findings[0].Finding, outlines, stack, SegmentOrigin.SemiAutomatic),
                Segment.Of(report.Findings[1].Finding, outlines, stack, SegmentOrigin.Manual),
            ], report.Model!, false)
        {
            Signed = 2,
        });
        var segments = signed.GetSequence(Tags.SegmentSequence);
        Assert.Multiple(() =>
        {
            Assert.That(signed.GetString(Tags.SOPInstanceUID), Is.EqualTo(DocumentReference.OfSignedSegmentation(report.Study, 1, 2).SopInstanceUid));
            Assert.That(segments.Select(segment => segment.GetString(Tags.SegmentAlgorithmType)), Is.EqualTo(new[] { "SEMIAUTOMATIC", "MANUAL" }));
            Assert.That(segments.Select(segment => segment.Contains(Tags.SegmentAlgorithmName)), Is.EqualTo(new[] { true, false }), "Type 1C");
            Assert.That(segments[0].GetString(Tags.TrackingUID), Is.EqualTo(DerivedUids.OfTracking(report.Study, 1, "F1")), "the finding's own");
            Assert.That(segments[0].GetSequence(Tags.SegmentedPropertyTypeCodeSequence).Single().GetString(Tags.CodeValue), Is.EqualTo("126952004"));
            Assert.That(signed.GetString(Tags.SegmentsOverlap), Is.EqualTo("YES"));
            Assert.That(signed.GetString(Tags.SeriesDescription), Does.Not.Contain("AI"));
        });
        Assert.That(() => Segment.Of(report.Findings[0].Finding, new("F1", [outlines.Contours[0] with { SopInstanceUid = "2.25.1" }]), stack, SegmentOrigin.Manual), Throws.ArgumentException);
    }

    [Test]
    public void Write_ThousandPictures_StaysSmall()
    {
        var report = ReportCases.Series();
        var pictures = Enumerable.Range(0, 1000).Select(index => SourcePicture.Of(Copy(report.Source)
            .Add(Tags.SOPInstanceUID, $"2.25.{new string('7', 36)}{index:000}").Add(Tags.ImagePositionPatient, -123.456789012, 87.654321098, index * 0.6251234))).ToArray();
        var stack = new SourceStack("2.25.62", 512, 512, Pictures.Plane().Orientation, new(0.5, 0.5), 0.625, [.. pictures.Select(picture => new SourceSlice(picture.SopClassUid, picture.SopInstanceUid, null, new(-123.4567, 87.6543, 1)))]);
        var bytes = ReportSourceFile.Write(report.Study, 1, new(report.Source, pictures, stack));
        Assert.That(bytes, Has.Length.LessThan(500_000));
        Assert.That(ReportSourceFile.Read(new MemoryStream(bytes)).Pictures.Select(picture => picture.SopInstanceUid), Is.EqualTo(pictures.Select(one => one.SopInstanceUid)));
    }

    [Test]
    public void Write_TablesBeyondTheBudget_LeavesOutTablesAndWhatWouldBeShownWrongly()
    {
        var report = ReportCases.Radiograph(Crowd);
        var pictures = Enumerable.Range(0, 12).Select(index => SourcePicture.Of(Copy(report.Source)
            .Add(Tags.SOPInstanceUID, $"2.25.{index + 1}").AddSequence(Tags.ModalityLUTSequence, Table(index)))).ToArray();
        var bytes = ReportSourceFile.Write(report.Study, 1, report.Into(pictures));
        var read = ReportSourceFile.Read(new MemoryStream(bytes)).Pictures;
        Assert.That(bytes, Has.Length.LessThan(ReportSourceFile.MostTableBytes + 50_000));
        Assert.That(read.Select(picture => picture.Header.Contains(Tags.ModalityLUTSequence)), Is.EqualTo(read.Select(picture => picture.IsGrey)));
        Assert.That(read.Count(picture => picture.IsGrey), Is.EqualTo(7), "as many as fit");
        var same = Enumerable.Range(0, 12).Select(index => SourcePicture.Of(Copy(report.Source).Add(Tags.SOPInstanceUID, $"2.25.{index + 1}"))).ToArray();
        Assert.That(ReportSourceFile.Read(new MemoryStream(ReportSourceFile.Write(report.Study, 1, report.Into(same)))).Pictures.All(picture => picture.IsGrey), Is.True, "one table for all is held once");
    }

    [Test]
    public void Read_AnotherFile_IsRefused()
    {
        using var file = new MemoryStream();
        StructuredReport.Build(ReportCases.Series()).WriteFile(file);
        file.Position = 0;
        Assert.That(() => ReportSourceFile.Read(file), Throws.TypeOf<DicomException>());
    }

    [Test]
    public void Report_ResultAndContours_AreTheReportAgain()
    {
        var report = ReportCases.Series();
        var result = new AnalysisResult(
            report.Study, 1, AnalysisOutcome.Analysed, null, Risk.High, true, report.Model, [.. report.Findings.Select(one => one.Finding)],
            ResultObjects.None with
            {
                Segmentation = "segmentation.dcm",
            },
            new Dictionary<string, long>(), default);
        var contours = new ContourDocument(1, "", report.Study.Value, 1, [.. report.Findings.Select(one => one.Contours)]);
        var again = new ReportSource(report.Source, report.Pictures, null).Report(result, contours);
        Assert.That(Bytes(StructuredReport.Build(again)), Is.EqualTo(Bytes(StructuredReport.Build(report))));
    }

    [Test]
    public void Objects_ItemOfBeforeTheyWereWritten_HasNone()
    {
        var objects = System.Text.Json.JsonSerializer.Deserialize("""{"overlays":["a.png"],"contours":"c.json"}""", AnalysisJson.Default.ResultObjects)!;
        Assert.That(objects.Overlays, Is.EqualTo(new[] { "a.png" }));
        Assert.That(objects.Presentations.Concat(objects.Captures).Concat(objects.KeyImages), Is.Empty);
        Assert.That(objects.Report ?? objects.ReportSource ?? objects.FindingsDocument, Is.Null);
    }

    /// <summary>Fills a header with what the writers read and with what they do not.</summary>
    private static void Crowd(DicomDataset header) => header
        .Add(Tags.PixelAspectRatio, 3, 4)
        .Add(Tags.VOILUTFunction, "SIGMOID")
        .Add(Tags.LossyImageCompression, "01")
        .Add(Tags.LossyImageCompressionRatio, 12.5)
        .Add(Tags.PatientAge, "044Y")
        .Add(Tags.FrameOfReferenceUID, "2.25.44")
        .Add(Tags.ContentDate, "20190303")
        .Add(Tags.InstitutionName, "Nowhere")
        .AddSequence(Tags.DeidentificationMethodCodeSequence, new DicomDataset(header).Add(Tags.CodeValue, "113100").Add(Tags.CodeMeaning, "Basic Köln"))
        .AddSequence(Tags.VOILUTSequence, Table(3))
        .AddSequence(Tags.ModalityLUTSequence, Table(5));

    private static DicomDataset Table(int seed)
    {
        var entries = new byte[131_072];
        new Random(seed).NextBytes(entries);
        return new DicomDataset().Add(Tags.LUTDescriptor, Vr.US, new byte[] { 0, 0, 0, 0, 16, 0 }).Add(Tags.LUTData, Vr.OW, entries);
    }

    private static DicomDataset Copy(DicomDataset header)
    {
        var copy = new DicomDataset();
        foreach (var element in header)
            copy.Set(element);
        return copy;
    }

    private static ReportSource Stored(ResultReport report) =>
        ReportSourceFile.Read(new MemoryStream(ReportSourceFile.Write(report.Study, report.Attempt, report.Into(report.Pictures))));

    private static byte[] Bytes(DicomDataset document)
    {
        using var file = new MemoryStream();
        document.WriteFile(file);
        return file.ToArray();
    }
}

file static class ReportSources
{
    public static ReportSource Into(this ResultReport report, IReadOnlyList<SourcePicture> pictures) => new(report.Source, pictures, null);
}
