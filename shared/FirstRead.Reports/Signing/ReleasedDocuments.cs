using FirstRead.Core.Review;
using FirstRead.Core.Studies;
using FirstRead.Reports.Fhir;
using FirstRead.Reports.Pdf;

namespace FirstRead.Reports.Signing;

/// <summary>
/// The PDF and the bundle of a signature for the clinic that sent the study: written anew, for their text names the patient.
/// The DICOM objects are led back value by value (<see cref="Core.Release.ReleasedObject"/>). Pure functions.
/// </summary>
public static class ReleasedDocuments
{
    /// <param name="reading">With the signed round as its last.</param>
    /// <param name="instances">All of the study, each known to the subject.</param>
    public static IReadOnlyList<SignedDocument> Of(Reading reading, IReadOnlyList<Instance> instances, SigningMaterial material, ReportSubject.Released subject)
    {
        var report = new RadiologyReport(reading, instances, subject);
        var pdf = PseudonymousDocuments.Pdf(report, material);
        return [new(SignedSet.PdfName, PdfReport.MediaType, pdf), new(SignedSet.FhirName, FhirBundle.MediaType, PseudonymousDocuments.Fhir(report, pdf))];
    }
}
