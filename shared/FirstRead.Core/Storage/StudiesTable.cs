using System.Globalization;
using FirstRead.Core.Learning;
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

    /// <summary>Sparse index of what came about in each hour: studies that came, reads that were signed; <c>hour</c>, <c>hourAt</c>.</summary>
    public const string HoursIndex = "hours";
    public const string Hour = "hour";
    public const string HourAt = "hourAt";
    public const int HourShards = 8;

    public const string Meta = "META";
    public const string FilePrefix = "FILE#";
    public const string InstancePrefix = "INSTANCE#";
    public const string ResultPrefix = "RESULT#";
    public const string AlertPrefix = "ALERT#";
    public const string ReviewPrefix = "REVIEW#";
    public const string StudyPrefix = "STUDY#";
    public const string UploadPrefix = "UPLOAD#";
    public const string PatientPrefix = "PATIENT#";
    public const string LinkPrefix = "LINK#";
    public const string SplitPrefix = "SPLIT#";
    public const string ErasurePartition = "ERASURES";
    public const string ErasurePrefix = "ERASURE#";
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
    public const string TeachingPartition = "TEACHING";
    public const string CasePrefix = "CASE#";
    public const string ReadPrefix = "READ#";
    public const string PrincipalPartition = "PRINCIPALS";
    public const string PrincipalPrefix = "PRINCIPAL#";
    public const string HoursPrefix = "HOURS#";
    public const string HourPrefix = "HOUR#";
    public const string PhonePartition = "PHONES";
    public const string PhonePrefix = "PHONE#";
    public const string ProbePartition = "PROBES";
    public const string ProbePrefix = "PROBE#";
    public const string FailurePartition = "FAILURES";
    public const string FailurePrefix = "FAILURE#";

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

    /// <summary>That two tokens are one person; it stands at both.</summary>
    public static ItemKey PatientLink(PatientToken patient, PatientToken other) => new(PatientPrefix + patient, LinkPrefix + other);

    /// <summary>That a study whose files name this patient was separated to another token.</summary>
    public static ItemKey PatientSplit(PatientToken patient, StudyId study) => new(PatientPrefix + patient, SplitPrefix + study);

    /// <summary>A file that was held because its ID was known as this patient's and the rest of it said otherwise.</summary>
    public static ItemKey PatientFile(PatientToken patient, UploadId upload, FileId file) => new(PatientPrefix + patient, $"{FilePrefix}{upload}#{file}");

    /// <summary>A partition of its own: few patients are erased, and the list of them is what an operator must be able to show.</summary>
    public static ItemKey Erasure(string erasure) => new(ErasurePartition, ErasurePrefix + erasure);

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

    /// <summary>How far the originals of signed studies are seen to.</summary>
    public static ItemKey RetentionPlace => new("RETENTION", "PLACE");

    /// <summary>How long the slots that were freed had been taken on a UTC day.</summary>
    public static ItemKey TaskTime(DateOnly day) => new("TASKTIME", string.Create(CultureInfo.InvariantCulture, $"DAY#{day:yyyy-MM-dd}"));

    /// <summary>A partition of its own: what waits for a person is little, and is listed whole.</summary>
    public static ItemKey Hold(UploadId upload, FileId file) => new(HoldPartition, $"{HoldsOf(upload)}{file}");

    public static string HoldsOf(UploadId upload) => $"{HoldPrefix}{upload}#";

    /// <summary>A partition of its own: what a department teaches with is listed whole.</summary>
    public static ItemKey TeachingCase(CaseId teaching) => new(TeachingPartition, CasePrefix + teaching);

    /// <summary>Which case a study has become, one at a time.</summary>
    public static ItemKey StudyTeaching(StudyId study) => new(StudyPrefix + study, TeachingPartition);

    public static string Learner(string subject) => $"LEARNER#{subject}";

    /// <summary>A learner's read of a case.</summary>
    public static ItemKey LearnerRead(string subject, CaseId teaching) => new(Learner(subject), ReadPrefix + teaching);

    /// <summary>That a learner asked for the AI's outlines of a case.</summary>
    public static ItemKey LearnerReveal(string subject, CaseId teaching) => new(Learner(subject), $"REVEAL#{teaching}");

    public static ItemKey Principal(string subject) => new(PrincipalPrefix + subject, Meta);

    /// <summary>The same principal once more, where all of them are listed; only operators read there.</summary>
    public static ItemKey ListedPrincipal(string subject) => new(PrincipalPartition, PrincipalPrefix + subject);

    /// <summary>A partition of its own: clinics are few, and are listed whole.</summary>
    public static ItemKey Clinic(ClinicId clinic) => new(ClinicPartition, ClinicPrefix + clinic);

    /// <summary>The rota as one document: whoever reads it never reads half a change.</summary>
    public static ItemKey Rota => new(RotaPartition, "DOCUMENT");

    /// <summary>One phone that is always on call; read where there is no <see cref="Rota"/>.</summary>
    public static ItemKey OnCallPhone => new(RotaPartition, "ONCALL");

    /// <summary>The triage policy of this deployment, one document; without it the standard one holds.</summary>
    public static ItemKey TriagePolicy => new("TRIAGE", "POLICY");

    /// <summary>What came about in one hour (UTC), added up.</summary>
    public static ItemKey HourSum(DateTimeOffset hour) => new(HoursOf(DateOnly.FromDateTime(hour.UtcDateTime)), string.Create(CultureInfo.InvariantCulture, $"{HourPrefix}{hour.UtcDateTime:HH}"));

    public static string HoursOf(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{HoursPrefix}{day:yyyy-MM-dd}");

    /// <summary>That the operators were told of a day, or who is about to.</summary>
    public static ItemKey Summary(DateOnly day) => new("SUMMARIES", string.Create(CultureInfo.InvariantCulture, $"DAY#{day:yyyy-MM-dd}"));

    /// <summary>The last test message to a person of the rota.</summary>
    public static ItemKey Phone(string person) => new(PhonePartition, PhonePrefix + person);

    /// <summary>A partition of its own: the test studies of some days are listed whole.</summary>
    public static ItemKey Probe(string probe) => new(ProbePartition, ProbePrefix + probe);

    /// <summary>That an event of the failures bucket was played again.</summary>
    /// <param name="digest">Of its object's key.</param>
    public static ItemKey ReplayedFailure(string digest) => new(FailurePartition, FailurePrefix + digest);

    /// <summary>A partition of <see cref="HoursIndex"/>: studies that came in the hour.</summary>
    public static string StudiesOf(DateTimeOffset hour, int shard) => HourPartition("studies", hour, shard);

    /// <summary>A partition of <see cref="HoursIndex"/>: reads that were signed in the hour.</summary>
    public static string ReadsOf(DateTimeOffset hour, int shard) => HourPartition("reads", hour, shard);

    public static int HourShardOf(StudyId study) => (int)(Hash(study.Value) % HourShards);

    /// <summary>The shard of the due index that an item belongs to, from its partition key; stable across processes.</summary>
    public static string ShardOf(string pk) => ShardName((int)(Hash(pk) % DueShards));

    public static string ShardName(int shard) => $"due-{shard}";

    private static string HourPartition(string what, DateTimeOffset hour, int shard) =>
        string.Create(CultureInfo.InvariantCulture, $"{what}#{hour.UtcDateTime:yyyy-MM-dd'T'HH}#{shard}");

    private static uint Hash(string text)
    {
        uint hash = 2166136261;
        foreach (var character in text)
            hash = (hash ^ character) * 16777619;
        return hash;
    }
}
