namespace FirstRead.Core.Intake;

/// <summary>What an uploader is to do: the last sentence of every message.</summary>
public static class RefusalAdvice
{
    public static string For(string code) => code switch
    {
        RefusalCodes.NotDicom => "Send DICOM Part 10 files only.",
        RefusalCodes.MediaDirectory => "Nothing needs to be done: the files that it lists are taken by themselves.",
        RefusalCodes.Expanded => "Nothing needs to be done: its files are listed one by one.",
        RefusalCodes.ArchiveLimit => "Send it as several archives, or the files without one.",
        RefusalCodes.ArchiveUnreadable => "Pack it again without a password, by deflate or without compression, or send the files without an archive.",
        RefusalCodes.Cancelled => "Announce it again if it is to be read after all.",
        RefusalCodes.NotAnInstance => "Send the files that it lists.",
        RefusalCodes.Truncated => "Export the instance again and upload the whole file.",
        RefusalCodes.DigestMismatch => "Upload the file again with a fresh manifest.",
        RefusalCodes.NotReceived => "Upload it again with a fresh manifest.",
        RefusalCodes.LimitExceeded or RefusalCodes.UnsupportedTransferSyntax => "Export it from the archive in another form, as a plain image.",
        RefusalCodes.InstanceConflict or RefusalCodes.StudyConflict or RefusalCodes.IdentityConflict or RefusalCodes.PixelRisk => "A person will look at it; nothing needs to be sent again.",
        RefusalCodes.StudyErased => "Do not send it again; ask us if you expected otherwise.",
        RefusalCodes.Erased => "Nothing of it is left here.",
        RefusalCodes.RefusedByPerson => "Ask us if you expected otherwise.",
        _ => "Have the archive repair the instance and export it again.",
    };
}
