namespace FirstRead.Core.Intake.Holds;

/// <summary>What a person may decide about a held file, why, and what to do. Codes are those of <see cref="RefusalCodes"/>.</summary>
/// <param name="CanRelease">Whether a release can carry the file on; otherwise it can only be refused.</param>
/// <param name="Text">For the person who decides; holds nothing of the patient.</param>
public sealed record HoldAdvice(bool CanRelease, string Text)
{
    public static HoldAdvice For(string code) => code switch
    {
        RefusalCodes.PixelRisk => new(true,
            "Look at every frame that may show a name, mark what names the patient, and release the file: the marked areas are blanked in every frame. Refuse it when marking does not help."),
        RefusalCodes.IdentityConflict => new(true,
            "Ask the clinic whether this is the patient it knows under this ID. The same patient: the file's birth date, sex and name replace those known so far. "
            + "Another patient: this study gets a pseudonym of its own. Refuse the file when the clinic will correct the ID and send it again."),
        RefusalCodes.StudyConflict => new(true,
            "Its study is already known as another patient's, and a study is never two patients'. Ask the clinic whether both are one person. One person: link the two under Patients, then release the file, and it joins "
            + "its study; released without that, it is held again. Two persons: refuse it; the clinic corrects the Patient ID (0010,0020), or gives the images a Study Instance UID (0020,000D) of their own, and sends them again."),
        RefusalCodes.InstanceConflict => new(false,
            "The study already has other bytes under this SOP Instance UID (0008,0018), and those stand: one UID never names two images, so the file can only be refused. "
            + "Refuse it, and ask the clinic which of the two is right. If it is this one, the clinic exports it under a UID of its own and sends it again."),
        _ => new(false, "Nothing can carry this file on: refuse it, and tell the clinic why."),
    };
}
