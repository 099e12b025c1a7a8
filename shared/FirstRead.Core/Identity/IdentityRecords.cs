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
/// <param name="OriginalStudyId">StudyID (0020,0010).</param>
/// <param name="TimezoneOffset">TimezoneOffsetFromUTC (0008,0201); null where the files do not say.</param>
/// <param name="ReleaseSalt">Random and secret: UIDs of what is released are cut from it, so that nobody can lead one back to its pseudonymous twin.</param>
/// <param name="Patient">The patient as this study's files name them: a name may have changed since the token was drawn.</param>
/// <remarks>The last four are absent from records that were sealed before there was a release.</remarks>
public sealed record StudyIdentity(
    StudyId Study,
    PatientToken Token,
    string StudyInstanceUid,
    string? AccessionNumber,
    string? StudyDate,
    string? StudyTime,
    string? OriginalStudyId = null,
    string? TimezoneOffset = null,
    string? ReleaseSalt = null,
    StudyPatient? Patient = null)
{
    /// <summary>The patient as this study names them; as first seen where it does not say.</summary>
    public PatientIdentity PatientOf(PatientIdentity first) => Patient is { } named
        ? new PatientIdentity(first.Token, first.DateShiftDays, named.PatientId, named.IssuerOfPatientId, named.PatientName, named.PatientBirthDate, named.PatientSex)
        : first;

    public override string ToString() => nameof(StudyIdentity);
}

/// <summary>What the files of one study say of the patient; null where absent or empty.</summary>
public sealed record StudyPatient(string? PatientId, string? IssuerOfPatientId, string? PatientName, string? PatientBirthDate, string? PatientSex)
{
    public override string ToString() => nameof(StudyPatient);
}

/// <summary>From an instance's new UIDs to its own. Sealed under <c>VaultTable.InstanceIdentity</c>.</summary>
/// <param name="SopInstanceUid">Pseudonymous; the key of the record.</param>
/// <param name="FrameOfReferenceUid">Pseudonymous; null without one, and in records that were sealed before there was a release.</param>
public sealed record InstanceIdentity(
    StudyId Study,
    string SopInstanceUid,
    string OriginalSopInstanceUid,
    string OriginalSeriesInstanceUid,
    string? FrameOfReferenceUid = null,
    string? OriginalFrameOfReferenceUid = null)
{
    public override string ToString() => nameof(InstanceIdentity);
}
