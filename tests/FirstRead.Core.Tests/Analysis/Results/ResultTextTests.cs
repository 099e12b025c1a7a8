using FirstRead.Core.Analysis;
using FirstRead.Core.Analysis.Results;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Rendering;

namespace FirstRead.Core.Tests.Analysis.Results;

/// <summary>What is written reads back as it was meant, whatever its script and whatever the source's character set.</summary>
public sealed class ResultTextTests
{
    private const string Meaning = "Gliom, 神経膠腫 (опухоль)";

    private static IEnumerable<TestCaseData> Documents()
    {
        var report = ReportCases.Series();
        report.Source.AddSequence(Tags.DeidentificationMethodCodeSequence, new DicomDataset(report.Source).Add(Tags.CodeValue, "113100").Add(Tags.CodeMeaning, "Basisprofil Köln"));
        var finding = report.Findings[0].Finding with { Label = "神経膠腫", Code = new("1", "99TEST", Meaning) };
        report = report with { Findings = [report.Findings[0] with { Finding = finding }] };
        var stack = SourceStack.Of(Pictures.Stack(1), [Pictures.Plane()]);
        var outline = new FindingContours("F1", [new(stack.Slices[0].SopInstanceUid, 1, [[2, 2], [6, 2], [6, 6]], null, null, null)]);
        yield return new TestCaseData(StructuredReport.Build(report), Meaning).SetArgDisplayNames("report");
        yield return new TestCaseData(PresentationStates.Build(report)[0], "神経膠腫").SetArgDisplayNames("presentation");
        yield return new TestCaseData(SecondaryCapture.Build(report, 0, new Picture(2, 2, 3, new byte[12])), "Basisprofil Köln").SetArgDisplayNames("capture");
        yield return new TestCaseData(
            SegmentationDocument.Build(new(report.Study, 1, report.Source, stack, [Segment.Of(finding, outline, stack, SegmentOrigin.Automatic)], report.Model!, false)), Meaning).SetArgDisplayNames("segmentation");
    }

    [TestCaseSource(nameof(Documents))]
    public void Text_OfAnyScript_ReadsBackAtEveryDepth(DicomDataset document, string expected)
    {
        var texts = Texts(ReportCases.Stored(document)).ToArray();
        Assert.That(texts, Has.Some.Contains(expected));
        Assert.That(texts, Has.Some.EqualTo("Schädel"), "the source's, which is Latin-1");
        Assert.That(texts, Has.Some.EqualTo("Basisprofil Köln"), "in an item of the source's");
        Assert.That(texts, Has.None.Contains("\uFFFD").And.None.Contains("?"));
    }

    private static IEnumerable<string> Texts(DicomDataset dataset) => dataset.SelectMany(element => element.Items is { } items ? items.SelectMany(Texts) : dataset.GetStrings(element.Tag));
}
