namespace FirstRead.Core.Review;

/// <summary>The documents of one signature, by their keys in the results bucket. They are pseudonymous and hold no true date.</summary>
/// <param name="Segmentation">Null unless an outline was amended or drawn on a volume: then the analysis's own stands.</param>
public sealed record SignedSet(string? Report, string? Segmentation, IReadOnlyList<string> Presentations, string? Pdf, string? Fhir)
{
    public const string ReportName = "report.dcm";
    public const string SegmentationName = "segmentation.dcm";
    public const string PdfName = "report.pdf";
    public const string FhirName = "fhir.json";

    private const string PresentationStart = "presentation-";

    /// <param name="number">From 1.</param>
    public static string PresentationName(int number) => $"{PresentationStart}{number}.dcm";

    /// <summary>Every member null or empty for a signature of before documents were stored.</summary>
    public static SignedSet Of(Signature signature)
    {
        var keys = signature.Objects ?? [];
        return new(Named(ReportName), Named(SegmentationName), [.. keys.Where(key => NameOf(key).StartsWith(PresentationStart, StringComparison.Ordinal))], Named(PdfName), Named(FhirName));

        string? Named(string name) => keys.FirstOrDefault(key => NameOf(key) == name);
    }

    /// <summary>What stands behind the last slash.</summary>
    public static string NameOf(string key) => key[(key.LastIndexOf('/') + 1)..];
}
