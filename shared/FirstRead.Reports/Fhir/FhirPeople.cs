using System.Text.Json.Nodes;
using FirstRead.Core.Analysis;
using FirstRead.Core.Identity;
using FirstRead.Core.Review;

namespace FirstRead.Reports.Fhir;

/// <summary>Who is reported on, who signed, and which model spoke.</summary>
internal static class FhirPeople
{
    public static JsonObject Patient(ReportSubject subject) => subject switch
    {
        ReportSubject.Released { Patient: var patient } => Patient(patient),
        ReportSubject.Pseudonymous { Token: var token } => new()
        {
            ["resourceType"] = "Patient",
            ["identifier"] = new JsonArray(new JsonObject
            {
                ["type"] = FhirCodes.Text("Pseudonym"),
                ["value"] = token.Value,
            }),
        },
        _ => throw new ArgumentOutOfRangeException(nameof(subject)),
    };

    private static JsonObject Patient(PatientIdentity identity)
    {
        var patient = new JsonObject { ["resourceType"] = "Patient" };
        if (identity.PatientId is { } id)
        {
            var identifier = new JsonObject
            {
                ["type"] = FhirCodes.MedicalRecordNumber,
                ["value"] = id,
            };
            if (identity.IssuerOfPatientId is { } issuer)
                identifier["assigner"] = new JsonObject { ["display"] = issuer };
            patient["identifier"] = new JsonArray(identifier);
        }
        if (identity.PatientName is { } name)
            patient["name"] = new JsonArray(Name(PersonName.Parse(name)));
        // Required by the value set; a sex of O is "other" (PS3.3 C.7.1.1), an absent one is not "unknown" but absent.
        if (identity.PatientSex?.Trim() is "M" or "F" or "O")
            patient["gender"] = identity.PatientSex.Trim() switch { "M" => "male", "F" => "female", _ => "other" };
        if (DicomDates.Iso(identity.PatientBirthDate) is { } born)
            patient["birthDate"] = born;
        return patient;
    }

    public static JsonObject Signer(Signature signature) => new()
    {
        ["resourceType"] = "Practitioner",
        ["name"] = new JsonArray(FhirCodes.Text(signature.SignedBy)),
    };

    public static JsonObject Device(ModelIdentity model) => new()
    {
        ["resourceType"] = "Device",
        ["identifier"] = new JsonArray(FhirCodes.Identifier(FhirCodes.Uri, $"urn:oid:{model.DeviceUid}")),
        ["status"] = "active",
        ["deviceName"] = new JsonArray(new JsonObject
        {
            ["name"] = model.Name,
            ["type"] = "model-name",
        }),
        ["type"] = FhirCodes.Text("Image analysis model"),
        ["version"] = new JsonArray(
            new JsonObject { ["value"] = model.Version },
            new JsonObject
            {
                ["type"] = FhirCodes.Text("SHA-256 of the model file"),
                ["value"] = model.Digest,
            }),
    };

    private static JsonObject Name(PersonName name)
    {
        var human = new JsonObject { ["text"] = name.Shown };
        if (name.Family.Length > 0)
            human["family"] = name.Family;
        if (Filled(name.Given, name.Middle) is { Count: > 0 } given)
            human["given"] = given;
        if (Filled(name.Prefix) is { Count: > 0 } prefix)
            human["prefix"] = prefix;
        if (Filled(name.Suffix) is { Count: > 0 } suffix)
            human["suffix"] = suffix;
        return human;
    }

    private static JsonArray Filled(params string[] parts) => [.. parts.Where(part => part.Length > 0).Select(part => (JsonNode?)JsonValue.Create(part))];
}
