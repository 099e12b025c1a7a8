using System.Globalization;
using FirstRead.Core.Analysis;
using FirstRead.Core.Analysis.Results;
using FirstRead.Core.Review;
using FirstRead.Core.Studies;

namespace FirstRead.Reports.Fhir;

/// <summary>UUIDs of a bundle's resources: the same resource of the same study has the same one in every copy for the same readers.</summary>
internal sealed record FhirIds(StudyId Study, int Attempt, ReportSubject Subject)
{
    public string Patient => Uuid(0, "fhir patient");

    public string ImagingStudy => Uuid(0, "fhir imaging study");

    public string Report => Uuid(0, "fhir report");

    public string Device => Uuid(Attempt, "fhir device");

    public string Signer(Signature signature) => Uuid(0, $"fhir signer {signature.SignerSubject}");

    public string Observation(Finding finding) => Uuid(Attempt, $"fhir finding {finding.Id}");

    /// <summary>The radiologist's own are the same in every result.</summary>
    public string Observation(OwnFinding finding) => Uuid(0, $"fhir finding {finding.Id}");

    /// <summary>The Tracking UID (0062,0021) that segmentation and report give the finding.</summary>
    public string Tracking(string findingId) => Subject.OwnUid(DerivedUids.OfTracking(Study, Attempt, findingId));

    /// <summary>A UID under 2.25 is a UUID in decimal (PS3.5 B.2).</summary>
    private string Uuid(int attempt, string role)
    {
        var hex = UInt128.Parse(Subject.OwnUid(DerivedUids.Of(Study, attempt, role))["2.25.".Length..], CultureInfo.InvariantCulture).ToString("x32", CultureInfo.InvariantCulture);
        return $"{hex[..8]}-{hex[8..12]}-{hex[12..16]}-{hex[16..20]}-{hex[20..]}";
    }

    /// <summary>The one that the bundle of an earlier result gave the finding.</summary>
    public string Superseded(FindingDecision decision) => Uuid(decision.Attempt, $"fhir finding {decision.FindingId}");
}
