namespace FirstRead.Core.Storage;

/// <summary>Attributes of the studies table that are neither keys nor indexes: the only place they are spelled.</summary>
public static class StudiesAttributes
{
    public const string Id = "id";
    public const string Clinic = "clinic";
    public const string State = "state";
    public const string Status = "status";
    public const string Code = "code";
    public const string Message = "message";
    public const string Reason = "reason";
    public const string Revision = "revision";

    // Uploads and files
    public const string FileCount = "fileCount";
    public const string Priority = "priority";
    public const string Question = "question";
    public const string Prior = "prior";
    public const string Open = "open";
    public const string Growing = "growing";
    public const string Cancelled = "cancelled";
    public const string Expanded = "expanded";
    public const string Archive = "archive";
    public const string Settled = "settled";
    public const string Upload = "upload";
    public const string File = "file";
    public const string Bytes = "bytes";
    public const string Sha256 = "sha256";
    public const string Study = "study";
    public const string Number = "number";
    public const string Tally = "tally";
    public const string Multipart = "multipart";
    public const string Completed = "completed";
    public const string FullAt = "fullAt";

    // Held files
    public const string HeldAt = "heldAt";
    public const string Suspects = "suspects";
    public const string GrantedPatient = "grantedPatient";
    public const string GrantedBlank = "grantedBlank";
    public const string Verdict = "verdict";
    public const string ChosenPatient = "chosenPatient";
    public const string ChosenBlank = "chosenBlank";
    public const string DecidedBy = "decidedBy";
    public const string DecidedAt = "decidedAt";
    public const string ResumedAt = "resumedAt";

    // Studies
    public const string StudyInstanceUid = "studyInstanceUid";
    public const string Patient = "patient";
    public const string Incomplete = "incomplete";
    public const string Missing = "missing";
    public const string Simulated = "simulated";
    public const string Risk = "risk";
    public const string HighestRisk = "highestRisk";
    public const string Finding = "finding";
    public const string Modality = "modality";
    public const string BodyPart = "bodyPart";
    public const string InstanceCount = "instanceCount";
    public const string QueuedInstances = "queuedInstances";
    public const string Attempt = "attempt";
    public const string ResultAttempt = "resultAttempt";
    public const string ReceivedAt = "receivedAt";
    public const string LastInstanceAt = "lastInstanceAt";
    public const string CompleteAt = "completeAt";
    public const string LaunchedAt = "launchedAt";
    public const string AnalysisStartedAt = "analysisStartedAt";
    public const string AnalysedAt = "analysedAt";
    public const string AlertedAt = "alertedAt";
    public const string AcknowledgedAt = "acknowledgedAt";
    public const string SignedAt = StudiesTable.SignedAt;
    public const string ReleasedAt = "releasedAt";
    public const string Scanner = "scanner";

    /// <summary>The last instance's time once the study is complete: the hours' index has it, and not the one that every instance moves.</summary>
    public const string DeidentifiedAt = "deidentifiedAt";

    // Instances
    public const string SopInstanceUid = "sopInstanceUid";
    public const string SopClassUid = "sopClassUid";
    public const string SeriesInstanceUid = "seriesInstanceUid";
    public const string TransferSyntaxUid = "transferSyntaxUid";
    public const string ObjectKey = "objectKey";
    public const string SeriesDescription = "seriesDescription";
    public const string InstanceNumber = "instanceNumber";
    public const string Rows = "rows";
    public const string Columns = "columns";
    public const string Frames = "frames";
    public const string ImagePosition = "imagePosition";
    public const string ImageOrientation = "imageOrientation";
    public const string SeriesDeclares = "seriesDeclares";
    public const string AcquisitionDeclares = "acquisitionDeclares";
    public const string TemporalPositions = "temporalPositions";

    // Patients
    public const string Days = "days";
    public const string By = "by";
    public const string At = "at";

    /// <summary>Of a tombstone, in a study's place.</summary>
    public const string Erasure = "erasure";
    public const string ErasedAt = "erasedAt";

    // Readers
    public const string Subject = "subject";
    public const string Name = "name";
    public const string Until = "until";

    /// <summary>A session, and how far it was audited in it.</summary>
    public const string Opened = "opened";

    /// <summary>A JSON text.</summary>
    public const string Document = "document";

    // Work and slots
    public const string EnqueuedAt = "enqueuedAt";
    public const string Launches = "launches";
    public const string Owner = "owner";
    public const string TakenAt = "takenAt";
    public const string Deaths = "deaths";
    public const string Beats = "beats";
    public const string Seen = "seen";
    public const string Looks = "looks";
    public const string Slot = "slot";
    public const string Generation = "generation";
    public const string ClaimedAt = "claimedAt";
    public const string Day = "day";
    public const string Behind = "behind";
    public const string Seconds = "seconds";
    public const string TaskArn = "taskArn";

    // Test studies
    public const string SentAt = "sentAt";

    // Reviews and hours
    public const string Comparison = "comparison";
    public const string MadeAt = "madeAt";

    /// <summary>What the index of hours has of a study or a read, beside the keys.</summary>
    public static readonly IReadOnlyList<string> OfTheHoursIndex =
    [
        Status, Priority, HighestRisk, Modality, QueuedInstances, Incomplete, ReceivedAt, DeidentifiedAt, CompleteAt, LaunchedAt, AnalysisStartedAt,
        AnalysedAt, AlertedAt, AcknowledgedAt, SignedAt, ReleasedAt, Comparison,
    ];
}
