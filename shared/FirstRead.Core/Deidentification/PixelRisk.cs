using FirstRead.Core.Deidentification.Pixels;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;

namespace FirstRead.Core.Deidentification;

/// <summary>How likely it is that pixels show a name.</summary>
internal enum PixelRiskLevel
{
    None,

    /// <summary>Looked at where the profile cleans pixels; passes where it does not.</summary>
    Possible,

    /// <summary>Cleared or held, never passed unseen.</summary>
    Likely,
}

/// <summary>
/// Whether the pixels may show a name, judged by the original header: by SOP class first, for a screen saved by a CT says CT.
/// Burned In Annotation (0028,0301) NO is no proof: most devices do not know what a later step wrote into the pixels.
/// </summary>
/// <param name="Reason">In words, without a value of the file.</param>
internal sealed record PixelRisk(PixelRiskLevel Level, string Reason)
{
    private static readonly DicomTag OverlayBitPosition = new(0x6000, 0x0102);

    private static readonly Dictionary<string, string> Classes = EmbeddedTable.Rows("pixel-classes.tsv")
        .ToDictionary(columns => columns[1], columns => columns[0], StringComparer.Ordinal);

    // Words of ImageType and of descriptions that name pages of text.
    private static readonly string[] PageWords = ["SCREEN", "DOSE", "REPORT", "PROTOCOL PAGE", "PATIENT PROTOCOL", "SUMMARY", "PHOTO", "SCANNED", "WORKSHEET", "FILMSHEET"];

    public static PixelRisk Of(DicomDataset header, string sopClass, bool encapsulated)
    {
        var rule = Classes.GetValueOrDefault(sopClass);
        if (rule == "none")
            return new PixelRisk(PixelRiskLevel.None, "the class has no pixels of its own");
        if (rule is null)
            return Likely("the SOP class is not one whose pixels are the modality's own");
        if (header.GetString(Tags.BurnedInAnnotation) is "YES")
            return Likely("Burned In Annotation is YES");
        var imageType = header.GetStrings(Tags.ImageType);
        if (imageType.Any(NamesPage))
            return Likely("Image Type names a page of text");
        if (NamesPage(header.GetString(Tags.SeriesDescription) ?? ""))
            return Likely("Series Description names a page of text");
        if (rule == "primary" && imageType is ["DERIVED", "SECONDARY", ..])
            return Likely("a projection image is DERIVED and SECONDARY");
        if (header.GetString(Tags.PhotometricInterpretation) is { } colour && !colour.StartsWith("MONOCHROME", StringComparison.Ordinal))
            return Likely("a grayscale modality sent colour, as screens are");
        if (DeviceRegions.Of(header).Count > 0)
            return Likely("the device is known to write into such pictures");
        // Native samples lose such bits on the way; those of a codestream only when it is decoded.
        if (encapsulated && HasOverlayInPixels(header))
            return Likely("an overlay lies in unused bits of the pixels");
        return rule == "primary" ? new PixelRisk(PixelRiskLevel.Possible, "names and marks are set into projections") : new PixelRisk(PixelRiskLevel.None, "the pixels are the modality's own");
    }

    private static PixelRisk Likely(string reason) => new(PixelRiskLevel.Likely, reason);

    private static bool NamesPage(string text) => Array.Exists(PageWords, word => text.Contains(word, StringComparison.OrdinalIgnoreCase));

    // Retired in 2004, met in older devices: OverlayBitPosition without OverlayData (PS3.3 C.9.2).
    public static bool HasOverlayInPixels(DicomDataset header)
    {
        for (ushort group = 0x6000; group <= 0x601E; group += 2)
            if (header.GetInt(new DicomTag(group, OverlayBitPosition.Element)) is > 0)
                return true;
        return false;
    }
}
