using FirstRead.Reports.Pdf.Writing;

namespace FirstRead.Reports.Pdf;

/// <summary>Letters in sizes (points) and colours that keep their contrast on a grey printer.</summary>
internal sealed class ReportStyle(PdfFont regular, PdfFont strong)
{
    public const double Margin = 48;
    public const double Gap = 15;

    public static PdfColour Ink { get; } = new(24, 32, 44);

    public static PdfColour Quiet { get; } = new(86, 98, 114);

    public static PdfColour Line { get; } = new(200, 207, 216);

    public static PdfColour Accent { get; } = new(12, 78, 114);

    public static PdfColour Warning { get; } = new(146, 48, 6);

    public static PdfColour WarningPaper { get; } = new(255, 243, 230);

    public static PdfColour Signed { get; } = new(20, 88, 50);

    public static PdfColour SignedPaper { get; } = new(236, 246, 240);

    public static PdfColour Paper { get; } = new(255, 255, 255);

    public PdfTextStyle Title { get; } = new(strong, 19, Ink);

    public PdfTextStyle Heading { get; } = new(strong, 9, Accent);

    public PdfTextStyle Body { get; } = new(regular, 10, Ink);

    public PdfTextStyle Strong { get; } = new(strong, 10, Ink);

    public PdfTextStyle Faint { get; } = new(regular, 10, Quiet);

    public PdfTextStyle Small { get; } = new(regular, 8, Quiet);

    public PdfTextStyle SmallStrong { get; } = new(strong, 8, Ink);

    public PdfTextStyle Notice { get; } = new(strong, 9.5, Warning);

    public PdfTextStyle Signature { get; } = new(strong, 9.5, Signed);

    /// <summary>On a picture.</summary>
    public PdfTextStyle Letter { get; } = new(strong, 7.5, Paper);

    /// <summary>Whether some character of the text so far has no shape in the fonts.</summary>
    public bool UsedNumbers => regular.UsedNumbers || strong.UsedNumbers;
}
