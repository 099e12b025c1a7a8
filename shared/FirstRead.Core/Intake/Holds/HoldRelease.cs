using FirstRead.Core.Deidentification.Pixels;

namespace FirstRead.Core.Intake.Holds;

/// <summary>What a person allowed for one file.</summary>
/// <param name="Patient">Whose file it is, where its identity contradicts the vault; null: nobody has said.</param>
/// <param name="Blank">Areas to blank in every frame before the pixels may pass; empty: nothing shows a name; null: nobody has looked.</param>
public sealed record HoldRelease(PatientChoice? Patient, IReadOnlyList<PixelBox>? Blank)
{
    public static HoldRelease Nothing { get; } = new(null, null);

    /// <summary>Both; the later word on the same matter counts.</summary>
    public HoldRelease And(HoldRelease later) => new(later.Patient ?? Patient, later.Blank ?? Blank);
}

/// <summary>Whose file it is whose patient ID is known with another birth date, sex or name. Stored by <see cref="HoldNames"/>.</summary>
public enum PatientChoice
{
    /// <summary>The known patient; the file's birth date, sex and name replace those that were known.</summary>
    Same,

    /// <summary>Somebody else: a pseudonym for this study alone.</summary>
    Separate,
}
