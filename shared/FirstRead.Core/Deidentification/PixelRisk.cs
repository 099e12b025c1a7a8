using System.Collections.Frozen;
using FirstRead.Core.Intake;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;

namespace FirstRead.Core.Deidentification;

/// <summary>
/// Whether the pixels may show a name, judged by the original header: by SOP class first, for a screen saved by a CT says CT.
/// No pixel is looked at yet, so a doubtful instance waits for a person.
/// </summary>
internal static class PixelRisk
{
    private static readonly DicomTag OverlayBitPosition = new(0x6000, 0x0102);

    private static readonly FrozenDictionary<string, string> Classes = EmbeddedTable.Rows("pixel-classes.tsv")
        .ToFrozenDictionary(columns => columns[1], columns => columns[0]);

    // Words of ImageType and of descriptions that name pages of text.
    private static readonly string[] PageWords = ["SCREEN", "DOSE", "REPORT", "PROTOCOL PAGE", "PATIENT PROTOCOL", "SUMMARY", "PHOTO", "SCANNED", "WORKSHEET", "FILMSHEET"];

    /// <summary>Null when nothing speaks against the pixels.</summary>
    public static PixelHold? Of(DicomDataset header, string sopClass)
    {
        var rule = Classes.GetValueOrDefault(sopClass);
        if (rule == "none")
            return null;
        if (rule is null)
            return Hold("the SOP class is not one whose pixels are the modality's own");
        if (header.GetString(Tags.BurnedInAnnotation) is "YES")
            return Hold("Burned In Annotation is YES");
        var imageType = header.GetStrings(Tags.ImageType);
        if (imageType.Any(NamesPage))
            return Hold("Image Type names a page of text");
        if (NamesPage(header.GetString(Tags.SeriesDescription) ?? ""))
            return Hold("Series Description names a page of text");
        if (rule == "primary" && imageType is ["DERIVED", "SECONDARY", ..])
            return Hold("a projection image is DERIVED and SECONDARY");
        if (header.GetString(Tags.PhotometricInterpretation) is { } colour && !colour.StartsWith("MONOCHROME", StringComparison.Ordinal))
            return Hold("a grayscale modality sent colour, as screens are");
        return HasOverlayInPixels(header) ? Hold("an overlay lies in unused bits of the pixels") : null;
    }

    private static bool NamesPage(string text) => Array.Exists(PageWords, word => text.Contains(word, StringComparison.OrdinalIgnoreCase));

    // Retired in 2004, met in older devices: OverlayBitPosition without OverlayData (PS3.3 C.9.2).
    private static bool HasOverlayInPixels(DicomDataset header)
    {
        for (ushort group = 0x6000; group <= 0x601E; group += 2)
            if (header.GetInt(new DicomTag(group, OverlayBitPosition.Element)) is > 0)
                return true;
        return false;
    }

    private static PixelHold Hold(string reason) =>
        new(RefusalCodes.PixelRisk, $"The pixels may show who the patient is: {reason}. A person must look before the image goes on.");
}
