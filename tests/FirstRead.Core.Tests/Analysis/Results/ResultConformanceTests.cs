using FirstRead.Core.Analysis.Results;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Rendering;

namespace FirstRead.Core.Tests.Analysis.Results;

/// <summary>What is written, held against readers and checkers that are not ours.</summary>
public sealed class ResultConformanceTests
{
    private static readonly Picture Drawn = new(33, 21, 3, [.. Enumerable.Range(0, 33 * 21 * 3).Select(index => (byte)index)]);

    private static IEnumerable<TestCaseData> Documents =>
    [
        new TestCaseData(StructuredReport.Build(ReportCases.Series())).SetArgDisplayNames("report"),
        new TestCaseData(StructuredReport.Build(ReportCases.Series(), ReportCases.Signature(2))).SetArgDisplayNames("signed"),
        new TestCaseData(StructuredReport.Build(ReportCases.Radiograph(header => header.Add(Tags.ImagerPixelSpacing, 0.2, 0.2)))).SetArgDisplayNames("radiograph"),
        new TestCaseData(StructuredReport.Build(ReportCases.Nothing())).SetArgDisplayNames("nothing"),
        new TestCaseData(PresentationStates.Build(ReportCases.Series())[0]).SetArgDisplayNames("presentation"),
        new TestCaseData(PresentationStates.Build(ReportCases.Radiograph(_ => { }))[0]).SetArgDisplayNames("radiographs-presentation"),
        new TestCaseData(SecondaryCapture.Build(ReportCases.Series(), 0, Drawn)).SetArgDisplayNames("capture"),
    ];

    [TestCaseSource(nameof(Documents))]
    public void Dciodvfy_Document_FindsNoError(DicomDataset document)
    {
        var (_, output) = Run("dciodvfy", document);
        Assert.That(output.Split('\n').Where(line => line.StartsWith("Error", StringComparison.Ordinal)), Is.Empty);
        Assert.That(output, Does.Contain(document.GetString(Tags.Modality) switch { "SR" => "Comprehensive3DSR", "PR" => "GrayscaleSoftcopyPresentationState", _ => "SCImage" }), "it was read as one");
    }

    [Test]
    public void Dsrdump_SignedReport_ReadsEveryItem()
    {
        var (exit, output) = Run("dsrdump", StructuredReport.Build(ReportCases.Series(), ReportCases.Signature()));
        Assert.That(exit, Is.Zero, output);
        Assert.That(output, Does.Contain("COMPLETE").And.Contain("VERIFIED").And.Contain("Ring-enhancing mass").And.Contain("POLYLINE").And.Contain("14.2").And.Contain("square millimeter"));
        Assert.That(Complaints(output), Is.Empty);
    }

    [Test]
    public void Dcmpschk_PresentationState_PassesWithoutError()
    {
        var (exit, output) = Run("dcmpschk", PresentationStates.Build(ReportCases.Series())[0]);
        Assert.That(exit, Is.Zero, output);
        Assert.That(Complaints(output).Where(line => !line.Contains("Testing: ", StringComparison.Ordinal) && !line.Contains("Test passed", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void Capture_Pixels_AreTheDrawnOnes()
    {
        var stored = ReportCases.Stored(SecondaryCapture.Build(ReportCases.Series(), 0, Drawn));
        Assert.That(stored[Tags.PixelData]!.Value.Span[..Drawn.Pixels.Length].ToArray(), Is.EqualTo(Drawn.Pixels));
        Assert.That(stored.GetString(Tags.ImageComments), Does.StartWith("SIMULATED").And.Contain("unverified"));
        Assert.That(stored.GetSequence(Tags.SourceImageSequence).Single().GetString(Tags.ReferencedSOPInstanceUID), Is.EqualTo("2.25.101"));
    }

    /// <summary>dcmtk's checker of values says of UTF-8 that it does not know it.</summary>
    private static IEnumerable<string> Complaints(string output) => output.Split('\n').Where(line =>
        (line.StartsWith("E:", StringComparison.Ordinal) || line.StartsWith("W:", StringComparison.Ordinal)) && !line.Contains("does not support this Specific Character Set", StringComparison.Ordinal));

    private static (int Exit, string Output) Run(string program, DicomDataset document) => OtherReaders.Run(program, document);
}
