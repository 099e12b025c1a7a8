using System.Text.Json.Nodes;
using FirstRead.Core.Analysis;

namespace FirstRead.Reports.Fhir;

/// <summary>Code systems by the URIs that FHIR R4 gives them, and the data types made of codes.</summary>
internal static class FhirCodes
{
    public const string Dicom = "http://dicom.nema.org/resources/ontology/DCM";
    public const string Uri = "urn:ietf:rfc:3986";
    public const string DicomUid = "urn:dicom:uid";

    private const string Snomed = "http://snomed.info/sct";
    private const string Loinc = "http://loinc.org";
    private const string Ucum = "http://unitsofmeasure.org";
    private const string Hl7 = "http://terminology.hl7.org/CodeSystem/";

    public static JsonObject Finding => Concept(Dicom, "121071", "Finding");

    /// <summary>DICOM gives it in percent (PS3.16 TID 4006).</summary>
    public static JsonObject Certainty => Concept(Dicom, "111012", "Certainty of Finding");

    public static JsonObject Diameter => Concept(Snomed, "81827009", "Diameter");

    public static JsonObject Area => Concept(Snomed, "42798000", "Area");

    public static JsonObject Volume => Concept(Snomed, "118565006", "Volume");

    public static JsonObject ImagingReport => Concept(Loinc, "18748-4", "Diagnostic imaging study");

    public static JsonObject Radiology => Concept($"{Hl7}v2-0074", "RAD", "Radiology");

    public static JsonObject Imaging => Concept($"{Hl7}observation-category", "imaging", "Imaging");

    public static JsonObject AccessionNumber => Concept($"{Hl7}v2-0203", "ACSN", "Accession ID");

    public static JsonObject MedicalRecordNumber => Concept($"{Hl7}v2-0203", "MR", "Medical record number");

    /// <summary>Security labels: what the resource may be used for.</summary>
    public static JsonObject Meta(bool simulated) => new()
    {
        ["security"] = simulated
            ? new JsonArray(Coding($"{Hl7}v3-ActReason", "HRESCH", "healthcare research"), Coding($"{Hl7}v3-ActReason", "HTEST", "test health data"))
            : new JsonArray(Coding($"{Hl7}v3-ActReason", "HRESCH", "healthcare research")),
    };

    /// <summary>A code of DICOM's sequences under the system that its scheme stands for (PS3.16 8); of another scheme the words alone.</summary>
    public static JsonObject Concept(CodedConcept code, string text)
    {
        var concept = code.Scheme switch
        {
            "SCT" => Concept(Snomed, code.Value, code.Meaning),
            "DCM" => Concept(Dicom, code.Value, code.Meaning),
            "LN" => Concept(Loinc, code.Value, code.Meaning),
            _ => [],
        };
        concept["text"] = text;
        return concept;
    }

    public static JsonObject Coding(string system, string code, string? display) => display is null
        ? new() { ["system"] = system, ["code"] = code }
        : new() { ["system"] = system, ["code"] = code, ["display"] = display };

    /// <summary>As a coding of SNOMED CT; null for a body part that the table lacks.</summary>
    public static JsonObject? BodySiteCoding(string? bodyPartExamined) =>
        BodySites.Find(bodyPartExamined) is { } site ? Coding(Snomed, site.Value, site.Meaning) : null;

    public static JsonObject Text(string text) => new() { ["text"] = text };

    public static JsonObject Quantity(double value, string unit) => new()
    {
        ["value"] = (decimal)value,
        ["unit"] = unit,
        ["system"] = Ucum,
        ["code"] = unit,
    };

    public static JsonObject Identifier(string system, string value) => new() { ["system"] = system, ["value"] = value };

    private static JsonObject Concept(string system, string code, string display) => new() { ["coding"] = new JsonArray(Coding(system, code, display)) };
}
