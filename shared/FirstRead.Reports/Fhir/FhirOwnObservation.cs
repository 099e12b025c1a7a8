using System.Text.Json.Nodes;
using FirstRead.Core.Review;

namespace FirstRead.Reports.Fhir;

/// <summary>One finding of the radiologist's own. No model is its device, and how certain they were nobody asked.</summary>
internal static class FhirOwnObservation
{
    public static JsonObject Of(RadiologyReport report, OwnFinding finding, FhirIds ids, Func<string, JsonObject> reference)
    {
        var withdrawn = report.WithdrawnFindings.Any(one => one.Id == finding.Id);
        var status = withdrawn ? "entered-in-error" : report.Signed ? "final" : "preliminary";
        var observation = FhirObservation.Begin(report, finding.Id, status, Notes(report, finding), ids, reference);
        if (withdrawn)
            return observation;
        observation["valueCodeableConcept"] = FhirCodes.Concept(finding.Code, finding.Label);
        if (Components(report, finding) is { Count: > 0 } components)
            observation["component"] = components;
        return observation;
    }

    private static JsonArray Components(RadiologyReport report, OwnFinding finding)
    {
        var (sopInstanceUid, frame) = finding.Measures is { } measured ? (measured.KeySopInstanceUid, measured.KeyFrame) : finding.Key;
        var components = new JsonArray([.. FhirObservation.Measures(finding.Measures?.DiameterMm, finding.Measures?.AreaMm2, finding.Measures?.VolumeMm3)]);
        if (FhirObservation.KeyImage(report, sopInstanceUid, frame) is { } key)
            components.Add((JsonNode)key);
        return components;
    }

    private static IEnumerable<string> Notes(RadiologyReport report, OwnFinding finding)
    {
        yield return report.Notice;
        yield return $"Found by {finding.By}, not by a model.";
        if (report.Signed && report.Reading.DecisionOn(finding.Id) is { } decision)
            yield return FhirObservation.Words(decision);
    }
}
