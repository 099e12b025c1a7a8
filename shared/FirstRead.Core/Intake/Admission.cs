using FirstRead.Core.Deidentification.Pixels;
using FirstRead.Core.Studies;

namespace FirstRead.Core.Intake;

/// <summary>What became of a file.</summary>
/// <param name="File">With its end state.</param>
/// <param name="Suspects">Of a file held for its pixels: what a person should look at, in pixels of the stored picture.</param>
/// <param name="Patient">Of a file held for whose it is: the patient that the vault knows under its ID.</param>
public sealed record Admission(UploadFile File, IReadOnlyList<PixelBox> Suspects, PatientToken? Patient = null)
{
    public static implicit operator Admission(UploadFile file) => new(file, []);
}
