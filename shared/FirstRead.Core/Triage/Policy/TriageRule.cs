using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using FirstRead.Core.Analysis;
using FirstRead.Core.Studies;
using FirstRead.Core.Triage.OnCall;

namespace FirstRead.Core.Triage.Policy;

/// <summary>What a rule calls for.</summary>
public enum TriageAction
{
    /// <summary>Written down, no message: the study keeps its place on the worklist.</summary>
    Record,

    /// <summary>Whoever is on call is called, until a person answers.</summary>
    Alert,
}

/// <summary>One row of the policy.</summary>
/// <param name="Name">1 to 40 of <c>a-z 0-9 -</c>; stored with each alert.</param>
public sealed partial record TriageRule(string Name, Condition When, TriageAction Then)
{
    public bool Matches(Study study, AnalysisResult result, DateTimeOffset now) => When.Holds(study, result) && HoursHold(now);

    public IEnumerable<string> Problems()
    {
        if (!NamePattern().IsMatch(Name) || Name is NewAlert.RiskNotRaised or NewAlert.TestStudy or TriagePolicy.HighRiskGuard)
            yield return "name must be 1 to 40 of a-z, 0-9 and hyphen, and none of our own";
        foreach (var problem in When.Problems())
            yield return $"when.{problem}";
        if (Then == TriageAction.Alert && When.Prior == true)
            yield return "then must be record: a prior study never alerts";
    }

    private bool HoursHold(DateTimeOffset now)
    {
        try
        {
            return When.Hours?.Covers(now) != false;
        }
        catch (Exception broken) when (broken is TimeZoneNotFoundException or InvalidTimeZoneException)
        {
            // Without time zones a rule that calls holds at any hour, and one that keeps quiet at none.
            return Then == TriageAction.Alert;
        }
    }

    [GeneratedRegex(@"\A[a-z0-9-]{1,40}\z")]
    private static partial Regex NamePattern();
}

/// <summary>All that is given must hold; what is left out holds always.</summary>
/// <param name="Risk">Any of these.</param>
/// <param name="Finding">One finding at least is so.</param>
/// <param name="Clinic">Any of these.</param>
/// <param name="Modality">Any of these (PS3.3 C.7.3.1.1.1).</param>
/// <param name="Hours">When the result comes.</param>
public sealed record Condition(
    bool? Prior = null,
    AnalysisOutcome? Outcome = null,
    IReadOnlyList<Risk>? Risk = null,
    FindingCondition? Finding = null,
    IReadOnlyList<string>? Clinic = null,
    IReadOnlyList<string>? Modality = null,
    LocalHours? Hours = null)
{
    /// <summary>Some current study at high risk may fit. No member of the document.</summary>
    [JsonIgnore]
    public bool MayFitHighRisk => Prior != true && Outcome is null or AnalysisOutcome.Analysed && Risk?.Contains(Studies.Risk.High) != false;

    /// <summary>Every current study at high risk fits. No member of the document.</summary>
    [JsonIgnore]
    public bool FitsAllHighRisk => MayFitHighRisk && this is { Finding: null, Clinic: null, Modality: null, Hours: null };

    public bool Holds(Study study, AnalysisResult result) =>
        (Prior is null || Prior == study.Prior)
        && (Outcome is null || Outcome == result.Outcome)
        && Risk?.Contains(result.Risk) != false
        && (Finding is null || result.Findings.Any(Finding.Holds))
        && Clinic?.Contains(study.Id.Clinic.Value) != false
        && (Modality is null || (study.Modality is { } modality && Modality.Contains(modality)));

    public IEnumerable<string> Problems()
    {
        if (Risk is { Count: 0 } || Clinic is { Count: 0 } || Modality is { Count: 0 })
            yield return "risk, clinic and modality must name one at least, or be left out";
        if (Finding?.Confidence is < 0 or > 1 or double.NaN)
            yield return "finding.confidence must be 0 to 1";
        if (Finding is { Scheme: null } != Finding is { Code: null })
            yield return "finding needs scheme and code together";
        foreach (var problem in Hours?.Problems() ?? [])
            yield return $"hours.{problem}";
    }
}

/// <param name="Scheme">Coding scheme and value as the finding's code has them, e.g. SCT, 126952004.</param>
/// <param name="Confidence">At least so much, 0 to 1.</param>
public sealed record FindingCondition(string? Scheme = null, string? Code = null, double? Confidence = null)
{
    public bool Holds(Finding finding) =>
        (Code is null || (finding.Code.Scheme == Scheme && finding.Code.Value == Code))
        && !(finding.Confidence < Confidence);
}
