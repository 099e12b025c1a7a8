using System.Text.Json.Nodes;
using FirstRead.Core.Review;

namespace FirstRead.Reports.Fhir;

/// <summary>
/// Findings that were signed with an earlier result in view, after a later one was signed too: a receiver may still show
/// them as final. R4 says of entered-in-error that where people may have acted on an observation the status is cancelled.
/// </summary>
internal static class FhirSuperseded
{
    private const string Note = "Superseded: the study was analysed and read again; the findings of the current report stand in its place.";

    /// <summary>Those that stood. What had been rejected was withdrawn then; the radiologist's own findings stand on.</summary>
    public static IEnumerable<FindingDecision> Of(RadiologyReport report) => !report.Signed ? [] : report.Reading.Rounds
        .Where(round => round.Signature is not null)
        .SelectMany(round => round.Decisions)
        .Where(decision => decision.Attempt != report.Study.ResultAttempt && report.Reading.OwnFindings.All(own => own.Id != decision.FindingId))
        .GroupBy(decision => (decision.Attempt, decision.FindingId))
        .Select(group => group.Last())
        .Where(decision => decision.Verdict != Verdict.Reject);

    public static JsonObject Observation(RadiologyReport report, JsonObject subject)
    {
        var observation = new JsonObject
        {
            ["resourceType"] = "Observation",
            ["meta"] = FhirCodes.Meta(report.Simulated),
            ["status"] = "cancelled",
            ["category"] = new JsonArray(FhirCodes.Imaging),
            ["code"] = FhirCodes.Finding,
            ["subject"] = subject,
            ["note"] = new JsonArray(FhirCodes.Text(report.Notice), FhirCodes.Text(Note)),
        };
        if (report.IssuedAt is { } issued)
            observation["issued"] = FhirBundle.Instant(issued);
        return observation;
    }
}
