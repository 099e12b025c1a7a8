using System.Globalization;
using FirstRead.Core.Studies;

namespace FirstRead.Core.Storage;

/// <summary>Keys and indexes of the studies table: the only place they are spelled. Pinned by tests as literals.</summary>
public static class StudiesTable
{
    /// <summary>Sparse index of what waits for a time: <c>dueShard</c>, <c>dueAt</c>.</summary>
    public const string DueIndex = "due";
    public const string DueShard = "dueShard";
    public const string DueAt = "dueAt";
    public const int DueShards = 8;

    /// <summary>Sparse index of open studies in reading order: <c>worklist</c>, <c>rank</c>.</summary>
    public const string WorklistIndex = "worklist";
    public const string Worklist = "worklist";
    public const string Rank = "rank";
    public const string OpenWorklist = "open";
    public const string DoneWorklist = "done-";

    /// <summary>Uploads of a clinic by time: <c>clinicUploads</c>, <c>createdAt</c>.</summary>
    public const string ClinicUploadsIndex = "clinicUploads";
    public const string ClinicUploads = "clinicUploads";
    public const string CreatedAt = "createdAt";

    /// <summary>Sparse index of a clinic's signed reports by time: <c>clinicSignatures</c>, <c>signedAt</c>.</summary>
    public const string ClinicSignaturesIndex = "clinicSignatures";
    public const string ClinicSignatures = "clinicSignatures";
    public const string SignedAt = "signedAt";

    public const string Meta = "META";
    public const string FilePrefix = "FILE#";
    public const string InstancePrefix = "INSTANCE#";
    public const string ResultPrefix = "RESULT#";
    public const string AlertPrefix = "ALERT#";
    public const string ReviewPrefix = "REVIEW#";
    public const string StudyPrefix = "STUDY#";
    public const string UploadPrefix = "UPLOAD#";
    public const string PatientPrefix = "PATIENT#";
    public const string QueuePartition = "QUEUE";
    public const string SlotPartition = "SLOTS";
    public const string SlotPrefix = "SLOT#";
    public const string HoldPartition = "HOLDS";
    public const string HoldPrefix = "HOLD#";
    public const string RotaPartition = "ROTA";
    public const string ReaderPartition = "READERS";
    public const string ReaderPrefix = "READER#";
    public const string OpenedPrefix = "OPENED#";
    public const string CommunicationPrefix = "COMMUNICATION#";
    public const string UntoldPartition = "UNTOLD";
    public const string ClinicPartition = "CLINICS";
    public const string PartsPrefix = "PARTS#";
    public const string AnnouncedPrefix = "ANNOUNCED#";
    public const string ClinicPrefix = "CLINIC#";

    public static ItemKey Upload(UploadId upload) => new(UploadPrefix + upload, Meta);

    public static ItemKey File(UploadId upload, FileId file) => new(UploadPrefix + upload, FilePrefix + file);

    /// <summary>That the file is being sent in parts.</summary>
    public static ItemKey Parts(UploadId upload, FileId file) => new(UploadPrefix + upload, PartsPrefix + file);

    /// <param name="key">Of <see cref="Uploads.AnnouncedFile"/>: a digest that tells nothing of the file.</param>
    public static ItemKey Announced(string key) => new(AnnouncedPrefix + key, Meta);

    /// <summary>How many uploads the clinic may announce now.</summary>
    public static ItemKey UploadTokens(ClinicId clinic) => new(ClinicPrefix + clinic, "UPLOADS");

    public static ItemKey UploadStudy(UploadId upload, StudyId study) => new(UploadPrefix + upload, StudyPrefix + study);

    public static ItemKey Study(StudyId study) => new(StudyPrefix + study, Meta);

    public static ItemKey StudyUpload(StudyId study, UploadId upload) => new(StudyPrefix + study, UploadPrefix + upload);

    public static ItemKey Instance(StudyId study, string sopInstanceUid) => new(StudyPrefix + study, InstancePrefix + sopInstanceUid);

    public static ItemKey Result(StudyId study, int attempt) => new(StudyPrefix + study, $"{ResultPrefix}{attempt:D6}");

    public static ItemKey Alert(StudyId study, int attempt) => new(StudyPrefix + study, $"{AlertPrefix}{attempt:D6}");

    public static ItemKey Review(StudyId study, int number) => new(StudyPrefix + study, $"{ReviewPrefix}{number:D6}");

    /// <summary>
    /// Leads from a patient's token to a study. It stands before the study does, and may lead to one that is another's by now: the
    /// study's own row says whose it is.
    /// </summary>
    public static ItemKey PatientStudy(PatientToken patient, StudyId study) => new(PatientPrefix + patient, StudyPrefix + study);

    /// <summary>Leads from a pseudonymous StudyInstanceUID to its study.</summary>
    public static ItemKey StudyOfUid(string studyInstanceUid) => new($"UID#{studyInstanceUid}", "STUDY");

    /// <summary>In the list of a year's studies, by when they were received.</summary>
    public static ItemKey Received(Study study) => new(ReceivedPartition(study.Times.ReceivedAt.Year), $"{StoredTime.Of(study.Times.ReceivedAt)}#{study.Id}");

    /// <param name="year">Of the time in UTC.</param>
    public static string ReceivedPartition(int year) => $"RECEIVED#{year:D4}";

    /// <summary>Who was told after the signature of this round.</summary>
    public static ItemKey Communication(StudyId study, int number) => new(StudyPrefix + study, $"{CommunicationPrefix}{number:D6}");

    /// <summary>A partition of its own: what nobody was told of is little, and is listed whole.</summary>
    public static ItemKey Untold(StudyId study, int number) => new(UntoldPartition, $"{StudyPrefix}{study}#{number:D6}");

    /// <summary>One a person, so that there are never more than readers.</summary>
    public static ItemKey Reader(string subject) => new(ReaderPartition, ReaderPrefix + subject);

    /// <summary>What the audit log has of a person's opening of a study.</summary>
    public static ItemKey Opened(StudyId study, string subject) => new(StudyPrefix + study, OpenedPrefix + subject);

    /// <summary>Partition of the worklist index for what was signed on that day, UTC.</summary>
    public static string DoneOn(DateTimeOffset time) => DoneWorklist + time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static ItemKey Work(StudyId study) => new(QueuePartition, StudyPrefix + study);

    public static ItemKey Slot(int number) => new(SlotPartition, $"{SlotPrefix}{number:D3}");

    /// <summary>A partition of its own: what waits for a person is little, and is listed whole.</summary>
    public static ItemKey Hold(UploadId upload, FileId file) => new(HoldPartition, $"{HoldsOf(upload)}{file}");

    public static string HoldsOf(UploadId upload) => $"{HoldPrefix}{upload}#";

    public static ItemKey Principal(string subject) => new($"PRINCIPAL#{subject}", Meta);

    /// <summary>A partition of its own: clinics are few, and are listed whole.</summary>
    public static ItemKey Clinic(ClinicId clinic) => new(ClinicPartition, ClinicPrefix + clinic);

    /// <summary>The rota as one document: whoever reads it never reads half a change.</summary>
    public static ItemKey Rota => new(RotaPartition, "DOCUMENT");

    /// <summary>One phone that is always on call; read where there is no <see cref="Rota"/>.</summary>
    public static ItemKey OnCallPhone => new(RotaPartition, "ONCALL");

    /// <summary>The triage policy of this deployment, one document; without it the standard one holds.</summary>
    public static ItemKey TriagePolicy => new("TRIAGE", "POLICY");

    /// <summary>The shard of the due index that an item belongs to, from its partition key; stable across processes.</summary>
    public static string ShardOf(string pk)
    {
        uint hash = 2166136261;
        foreach (var character in pk)
            hash = (hash ^ character) * 16777619;
        return ShardName((int)(hash % DueShards));
    }

    public static string ShardName(int shard) => $"due-{shard}";
}
