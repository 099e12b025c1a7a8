using FirstRead.Core.Deidentification.Pixels;
using FirstRead.Core.Studies;

namespace FirstRead.Core.Intake.Holds;

/// <summary>A file that waits for a person, with what was decided about it so far. Holds nothing that identifies a patient.</summary>
/// <param name="Code">Why: <see cref="RefusalCodes.PixelRisk"/> or one of the conflicts beside it.</param>
/// <param name="Message">As its uploader sees it.</param>
/// <param name="Suspects">What a person should look at, in pixels of the stored picture.</param>
/// <param name="Granted">What earlier decisions allow: a file may be held again for another reason.</param>
/// <param name="Patient">Of a conflict about whose it is: the patient that is known under the file's ID. Null for any other reason.</param>
/// <param name="Decision">Null while nobody has decided on this reason.</param>
public sealed record HeldFile(
    UploadId Upload,
    FileId File,
    ClinicId Clinic,
    StudyId? Study,
    string Code,
    string Message,
    DateTimeOffset HeldAt,
    IReadOnlyList<PixelBox> Suspects,
    HoldRelease Granted,
    HoldDecision? Decision = null,
    PatientToken? Patient = null)
{
    /// <summary>What Ingest may do now; null unless a person has released the file.</summary>
    public HoldRelease? Release => Decision is { Verdict: HoldVerdict.Release } decision ? Granted.And(decision.Allows) : null;

    /// <summary>The same for the pixels; null while nobody who released it has looked at them.</summary>
    public PixelRelease? PixelRelease => Release is { Blank: { } areas } ? new PixelRelease(Decision!.By, Decision.At, "see the audit log", areas) : null;

    public static HeldFile Of(Upload upload, Admission admission, DateTimeOffset now) =>
        new(upload.Id, admission.File.Id, upload.Clinic, admission.File.Study, admission.File.Code!, admission.File.Message!, now, admission.Suspects, HoldRelease.Nothing, Patient: admission.Patient);

    /// <summary>Held once more, for what the admission says: the decision is spent, what it allowed stays allowed.</summary>
    public HeldFile Again(Upload upload, Admission admission, DateTimeOffset now) => Of(upload, admission, now) with { Granted = Release ?? Granted };
}

/// <summary>What a person decided.</summary>
/// <param name="By">The person's subject (<c>sub</c>); the reason given stands in the audit log.</param>
/// <param name="Allows">Of a release; nothing otherwise.</param>
public sealed record HoldDecision(HoldVerdict Verdict, HoldRelease Allows, string By, DateTimeOffset At);

/// <summary>Stored and sent by <see cref="HoldNames"/>.</summary>
public enum HoldVerdict
{
    /// <summary>Ingest takes the file up again, as <see cref="HoldRelease"/> says.</summary>
    Release,

    /// <summary>The file is refused for good. The original stays in quarantine.</summary>
    Refuse,
}
