using System.Globalization;
using System.Text.Json.Nodes;

namespace FirstRead.Reports.Fhir;

/// <summary>A report as FHIR R4 (4.0.1): one Bundle in which every reference resolves.</summary>
public static class FhirBundle
{
    public const string MediaType = "application/fhir+json";

    /// <param name="pdf">Goes along as the report's presented form; null when there is none.</param>
    /// <returns>UTF-8 JSON.</returns>
    /// <exception cref="KeyNotFoundException">A released report lacks the identity of one of its instances.</exception>
    public static byte[] Write(RadiologyReport report, byte[]? pdf = null) => System.Text.Encoding.UTF8.GetBytes(Build(report, pdf).ToJsonString());

    internal static JsonObject Build(RadiologyReport report, byte[]? pdf)
    {
        var ids = new FhirIds(report.Study.Id, report.Result?.Attempt ?? 0, report.Subject);
        var bundle = new JsonObject
        {
            ["resourceType"] = "Bundle",
            ["meta"] = FhirCodes.Meta(report.Simulated),
            ["type"] = "collection",
        };
        if (report.IssuedAt is { } issued)
            bundle["timestamp"] = Instant(issued);
        bundle["entry"] = new JsonArray([.. Resources(report, ids, pdf).Select(resource => Entry(resource.Id, resource.Content))]);
        return bundle;
    }

    /// <summary>In UTC, as an instant must have its zone.</summary>
    internal static string Instant(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static IEnumerable<(string Id, JsonObject Content)> Resources(RadiologyReport report, FhirIds ids, byte[]? pdf)
    {
        yield return (ids.Report, FhirDiagnosticReport.Of(report, ids, pdf, Reference));
        yield return (ids.Patient, FhirPeople.Patient(report.Subject));
        yield return (ids.ImagingStudy, FhirImagingStudy.Of(report, Reference(ids.Patient)));
        if (report.Result?.Model is { } model)
            yield return (ids.Device, FhirPeople.Device(model));
        foreach (var finding in report.Findings)
            yield return (ids.Observation(finding), FhirObservation.Of(report, finding, ids, Reference));
        foreach (var finding in report.OwnFindings.Concat(report.WithdrawnFindings))
            yield return (ids.Observation(finding), FhirOwnObservation.Of(report, finding, ids, Reference));
        if (report.Signed)
            foreach (var signature in report.Signatures.DistinctBy(ids.Signer))
                yield return (ids.Signer(signature), FhirPeople.Signer(signature));
        foreach (var decision in FhirSuperseded.Of(report))
            yield return (ids.Superseded(decision), FhirSuperseded.Observation(report, Reference(ids.Patient)));
    }

    private static JsonObject Entry(string id, JsonObject resource)
    {
        resource["id"] = id;
        return new()
        {
            ["fullUrl"] = $"urn:uuid:{id}",
            ["resource"] = resource,
        };
    }

    private static JsonObject Reference(string id) => new() { ["reference"] = $"urn:uuid:{id}" };
}
