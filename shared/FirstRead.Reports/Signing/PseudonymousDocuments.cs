using FirstRead.Core.Review;
using FirstRead.Core.Review.Signing;
using FirstRead.Core.Studies;
using FirstRead.Dicom.Datasets;
using FirstRead.Reports.Fhir;
using FirstRead.Reports.Pdf;

namespace FirstRead.Reports.Signing;

/// <summary>
/// The documents on a study for those who know it by its pseudonym: what is stored when a person signs, and what is shown
/// before. Times are the study's shifted ones; pure functions.
/// </summary>
public static class PseudonymousDocuments
{
    /// <summary>A larger PDF stands beside the bundle alone: base 64 makes it a third larger, and an answer has 6 MB.</summary>
    public const int MostPdfInBundle = 3 << 20;

    /// <param name="reading">With the round that is signed as its last.</param>
    /// <param name="instances">All of the study.</param>
    public static IReadOnlyList<SignedDocument> Signed(Reading reading, IReadOnlyList<Instance> instances, SigningMaterial material)
    {
        var report = ReportOf(reading, instances, material);
        var pdf = Pdf(report, material);
        return
        [
            .. SignedObjects.Build(reading, material.Source).Select(one => new SignedDocument(one.Name, "application/dicom", FileOf(one.Document))),
            new(SignedSet.PdfName, PdfReport.MediaType, pdf),
            new(SignedSet.FhirName, FhirBundle.MediaType, Fhir(report, pdf)),
        ];
    }

    /// <summary>The PDF and the bundle of what stands now, signed or not: a document that is not signed says so.</summary>
    public static IReadOnlyList<SignedDocument> Current(Reading reading, IReadOnlyList<Instance> instances, SigningMaterial material)
    {
        var report = ReportOf(reading, instances, material);
        var pdf = Pdf(report, material);
        return [new(SignedSet.PdfName, PdfReport.MediaType, pdf), new(SignedSet.FhirName, FhirBundle.MediaType, Fhir(report, pdf))];
    }

    private static RadiologyReport ReportOf(Reading reading, IReadOnlyList<Instance> instances, SigningMaterial material) =>
        new(reading, instances, new ReportSubject.Pseudonymous(reading.Study.Patient, material.Source.Calendar(reading.Study.Times).Shift));

    internal static byte[] Pdf(RadiologyReport report, SigningMaterial material)
    {
        try
        {
            return PdfReport.Write(report, material.Shown(report));
        }
        catch (InvalidDataException)
        {
            // The decision: a picture that is no picture keeps nobody from signing.
            return PdfReport.Write(report, []);
        }
    }

    internal static byte[] Fhir(RadiologyReport report, byte[] pdf) => FhirBundle.Write(report, pdf.Length <= MostPdfInBundle ? pdf : null);

    private static byte[] FileOf(DicomDataset document)
    {
        using var file = new MemoryStream();
        document.WriteFile(file);
        return file.ToArray();
    }
}
