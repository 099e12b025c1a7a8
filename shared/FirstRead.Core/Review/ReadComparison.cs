namespace FirstRead.Core.Review;

/// <summary>What the model had marked against what the reader signed. Written with the signature, never changed.</summary>
/// <param name="Model">Null where no model read the study.</param>
/// <param name="Scanner">Maker and model as de-identification kept them; null where it kept neither.</param>
/// <param name="Shown">Findings of the result that was in view.</param>
/// <param name="Added">Own findings that stand.</param>
public sealed record ReadComparison(string? Model, string? Version, string? Modality, string? Scanner, int Shown, int Accepted, int Amended, int Rejected, int Added)
{
    public static ReadComparison Of(Reading reading)
    {
        var verdicts = (reading.Result?.Findings ?? []).Select(finding => reading.DecisionOn(finding.Id)?.Verdict).ToList();
        return new ReadComparison(
            reading.Result?.Model?.Name,
            reading.Result?.Model?.Version,
            reading.Study.Modality,
            reading.Study.Scanner,
            verdicts.Count,
            verdicts.Count(verdict => verdict == Verdict.Accept),
            verdicts.Count(verdict => verdict == Verdict.Amend),
            verdicts.Count(verdict => verdict == Verdict.Reject),
            reading.StandingOwnFindings.Count());
    }
}
