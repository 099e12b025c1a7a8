using FirstRead.Core.Identity;
using FirstRead.Core.Studies;

namespace FirstRead.Core.Patients;

/// <summary>Which tokens are one person. Every read is strongly consistent.</summary>
public interface IPatientLinks
{
    /// <summary>The token itself, and every token that links lead to from it, over any number of them; the nearest first.</summary>
    Task<IReadOnlyList<LinkedPatient>> GroupAsync(PatientToken patient, CancellationToken cancel);

    /// <summary>The links of this very token.</summary>
    Task<IReadOnlyList<PatientLink>> ListAsync(PatientToken patient, CancellationToken cancel);

    /// <summary>Writes the link from both ends in one transaction. False when it stands.</summary>
    Task<bool> LinkAsync(PatientLink link, CancellationToken cancel);

    /// <summary>Takes the link back from both ends in one transaction. False when there is none.</summary>
    Task<bool> UnlinkAsync(PatientToken one, PatientToken other, CancellationToken cancel);

    /// <summary>
    /// Under which pseudonym a file of this patient joins a study that stands under another token: one that is linked, or the one
    /// that a person separated the study to. Null when nobody has said that it belongs there.
    /// </summary>
    /// <param name="known">Of the file's patient, by the vault.</param>
    /// <param name="filed">Of the study, by its row.</param>
    Task<Pseudonym?> FiledAsync(Pseudonym known, StudyId study, PatientToken filed, CancellationToken cancel);
}
