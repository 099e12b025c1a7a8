namespace FirstRead.Core.Studies;

/// <summary>Which studies are one patient's.</summary>
public interface IPatientStudies
{
    /// <summary>
    /// The studies of the patient behind this token, and of every token that a person has said is the same patient; earliest
    /// received first. Empty for a token that has none. Strongly consistent.
    /// </summary>
    Task<IReadOnlyList<PatientStudy>> ListAsync(PatientToken patient, CancellationToken cancel);
}

/// <summary>One study of a patient.</summary>
/// <param name="CalendarDays">
/// Days to add to the study's dates, which are moved by its own token's shift, to have them in the calendar of the token that
/// was asked for: then two studies of linked tokens stand as far apart as they were made. 0 for that token's own.
/// </param>
public sealed record PatientStudy(Study Study, int CalendarDays);
