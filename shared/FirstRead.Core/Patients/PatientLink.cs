using FirstRead.Core.Studies;

namespace FirstRead.Core.Patients;

/// <summary>
/// That two tokens are one person, as a person has said. Neither token, nor anything that was written under it, changes: whoever asks
/// for the one is led to the other, and a link that was wrong is taken back without a trace in any study.
/// </summary>
/// <param name="Days">What to add to dates of <paramref name="To"/>'s studies to have them in the calendar of <paramref name="Of"/>'s: the shift of the one less that of the other.</param>
/// <param name="By">The person's subject (<c>sub</c>); the reason stands in the audit log.</param>
public sealed record PatientLink(PatientToken Of, PatientToken To, int Days, string By, DateTimeOffset At)
{
    /// <summary>The same, seen from the other end.</summary>
    public PatientLink Back => this with { Of = To, To = Of, Days = -Days };
}

/// <summary>One token of a person.</summary>
/// <param name="CalendarDays">As <see cref="PatientStudy.CalendarDays"/>.</param>
public sealed record LinkedPatient(PatientToken Token, int CalendarDays);
