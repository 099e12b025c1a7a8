using FirstRead.Core.Studies;

namespace FirstRead.Core.Identity;

/// <summary>Who a patient is on our side of the vault.</summary>
/// <param name="DateShiftDays">Whole days that every date of the patient is moved back: 1 to 3,650, never zero.</param>
public sealed record Pseudonym(PatientToken Token, int DateShiftDays)
{
    public const int SmallestShift = 1;
    public const int LargestShift = 3650;
}
