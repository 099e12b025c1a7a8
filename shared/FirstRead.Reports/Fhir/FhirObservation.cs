using System.Globalization;
using System.Text.Json.Nodes;
using FirstRead.Core.Analysis;
using FirstRead.Core.Review;

namespace FirstRead.Reports.Fhir;

/// <summary>One finding of the AI, and what became of it.</summary>
internal static class FhirObservation
{
    /// <summary>
    /// Preliminary until a person has signed. What the signer rejected is withdrawn as entered-in-error, which is what
    /// a receiver of the preliminary one must hear; it then has no value that anyone could show.
    /// </summary>
    public static string StatusOf(RadiologyReport report, Finding finding) => (report.Signed, report.DecisionOn(finding)?.Verdict) switch
    {
        (true, Verdict.Accept or Verdict.Amend) => "final",
        (true, Verdict.Reject) => "entered-in-error",
        _ => "preliminary",
    };

    public static JsonObject Of(RadiologyReport report, Finding finding, FhirIds ids, Func<string, JsonObject> reference)
    {
        var status = StatusOf(report, finding);
        var observation = Begin(report, finding.Id, status, Notes(report, finding), ids, reference);
        if (report.Result?.Model is not null)
            observation["device"] = reference(ids.Device);
        if (status == "entered-in-error")
            return observation;
        observation["valueCodeableConcept"] = FhirCodes.Concept(finding.Code, finding.Label);
        observation["component"] = Components(report, finding);
        return observation;
    }

    /// <summary>What every observation says before its value, the model's and the reader's own alike.</summary>
    public static JsonObject Begin(RadiologyReport report, string findingId, string status, IEnumerable<string> notes, FhirIds ids, Func<string, JsonObject> reference)
    {
        var observation = new JsonObject
        {
            ["resourceType"] = "Observation",
            ["meta"] = FhirCodes.Meta(report.Simulated),
            ["identifier"] = new JsonArray(FhirCodes.Identifier(FhirCodes.DicomUid, $"urn:oid:{ids.Tracking(findingId)}")),
            ["status"] = status,
            ["category"] = new JsonArray(FhirCodes.Imaging),
            ["code"] = FhirCodes.Finding,
            ["subject"] = reference(ids.Patient),
            ["note"] = new JsonArray([.. notes.Select(FhirCodes.Text)]),
            ["derivedFrom"] = new JsonArray(reference(ids.ImagingStudy)),
        };
        if (FhirImagingStudy.StartedOn(report.Subject) is { } day)
            observation["effectiveDateTime"] = day;
        if (report.IssuedAt is { } issued)
            observation["issued"] = FhirBundle.Instant(issued);
        if (report.Study.BodyPart is { Length: > 0 } part)
            observation["bodySite"] = Site(part);
        return observation;
    }

    public static JsonObject Site(string part)
    {
        var site = FhirCodes.Text(part);
        if (FhirCodes.BodySiteCoding(part) is { } coding)
            site["coding"] = new JsonArray(coding);
        return site;
    }

    private static JsonArray Components(RadiologyReport report, Finding finding)
    {
        var components = new JsonArray(Measure(FhirCodes.Certainty, Percent(finding.Confidence), "%"));
        foreach (var measure in Measures(finding.DiameterMm, finding.AreaMm2, finding.VolumeMm3))
            components.Add((JsonNode)measure);
        foreach (var (name, probability) in finding.Types)
            components.Add((JsonNode)Measure(FhirCodes.Text($"Certainty of the type {name}"), Percent(probability), "%"));
        if (KeyImage(report, finding.KeySopInstanceUid, finding.KeyFrame) is { } key)
            components.Add((JsonNode)key);
        return components;
    }

    /// <summary>Of an outline, as far as they are known.</summary>
    public static IEnumerable<JsonObject> Measures(double? diameterMm, double? areaMm2, double? volumeMm3)
    {
        if (diameterMm is { } diameter)
            yield return Measure(FhirCodes.Diameter, diameter, "mm");
        if (areaMm2 is { } area)
            yield return Measure(FhirCodes.Area, area, "mm2");
        if (volumeMm3 is { } volume)
            yield return Measure(FhirCodes.Volume, volume, "mm3");
    }

    /// <summary>By the UID that the reader knows; null for a picture without a row.</summary>
    public static JsonObject? KeyImage(RadiologyReport report, string sopInstanceUid, int frame) =>
        report.Instances.FirstOrDefault(instance => instance.SopInstanceUid == sopInstanceUid) is not { } key ? null : new()
        {
            ["code"] = FhirCodes.Text("Key image: SOP Instance UID and frame"),
            ["valueString"] = string.Create(CultureInfo.InvariantCulture, $"{report.Subject.InstanceUid(key)} {frame}"),
        };

    private static IEnumerable<string> Notes(RadiologyReport report, Finding finding)
    {
        yield return report.Notice;
        if (report.Signed && report.DecisionOn(finding) is { } decision)
            yield return Words(decision);
    }

    public static string Words(FindingDecision decision)
    {
        var verdict = decision.Verdict switch
        {
            Verdict.Accept => "Accepted",
            Verdict.Amend => "Accepted with another outline",
            _ => "Rejected",
        };
        return $"{verdict} by {decision.By}{(decision.Reason is { Length: > 0 } reason ? $": {reason}" : ".")}";
    }

    private static double Percent(double fraction) => Math.Round(100 * fraction, 2, MidpointRounding.AwayFromZero);

    private static JsonObject Measure(JsonObject code, double value, string unit) => new()
    {
        ["code"] = code,
        ["valueQuantity"] = FhirCodes.Quantity(value, unit),
    };
}
