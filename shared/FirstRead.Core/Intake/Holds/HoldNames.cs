namespace FirstRead.Core.Intake.Holds;

/// <summary>The one place where decisions are spelled as rows and the API have them; pinned by tests.</summary>
public static class HoldNames
{
    public static string Of(HoldVerdict verdict) => verdict == HoldVerdict.Release ? "release" : "refuse";

    public static string Of(PatientChoice choice) => choice == PatientChoice.Same ? "same" : "separate";

    /// <summary>Null for a word that is none.</summary>
    public static HoldVerdict? Verdict(string? name) => name switch { "release" => HoldVerdict.Release, "refuse" => HoldVerdict.Refuse, _ => null };

    /// <inheritdoc cref="Verdict"/>
    public static PatientChoice? Patient(string? name) => name switch { "same" => PatientChoice.Same, "separate" => PatientChoice.Separate, _ => null };
}
