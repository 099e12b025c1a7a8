namespace FirstRead.Core.Audit;

/// <summary>An act about to happen: it is written down first, then done.</summary>
/// <param name="Subject">What the act is about (<see cref="AuditSubjects"/>): each subject has its own chain.</param>
/// <param name="Who">The caller's subject (<c>sub</c>), or the name of the program that acts.</param>
/// <param name="What">A stable word, e.g. <c>sign</c>; see <see cref="AuditActs"/>.</param>
/// <param name="Why">The reason given, or what called for the act. Holds no value that identifies a patient.</param>
public sealed record AuditEvent(string Subject, string Who, string What, string Why, DateTimeOffset When);

/// <summary>One link of a subject's chain.</summary>
/// <param name="Number">From 1, without gaps.</param>
/// <param name="Previous">Hash of the entry before; 64 zeros for the first.</param>
/// <param name="Hash">SHA-256 over all the other fields, lower-case hexadecimal.</param>
public sealed record AuditEntry(AuditEvent Event, long Number, string Previous, string Hash);

/// <summary>Subjects of chains.</summary>
public static class AuditSubjects
{
    public static string Of(Studies.StudyId study) => $"STUDY#{study}";

    public static string Of(Studies.UploadId upload) => $"UPLOAD#{upload}";

    public static string Of(Studies.PatientToken patient) => $"PATIENT#{patient}";

    public static string Of(Patients.Erasing.ErasureId erasure) => $"ERASURE#{erasure}";

    /// <summary>What is changed about a clinic, and look-ups of its patients by their numbers.</summary>
    public static string Of(Studies.ClinicId clinic) => $"CLINIC#{clinic}";

    public static string Of(Learning.CaseId teaching) => $"TEACHING#{teaching}";

    public static string OfPrincipal(string subject) => $"PRINCIPAL#{subject}";

    public static string OfPhone(string person) => $"PHONE#{person}";

    public static string OfFunction(string function) => $"FUNCTION#{function}";

    public const string Rota = "ROTA";
    public const string TriagePolicy = "TRIAGE#POLICY";
}

/// <summary>Stable words for acts; pinned by tests.</summary>
public static class AuditActs
{
    public const string CreateUpload = "create-upload";
    public const string AddFiles = "add-files";
    public const string CloseUpload = "close-upload";
    public const string CancelUpload = "cancel-upload";
    public const string RenewUrls = "renew-urls";
    public const string Acknowledge = "acknowledge";
    public const string Decide = "decide";
    public const string AddFinding = "add-finding";
    public const string RemoveFinding = "remove-finding";
    public const string Sign = "sign";
    public const string AddAddendum = "add-addendum";
    public const string OpenPixels = "open-pixels";
    public const string SearchDicomWeb = "search-dicomweb";
    public const string ReadDicomWeb = "read-dicomweb";
    public const string OpenIdentity = "open-identity";
    public const string OpenIdentityAsReader = "open-identity-as-reader";
    public const string Release = "release";
    public const string ViewHeld = "view-held";
    public const string ReleaseHeld = "release-held";
    public const string RefuseHeld = "refuse-held";
    public const string Alert = "alert";
    public const string OpenStudy = "open-study";
    public const string OwnRead = "own-read";
    public const string ShowAi = "show-ai";
    public const string Communicate = "communicate";
    public const string Snooze = "snooze";
    public const string Reassign = "reassign";
    public const string ReleaseForTeaching = "release-for-teaching";
    public const string WithdrawFromTeaching = "withdraw-from-teaching";
    public const string OpenTeaching = "open-teaching";
    public const string RevealAi = "reveal-ai";
    public const string SaveMarks = "save-marks";

    public const string FindPatient = "find-patient";
    public const string LinkPatients = "link-patients";
    public const string UnlinkPatients = "unlink-patients";
    public const string SplitPatient = "split-patient";
    public const string RequestErasure = "request-erasure";
    public const string ConfirmErasure = "confirm-erasure";
    public const string WithdrawErasure = "withdraw-erasure";
    public const string Erase = "erase";

    public const string Replay = "replay";
    public const string TestPhone = "test-phone";
    public const string ConfirmPhone = "confirm-phone";
    public const string ChangeRota = "change-rota";
    public const string ChangePolicy = "change-policy";
    public const string ChangeClinic = "change-clinic";
    public const string ChangePrincipal = "change-principal";
    public const string RemovePrincipal = "remove-principal";

    /// <summary>The act written just before did not come about: another write was faster.</summary>
    public static string NotDone(string act) => act + "-not-done";
}
