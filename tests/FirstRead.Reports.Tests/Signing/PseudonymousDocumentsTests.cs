using System.Text;
using FirstRead.Core.Analysis;
using FirstRead.Core.Analysis.Geometry;
using FirstRead.Core.Analysis.Results;
using FirstRead.Core.Review;
using FirstRead.Core.Review.Signing;
using FirstRead.Core.Studies;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Rendering;
using FirstRead.Reports.Signing;
using FirstRead.Reports.Tests.Pdf;
using FirstRead.Testing;

namespace FirstRead.Reports.Tests.Signing;

public sealed class PseudonymousDocumentsTests
{
    private static readonly TimeSpan TwoYearsAndMore = new(900, 5, 17, 3);

    /// <summary>The same study received and signed at another time, the same while apart: were one byte the clock's, it would differ.</summary>
    [Test]
    public void Signed_WhateverTheClockSays_IsTheSameToTheByte()
    {
        var (now, then) = (Sign(Reports.ReviewedReading()), Sign(Moved(Reports.ReviewedReading(), -TwoYearsAndMore)));
        Assert.That(now.Select(document => document.Name), Is.EqualTo(new[] { "report.dcm", "segmentation.dcm", "presentation-1.dcm", "report.pdf", "fhir.json" }));
        Assert.Multiple(() =>
        {
            foreach (var (first, second) in now.Zip(then))
                Assert.That(second.Content, Is.EqualTo(first.Content), first.Name);
        });
    }

    [Test]
    public void Signed_OfAStudyWhoseDateNobodyKnows_IsTheSameToTheByteToo()
    {
        var (reading, other) = (Reports.ReviewedReading(), Moved(Reports.ReviewedReading(), -TwoYearsAndMore));
        var (now, then) = (Sign(reading, kept: false), Sign(other, kept: false));
        foreach (var (first, second) in now.Zip(then))
            Assert.That(second.Content, Is.EqualTo(first.Content), first.Name);
    }

    [Test]
    public void Signed_NoDocument_HoldsTheClocksDate()
    {
        Poppler.Need("pdftotext");
        foreach (var document in Sign(Reports.ReviewedReading()))
        {
            var text = document.Name == SignedSet.PdfName ? Poppler.Text(document.Content) : Encoding.Latin1.GetString(document.Content);
            foreach (var date in new[] { "20261122", "2026-11-22", "22 November", "Nov 22", "22.11.2026", "2026" })
                Assert.That(text, Does.Not.Contain(date), document.Name);
        }
    }

    /// <summary>Were the clock's time used, this test would see it: the search is not blind.</summary>
    [Test]
    public void Signed_Report_HoldsTheStudysDateWhereTheClocksWouldStand()
    {
        var documents = Sign(Reports.ReviewedReading());
        Assert.That(Encoding.Latin1.GetString(documents[0].Content), Does.Contain("20190302111112"), "an hour after the study");
        Assert.That(Encoding.UTF8.GetString(documents[^1].Content), Does.Contain("2019-03-02T11:11:12"));
    }

    [Test]
    public void Signed_Pdf_NamesTheSignerAndTheOwnFinding()
    {
        Poppler.Need("pdftotext");
        var text = Poppler.Text(Sign(Reports.ReviewedReading())[^2].Content);
        Assert.That(text, Does.Contain("Dr Ada Reader").And.Contain("Old bleeding").And.Contain(Reports.Impression[..20]));
    }

    [Test]
    public void Current_WithAPdfTooLargeForTheBundle_LeavesItOut()
    {
        var random = new Random(1);
        var pixels = new byte[1_100 * 1_000 * 3];
        random.NextBytes(pixels);
        using var png = new MemoryStream();
        new Picture(1_100, 1_000, 3, pixels).WritePng(png);
        var documents = PseudonymousDocuments.Current(Reports.Start(), Reports.Instances, Material(Reports.Start(), new() { ["F1"] = png.ToArray() }));
        Assert.Multiple(() =>
        {
            Assert.That(documents[0].Content, Has.Length.GreaterThan(PseudonymousDocuments.MostPdfInBundle), "else this tests nothing");
            Assert.That(Encoding.UTF8.GetString(documents[1].Content), Does.Not.Contain("presentedForm"));
        });
    }

    [Test]
    public void Current_WithAPictureThatIsNone_IsWrittenWithoutIt()
    {
        var documents = PseudonymousDocuments.Current(Reports.Start(), Reports.Instances, Material(Reports.Start(), new() { ["F1"] = [1, 2, 3] }));
        Assert.That(Encoding.ASCII.GetString(documents[0].Content, 0, 5), Is.EqualTo("%PDF-"));
    }

    private static IReadOnlyList<SignedDocument> Sign(Reading reading, bool kept = true) => PseudonymousDocuments.Signed(reading, Reports.Instances, Material(reading, [], kept));

    private static SigningMaterial Material(Reading reading, Dictionary<string, byte[]> images, bool kept = true) =>
        new(SigningSource.Of(reading, Reports.Instances, kept ? Kept : null, kept ? Contours : null), images);

    private static ContourDocument Contours { get; } = new(1, "", Given.StudyId().Value, 3, [.. new[] { "F1", "F2" }.Select(id => new FindingContours(id, [new("2.25.1004", 1, [[20, 20], [60, 20], [60, 70]], null, 100, 30)]))]);

    private static ReportSource Kept { get; } = new(
        Header(Reports.Instances[0]),
        [.. Reports.Instances.Select(instance => SourcePicture.Of(Header(instance)))],
        new SourceStack("2.25.7", 256, 256, ImageOrientation.From([1, 0, 0, 0, 1, 0])!, new(0.5, 0.5), 5, [.. Reports.Instances.Select(instance => new SourceSlice(instance.SopClassUid, instance.SopInstanceUid, null, new(0, 0, 5.0 * instance.InstanceNumber!.Value)))]));

    private static DicomDataset Header(Instance instance) => new DicomDataset()
        .Add(Tags.SOPClassUID, instance.SopClassUid)
        .Add(Tags.SOPInstanceUID, instance.SopInstanceUid)
        .Add(Tags.SeriesInstanceUID, instance.SeriesInstanceUid)
        .Add(Tags.StudyInstanceUID, "2.25.1")
        .Add(Tags.StudyDate, "20190302")
        .Add(Tags.StudyTime, "101112")
        .Add(Tags.Modality, "MR")
        .Add(Tags.Rows, 256)
        .Add(Tags.Columns, 256)
        .Add(Tags.PixelSpacing, 0.5, 0.5)
        .Add(Tags.PhotometricInterpretation, "MONOCHROME2")
        .Add(Tags.FrameOfReferenceUID, "2.25.8");

    private static Reading Moved(Reading reading, TimeSpan by) => reading with
    {
        Study = reading.Study with { Times = new StudyTimes(reading.Study.Times.ReceivedAt + by, SignedAt: reading.Study.Times.SignedAt + by) },
        Result = reading.Result! with { FinishedAt = reading.Result.FinishedAt + by },
        Rounds =
        [
            .. reading.Rounds.Select(round => round with
            {
                Decisions = [.. round.Decisions.Select(decision => decision with { At = decision.At + by })],
                OwnFindings = [.. round.OwnFindings!.Select(finding => finding with { At = finding.At + by })],
                Signature = round.Signature! with { SignedAt = round.Signature!.SignedAt + by },
            }),
        ],
    };
}
