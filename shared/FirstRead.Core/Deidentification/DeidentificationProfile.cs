namespace FirstRead.Core.Deidentification;

/// <summary>A named choice of options of PS3.15 Annex E; the files lie beside the table (Profiles/*.json).</summary>
public sealed record DeidentificationProfile(string Name)
{
    /// <summary>The basic profile alone (113100).</summary>
    public static DeidentificationProfile Basic { get; } = new("basic");

    /// <summary>What the pipeline uses: dates shifted, descriptors cleaned, sex, age, size and weight kept.</summary>
    public static DeidentificationProfile ClinicalReview { get; } = new("clinical-review");
}
