using FirstRead.Core.Studies;

namespace FirstRead.Core.Identity;

/// <summary>Which pseudonym a file's patient has, or why a person must look first.</summary>
public abstract record PatientResolution
{
    private PatientResolution()
    {
    }

    public sealed record Known(Pseudonym Pseudonym) : PatientResolution;

    /// <summary>The instance is held, never merged.</summary>
    /// <param name="Patient">Whom the vault knows under the file's patient ID.</param>
    /// <param name="Code">A stable code of <see cref="Intake.RefusalCodes"/>.</param>
    /// <param name="Message">Says which attributes disagree, never their values.</param>
    public sealed record Held(PatientToken Patient, string Code, string Message) : PatientResolution;
}
