using FirstRead.Core.Studies;

namespace FirstRead.Core.Identity;

/// <summary>Who the patient of a token is. Sealed under <c>VaultTable.Identity</c>.</summary>
public sealed record PatientIdentity(
    PatientToken Token,
    int DateShiftDays,
    string? PatientId,
    string? IssuerOfPatientId,
    string? PatientName,
    string? PatientBirthDate,
    string? PatientSex)
{
    public override string ToString() => nameof(PatientIdentity);
}

/// <summary>A study's own identifiers. Sealed under <c>VaultTable.StudyIdentity</c>.</summary>
/// <param name="Token">Leads to the <see cref="PatientIdentity"/>.</param>
/// <param name="StudyDate">As the file has it, unshifted.</param>
public sealed record StudyIdentity(
    StudyId Study,
    PatientToken Token,
    string StudyInstanceUid,
    string? AccessionNumber,
    string? StudyDate,
    string? StudyTime)
{
    public override string ToString() => nameof(StudyIdentity);
}

/// <summary>From an instance's new UID to its own. Sealed under <c>VaultTable.InstanceIdentity</c>.</summary>
/// <param name="SopInstanceUid">Pseudonymous; the key of the record.</param>
public sealed record InstanceIdentity(
    StudyId Study,
    string SopInstanceUid,
    string OriginalSopInstanceUid,
    string OriginalSeriesInstanceUid)
{
    public override string ToString() => nameof(InstanceIdentity);
}
