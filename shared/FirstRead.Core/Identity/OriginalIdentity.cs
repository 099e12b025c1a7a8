namespace FirstRead.Core.Identity;

/// <summary>
/// What one instance says of its patient and study, as the file has it: protected health information, to be sealed and
/// never logged. Values are decoded and trimmed; null where absent or empty.
/// </summary>
/// <param name="PatientName">As written, with carets between components and = between groups (PS3.5 6.2.1).</param>
/// <param name="PatientBirthDate">As written, usually <c>YYYYMMDD</c>.</param>
/// <param name="StudyDate">As written, usually <c>YYYYMMDD</c>.</param>
/// <param name="StudyTime">As written, usually <c>HHMMSS</c>.</param>
/// <param name="StudyId">StudyID (0020,0010), what the clinic calls the study.</param>
/// <param name="TimezoneOffset">TimezoneOffsetFromUTC (0008,0201): <c>&amp;ZZXX</c>.</param>
public sealed record OriginalIdentity(
    string StudyInstanceUid,
    string SeriesInstanceUid,
    string SopInstanceUid,
    string? PatientId = null,
    string? IssuerOfPatientId = null,
    string? PatientName = null,
    string? PatientBirthDate = null,
    string? PatientSex = null,
    string? AccessionNumber = null,
    string? StudyDate = null,
    string? StudyTime = null,
    string? StudyId = null,
    string? TimezoneOffset = null,
    string? FrameOfReferenceUid = null)
{
    /// <summary>Names no value: a record's own text would.</summary>
    public override string ToString() => nameof(OriginalIdentity);
}
