namespace FirstRead.Core.Analysis;

/// <summary>What every result says about itself.</summary>
public static class Notices
{
    public const string ResearchUse = "Research use only, not for diagnosis.";
    public const string Unverified = "AI result, unverified.";
    public const string Simulated = "SIMULATED.";

    /// <summary>Until a person signs.</summary>
    public static string Of(bool simulated) => $"{OfSigned(simulated)} {Unverified}";

    /// <summary>Once a person has signed.</summary>
    public static string OfSigned(bool simulated) => simulated ? $"{Simulated} {ResearchUse}" : ResearchUse;
}
