using System.Text;
using FirstRead.Core.Review;
using FirstRead.Reports.Pdf;
using FirstRead.Reports.Pdf.Writing;
using FirstRead.Testing;

namespace FirstRead.Reports.Tests.Pdf;

/// <summary>What is typed is what can be read, searched and copied.</summary>
public sealed class PdfTextTests
{
    [OneTimeSetUp]
    public void Look() => Poppler.Need("qpdf", "pdftotext");

    [Test]
    public void Text_OfRandomLetters_IsFoundAsItWasTyped()
    {
        var random = new Random(20261122);
        // Latin with accents, Greek, Cyrillic, punctuation and signs: what Inter has, save the parts of decomposed letters.
        var letters = Enumerable.Range(0x21, 0x2200).Select(value => new Rune(value)).Where(rune => Font.Has(rune)
            && (Rune.IsLetterOrDigit(rune) || Rune.IsPunctuation(rune) || Rune.IsSymbol(rune)) && Rune.GetUnicodeCategory(rune) != System.Globalization.UnicodeCategory.ModifierSymbol).ToArray();
        Assert.That(letters, Has.Length.GreaterThan(1000));
        var words = Enumerable.Range(0, 3000).Select(_ => string.Concat(Enumerable.Range(0, random.Next(1, 14)).Select(_ => letters[random.Next(letters.Length)].ToString()))).ToArray();
        var found = PdfReportTests.Words(Poppler.Text(PdfReport.Write(Saying(string.Join(' ', words)), []), "-raw"));
        Assert.That(found.Split(' '), Is.SupersetOf(words));
    }

    [Test]
    public void Text_ThatIsHostile_StaysTextAndIsNeverLeftOut()
    {
        const string hostile = "(( ) \\) \\( ET Q endstream endobj <FEFF> %%EOF /Font BT bell:\u0007 null:\0 override:\u202Eevil\u202C zero:\u200B mark:\uFEFF lone:\uD800 emoji:\U0001F9E0 nbsp:a\u00A0b";
        var pdf = PdfReport.Write(Saying(hostile), []);
        var (exit, output) = Poppler.Run("qpdf", pdf, "--check", "{}");
        Assert.That(exit, Is.Zero, output);
        Assert.That(PdfReportTests.Words(Poppler.Text(pdf, "-layout")), Does.Contain(
            "(( ) \\) \\( ET Q endstream endobj <FEFF> %%EOF /Font BT bell:[U+0007] null:[U+0000] override:[U+202E]evil[U+202C] zero:[U+200B] mark:[U+FEFF]")
            .And.Contain("emoji:[U+1F9E0]").And.Contain("by their number in Unicode").And.Match("lone:(\uFFFD|\\[U\\+FFFD\\])"));
    }

    [Test]
    public void Text_OfAWordOfTenThousandLetters_IsAllThere()
    {
        var pages = Poppler.Text(PdfReport.Write(Saying($"before {new string('W', 10_000)} after\n\n\n\nparagraph"), []), "-layout");
        Assert.That(pages.Count(letter => letter == 'W'), Is.EqualTo(10_000));
        Assert.That(PdfReportTests.Words(pages), Does.Match("before W+ .*W after paragraph"));
    }

    [Test]
    public void Text_OfScriptsFromRightToLeft_IsPrintedByNumber() =>
        Assert.That(PdfReportTests.TextOf(Saying("name: כהן")), Does.Contain("name: [U+05DB][U+05D4][U+05DF]"));

    private static PdfFont Font { get; } = new PdfDocument(new("", "", "", null)).AddFont(ReportFonts.Regular);

    private static RadiologyReport Saying(string impression)
    {
        var reading = Reports.Start() with { Result = Reports.Result with { Findings = [] } };
        var signed = (ReviewOutcome.Changed)reading.Sign(impression, "Dr Ada Reader", "sub-1", Given.Now);
        return Reports.Of(reading with { Study = signed.Study, Rounds = [signed.Round] });
    }
}
