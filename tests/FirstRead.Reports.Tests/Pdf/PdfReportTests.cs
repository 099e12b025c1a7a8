using System.Text.RegularExpressions;
using FirstRead.Core.Analysis;
using FirstRead.Core.Analysis.Geometry;
using FirstRead.Core.Analysis.Results;
using FirstRead.Core.Identity;
using FirstRead.Core.Review;
using FirstRead.Core.Studies;
using FirstRead.Reports.Pdf;
using FirstRead.Reports.Pdf.Writing;
using FirstRead.Testing;

namespace FirstRead.Reports.Tests.Pdf;

/// <summary>What a reader finds on the page, by poppler.</summary>
public sealed class PdfReportTests
{
    private const string ResearchUse = "Research use only, not for diagnosis.";
    private const string Unverified = "AI result, unverified.";

    [OneTimeSetUp]
    public void Look() => Poppler.Need("qpdf", "pdftotext", "pdfinfo", "pdffonts", "pdftoppm");

    [Test]
    public void Report_OfEveryState_IsAPdfWithoutAFault()
    {
        foreach (var report in new[] { Reports.Preliminary(), Reports.Amended(Reports.Released), Reports.Of(Reports.Reopened()), Nothing() })
        {
            var (exit, output) = Poppler.Run("qpdf", PdfReport.Write(report, KeyImages.Of(report)), "--check", "{}");
            Assert.That(exit, Is.Zero, output);
        }
    }

    [Test]
    public void Report_HasItsFontsAndCallsItselfPdfA()
    {
        var pdf = PdfReport.Write(Reports.Final(Reports.Released), []);
        var (info, fonts) = (Poppler.Run("pdfinfo", pdf, "{}").Output, Poppler.Run("pdffonts", pdf, "{}").Output.TrimEnd().Split('\n'));
        Assert.Multiple(() =>
        {
            Assert.That(info, Does.Match("Title: +Radiology report").And.Match(@"Page size: +595\.276 x 841\.89 pts \(A4\)").And.Match("PDF version: +1.7").And.Match("Encrypted: +no"));
            Assert.That(Poppler.Run("pdfinfo", pdf, "-meta", "{}").Output, Does.Contain("<pdfaid:part>2</pdfaid:part><pdfaid:conformance>U</pdfaid:conformance>"));
            Assert.That(fonts[2..], Has.Length.EqualTo(2));
            // Embedded, a subset, with a map to Unicode.
            Assert.That(fonts[2..], Has.All.Match(@"^[A-Z]{6}\+Inter-(Regular|SemiBold) +CID TrueType +Identity-H +yes yes yes"));
            Assert.That(Poppler.Run("pdfinfo", PdfReport.Write(Reports.Final(), [], PdfPageSize.Letter), "{}").Output, Does.Contain("612 x 792 pts (letter)"));
        });
    }

    [Test]
    public void Report_Unsigned_SaysThatNobodyVerifiedIt()
    {
        var text = TextOf(Reports.Preliminary());
        Assert.Multiple(() =>
        {
            Assert.That(text, Does.Contain($"{ResearchUse} {Unverified}").And.Contain("AI result Preliminary").And.Contain("not yet decided").And.Contain("Page 1 of"));
            Assert.That(text, Does.Contain("None: no radiologist has signed this study."));
            Assert.That(text, Does.Contain("headache, new seizure; mass?").And.Contain("MR, BRAIN, AX T1 POST: 20 pictures of 256 × 256 pixels"));
            Assert.That(text, Does.Contain("93.8 % 34.1 mm").And.Contain("813 mm²").And.Contain("21.40 ml").And.Contain("SCT 126952004, Neoplasm of brain"));
            Assert.That(text, Does.Contain("brain-tumor-mri 1.0.0").And.Contain($"SHA-256 {new string('b', 64)}"));
            Assert.That(text, Does.Not.Contain("Signed electronically").And.Not.Contain("Radiology report"));
        });
    }

    [Test]
    public void Report_Signed_HasTheDecisionsTheImpressionAndTheSignature()
    {
        var text = TextOf(Reports.Final(Reports.Released));
        Assert.Multiple(() =>
        {
            Assert.That(text, Does.Contain(ResearchUse).And.Not.Contain(Unverified));
            Assert.That(text.IndexOf(Reports.Impression, StringComparison.Ordinal), Is.GreaterThan(0).And.LessThan(text.IndexOf("Confidence", StringComparison.Ordinal)));
            Assert.That(text, Does.Contain("accepted").And.Contain("by Dr Ada Reader").And.Contain("rejected").And.Contain(Reports.Reason));
            Assert.That(text, Does.Contain("Signed electronically by Dr Ada Reader, 22 November 2026, 11:30 UTC"));
            Assert.That(text, Does.Contain("Images of rejected findings are not shown.").And.Not.Contain("F2: Enhancing"));
        });
    }

    [Test]
    public void Report_AmendedAndOwnFindings_AreBothShown()
    {
        var final = Reports.Final();
        var key = Reports.Result.Findings[0].KeySopInstanceUid;
        var round = final.Reading.Rounds[0];
        var amended = final with
        {
            Reading = final.Reading with
            {
                Rounds = [round with
                {
                    Decisions = [round.Decisions[0] with { Verdict = Verdict.Amend, Reason = "oedema left out", Contours = [new(key, 1, [[1, 1], [20, 1], [20, 20]])] }, round.Decisions[1]],
                    OwnFindings = [new("R1", "Nodule", new("27925004", "SCT", "Nodule"), [], new(key, 1, 150, 60), "Dr Bo Second", Given.Now)],
                }],
            },
        };
        Assert.That(TextOf(amended), Does.Contain("amended").And.Contain("oedema left out").And.Contain("An unbroken line is the radiologist's.").And.Contain("R1 Nodule").And.Contain("Dr Bo Second"));
    }

    [Test]
    public void Report_SignedAgain_HasTheAddendumBehindTheImpression() =>
        Assert.That(TextOf(Reports.Amended()), Does.Match($"(?s){Regex.Escape(Reports.Impression)}.*Addendum 1 {Regex.Escape(Reports.Addendum)}"));

    [Test]
    public void Report_ReopenedAfterSigning_IsUnverifiedAgainAndSaysSo() =>
        Assert.That(TextOf(Reports.Of(Reports.Reopened())), Does.Contain(Unverified).And.Contain("nobody has signed them"));

    [Test]
    public void Report_Pseudonymous_HasNeitherNameNorDate()
    {
        var pdf = PdfReport.Write(Reports.Amended(), []);
        var everything = Poppler.Text(pdf) + Poppler.Run("pdfinfo", pdf, "-meta", "{}").Output + Poppler.Run("pdfinfo", pdf, "{}").Output;
        Assert.That(everything, Does.Contain(PatientToken.From(1).Value).And.Not.Contain("Patient ID").And.Not.Contain("2026"));
        Assert.That(TextOf(Reports.Final(new ReportSubject.Pseudonymous(PatientToken.From(1), TimeSpan.FromDays(-1000)))), Does.Contain("Dr Ada Reader, 26 February 2024, 11:30 (dates of this pseudonymous study are shifted)"));
    }

    [Test]
    public void Report_Released_HasTheClinicsOwnIdentifiersAndNoneOfOurs()
    {
        var text = TextOf(Reports.Final(Reports.Released));
        foreach (var expected in new[] { "Muñoz, Inés María, Dr", "MRN-4711 (NORTH)", "1971-03-04", "female", "ACC-99", "2026-11-18", "1.2.826.0.1.77.1" })
            Assert.That(text, Does.Contain(expected));
        Assert.That(text.Replace("Device UID 2.25.99", "", StringComparison.Ordinal), Does.Not.Contain(PatientToken.From(1).Value).And.Not.Contain("2.25."));
    }

    [Test]
    public void Report_NameInScriptsThatTheFontLacks_IsRomanisedAndKeptAndSaysSo()
    {
        var released = (ReportSubject.Released)Reports.Released;
        var text = TextOf(Reports.Final(released with { Patient = released.Patient with { PatientName = "Yamada^Tarou=山田^太郎=やまだ^たろう" } }));
        // Copied text has the letters themselves; what is drawn is their number.
        Assert.That(text, Does.Contain("Yamada, Tarou").And.Contain("Also written 山田, 太郎; やまだ, たろう").And.Contain("by their number in Unicode"));
    }

    [Test]
    public void Report_Simulated_SaysSoFirst() =>
        Assert.That(TextOf(Reports.Final() with { Reading = Reports.Final().Reading with { Study = Reports.Final().Study with { Simulated = true } } }), Does.StartWith($"SIMULATED. {ResearchUse}"));

    [Test]
    public void Report_ModelFoundNothing_NamesTheModelAndNeverSaysNormal() =>
        Assert.That(TextOf(Nothing()), Does.Contain("No finding by the model brain-tumor-mri 1.0.0.").And.Not.Contain("normal").IgnoreCase);

    [Test]
    public void Report_NoModelApplies_GivesTheReason() => Assert.That(
        TextOf(Reports.Of(Reports.Start() with { Result = Reports.Result with { Outcome = AnalysisOutcome.NotApplicable, Reason = "no-model-applies: the series is not of the head.", Findings = [], Model = null } })),
        Does.Contain("The AI has not read this study, for no model applies. no-model-applies: the series is not of the head."));

    [Test]
    public void Report_TheAnalysisFailed_SaysWhyAndNamesNoImageByItsPseudonym() => Assert.That(
        TextOf(Reports.Of(Reports.Start() with { Result = Reports.Result with { Outcome = AnalysisOutcome.Failed, Reason = "missing-object: image 2.25.100004881122001041311575412432 is not in the store", Findings = [], Model = null } })),
        Does.Contain("missing-object: image (an image) is not in the store").And.Not.Contain("2.25.1000048811"));

    [TestCase(LengthBasis.Detector, "2.8 mm 4 mm² at the detector")]
    [TestCase(LengthBasis.Patient, "2.8 mm 4 mm²")]
    [TestCase(LengthBasis.Unstated, "2.8 mm 4 mm² calibration unstated")]
    [TestCase(null, "14 pixels")]
    public void Size_SaysNoMoreThanThePicturesAllow(LengthBasis? basis, string expected)
    {
        var outline = new Core.Analysis.Lesions.Outline([new(0, 0), new(10, 0), new(10, 10), new(0, 10)]);
        var finding = Reports.Result.Findings[0] with { DiameterMm = null, AreaMm2 = null, VolumeMm3 = null };
        var scale = basis is { } known ? new PixelScale(new PixelSpacing(0.2, 0.2), known) : null;
        Assert.That(string.Join(' ', FindingSizes.Of(finding, [outline], scale)), Is.EqualTo(expected));
        Assert.That(FindingSizes.Of(finding, [], scale), Is.EqualTo(new[] { "not measured" }));
    }

    [Test]
    public void Report_ThreeHundredFindingsAndALongReason_LosesNoneAndNamesThePatientOnEachPage()
    {
        var reason = string.Join(' ', Enumerable.Range(1, 1200).Select(number => $"because{number}"));
        var many = Reports.Result with { Findings = [.. Enumerable.Range(1, 300).Select(number => Reports.Result.Findings[0] with { Id = $"F{number}" })] };
        var reading = Reports.Start() with
        {
            Result = many,
            Rounds = [new(1, [new(3, "F7", Verdict.Reject, reason, "Dr Ada Reader", Given.Now)], null)],
        };
        var report = Reports.Of(reading, Reports.Released);
        var pages = Poppler.Text(PdfReport.Write(report, KeyImages.Of(report)), "-layout").TrimEnd('\f').Split('\f');
        var words = Words(string.Join(' ', pages)).Split(' ').ToHashSet();
        Assert.Multiple(() =>
        {
            Assert.That(many.Findings.Select(finding => finding.Id).Concat(reason.Split(' ')).Except(words), Is.Empty);
            Assert.That(pages, Has.All.Contain($"{ResearchUse} {Unverified}").And.All.Contain("Muñoz, Inés María, Dr").And.All.Contain("1.2.826.0.1.77.1"));
            Assert.That(pages.Index().Where(page => !page.Item.Contains($"Page {page.Index + 1} of {pages.Length}", StringComparison.Ordinal)), Is.Empty);
            Assert.That(pages, Has.Length.GreaterThan(20));
            Assert.That(words, Does.Contain("287"), "300 findings, one rejected, twelve printed");
        });
    }

    [Test]
    public void Report_OfAResultThatCouldNotListAll_SaysHowManyMore() => Assert.That(
        TextOf(Reports.Of(Reports.Start() with { Result = Reports.Result with { Unlisted = new(17, 41) } })),
        Does.Contain("The model marked 17 more than are listed here").And.Contain("Not read, beyond those: 41."));

    [Test]
    public void Report_WrittenTwice_IsTheSame() =>
        Assert.That(PdfReport.Write(Reports.Final(), KeyImages.Of(Reports.Final())), Is.EqualTo(PdfReport.Write(Reports.Final(), KeyImages.Of(Reports.Final()))));

    internal static string TextOf(RadiologyReport report) => Words(Poppler.Text(PdfReport.Write(report, KeyImages.Of(report)), "-layout"));

    internal static string Words(string text) => Regex.Replace(text, @"\s+", " ").Trim();

    private static RadiologyReport Nothing() => Reports.Of(Reports.Start() with { Result = Reports.Result with { Findings = [] } });
}
