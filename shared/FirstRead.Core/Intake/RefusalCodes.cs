namespace FirstRead.Core.Intake;

/// <summary>Stable codes that tell an uploader why a file was not accepted. Literals are pinned by tests.</summary>
public static class RefusalCodes
{
    public const string NotDicom = "not-dicom";
    public const string Truncated = "truncated";
    public const string Malformed = "malformed";
    public const string LimitExceeded = "limit-exceeded";
    public const string DigestMismatch = "digest-mismatch";
    public const string MissingIdentifier = "missing-identifier";
    public const string UnsupportedTransferSyntax = "unsupported-transfer-syntax";
    public const string NotAnUpload = "not-an-upload";

    /// <summary>A directory of a file-set (DICOMDIR): it lists other files and is no instance of a study.</summary>
    public const string NotAnInstance = "not-an-instance";

    /// <summary>Ignored: the directory of a medium (DICOMDIR). The files that it lists are files of their own.</summary>
    public const string MediaDirectory = "media-directory";

    /// <summary>Ignored: an archive (ZIP) whose files have rows of their own.</summary>
    public const string Expanded = "expanded";

    /// <summary>Refused: an archive that holds more, or unpacks to more, than is taken from one.</summary>
    public const string ArchiveLimit = "archive-limit";

    /// <summary>Refused: an archive that is broken, cut, encrypted, or packed in a way that is not read here.</summary>
    public const string ArchiveUnreadable = "archive-unreadable";

    /// <summary>Expired or refused: the clinic cancelled the upload before the file came.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>Expired: promised by the manifest, and the upload stood still until its deadline.</summary>
    public const string NotReceived = "not-received";

    /// <summary>Refused: it was held, and a person decided that it does not go on.</summary>
    public const string RefusedByPerson = "refused-by-person";

    /// <summary>Refused: its study was erased, and comes back only when an operator has been asked.</summary>
    public const string StudyErased = "study-erased";

    /// <summary>Refused from now on, whatever it was before: its patient was erased.</summary>
    public const string Erased = "erased";

    /// <summary>Held: other bytes under a SOPInstanceUID that the study has.</summary>
    public const string InstanceConflict = "instance-conflict";

    /// <summary>Held: the study is known as another patient's.</summary>
    public const string StudyConflict = "study-conflict";

    /// <summary>Held: a known patient ID with another birth date, sex or name.</summary>
    public const string IdentityConflict = "identity-conflict";

    /// <summary>Held: the pixels may show a name and no step has cleared them.</summary>
    public const string PixelRisk = "pixel-risk";
}
