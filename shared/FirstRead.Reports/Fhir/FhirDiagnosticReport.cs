using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using FirstRead.Core.Review;

namespace FirstRead.Reports.Fhir;

/// <summary>The report that binds the bundle.</summary>
internal static class FhirDiagnosticReport
{
    public static string StatusOf(ReportState state) => state switch
    {
        ReportState.Registered => "registered",
        ReportState.Preliminary => "preliminary",
        ReportState.Final => "final",
        ReportState.Amended => "amended",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    /// <param name="pdf">The same report for people; null when there is none.</param>
    public static JsonObject Of(RadiologyReport report, FhirIds ids, byte[]? pdf, Func<string, JsonObject> reference)
    {
        var resource = new JsonObject
        {
            ["resourceType"] = "DiagnosticReport",
            ["meta"] = FhirCodes.Meta(report.Simulated),
            ["text"] = Narrative(report),
            ["identifier"] = new JsonArray(FhirCodes.Identifier(FhirCodes.Uri, $"urn:uuid:{ids.Report}")),
            ["status"] = StatusOf(report.State),
            ["category"] = new JsonArray(FhirCodes.Radiology),
            ["code"] = FhirCodes.ImagingReport,
            ["subject"] = reference(ids.Patient),
            ["imagingStudy"] = new JsonArray(reference(ids.ImagingStudy)),
            ["conclusion"] = Conclusion(report),
        };
        if (FhirImagingStudy.StartedOn(report.Subject) is { } day)
            resource["effectiveDateTime"] = day;
        if (report.IssuedAt is { } issued)
            resource["issued"] = FhirBundle.Instant(issued);
        if (report.Signed)
            resource["resultsInterpreter"] = new JsonArray([.. report.Signatures.Select(ids.Signer).Distinct().Select(reference)]);
        var shown = report.Findings.Where(finding => FhirObservation.StatusOf(report, finding) != "entered-in-error").ToArray();
        if (shown.Length + report.OwnFindings.Count > 0)
            resource["result"] = new JsonArray([.. shown.Select(ids.Observation).Concat(report.OwnFindings.Select(ids.Observation)).Select(reference)]);
        var said = shown.Select(finding => (finding.Code, finding.Label)).Concat(report.OwnFindings.Select(finding => (finding.Code, finding.Label)));
        if (report.Signed && said.DistinctBy(finding => finding.Code).ToArray() is { Length: > 0 } coded)
            resource["conclusionCode"] = new JsonArray([.. coded.Select(finding => FhirCodes.Concept(finding.Code, finding.Label))]);
        if (pdf is not null)
            resource["presentedForm"] = new JsonArray(new JsonObject
            {
                ["contentType"] = "application/pdf",
                ["data"] = Convert.ToBase64String(pdf),
                ["size"] = pdf.Length,
                ["hash"] = Hash(pdf),
                ["title"] = "Radiology report",
            });
        return resource;
    }

    /// <summary>R4 names SHA-1 (datatypes, Attachment.hash), and guards against damage alone.</summary>
#pragma warning disable CA5350 // The standard leaves no choice of another hash.
    private static string Hash(byte[] pdf) => Convert.ToBase64String(SHA1.HashData(pdf));
#pragma warning restore CA5350

    /// <summary>Every signed word in order, and always what the whole is for.</summary>
    private static string Conclusion(RadiologyReport report) =>
        string.Join("\n\n", (report.Signed ? report.Signatures.Select((signature, index) => Signed(report, signature, index)) : report.Reason is { } reason ? [reason] : []).Append(report.Notice));

    private static string Signed(RadiologyReport report, Signature signature, int index) => (index, report.Subject.Shown(signature.SignedAt)) switch
    {
        (0, _) => signature.Words,
        (_, { } time) => $"Addendum of {time.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)}: {signature.Words}",
        _ => string.Create(CultureInfo.InvariantCulture, $"Addendum {index}: {signature.Words}"),
    };

    private static JsonObject Narrative(RadiologyReport report)
    {
        XNamespace xhtml = "http://www.w3.org/1999/xhtml";
        var paragraphs = Conclusion(report).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => new XElement(xhtml + "p", Legal(line)));
        return new()
        {
            ["status"] = "generated",
            ["div"] = new XElement(xhtml + "div", paragraphs).ToString(SaveOptions.DisableFormatting),
        };
    }

    /// <summary>XML has no place for most control characters (XML 1.0, 2.2), and an impression is what a person typed or pasted.</summary>
    private static string Legal(string text) => string.Concat(text.Where(character => character == '\t' || !char.IsControl(character)));
}
