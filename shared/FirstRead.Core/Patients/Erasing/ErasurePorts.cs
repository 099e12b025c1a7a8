using FirstRead.Core.Audit;
using FirstRead.Core.Studies;

namespace FirstRead.Core.Patients.Erasing;

/// <summary>What an erasure stands on. None of it can read what it removes.</summary>
/// <param name="Teaching">Takes a study's teaching copies back; false while they still go.</param>
public sealed record ErasurePorts(
    IErasureStore Erasures,
    IStudyEraser Rows,
    IVaultEraser Vault,
    IObjectEraser Objects,
    IUploadStore Uploads,
    Func<StudyId, CancellationToken, Task<bool>> Teaching,
    IAuditLog Audit,
    TimeProvider Clock);

/// <summary>Whose a study is, as an erasure asks.</summary>
public enum Burial
{
    /// <summary>It stands, or is about to, under one of the erasure's tokens.</summary>
    Due,

    /// <summary>A tombstone stands in its place.</summary>
    Done,

    /// <summary>It is another patient's by now: nothing of it goes.</summary>
    Another,
}

/// <summary>Removes rows of the studies table. A repeat is harmless, and counts nothing.</summary>
public interface IStudyEraser
{
    /// <summary>Studies that the patient's rows lead to, whosever they are by now.</summary>
    Task<IReadOnlyList<StudyId>> ListStudiesAsync(PatientToken patient, CancellationToken cancel);

    /// <summary>Files that were held because their patient ID was known as this patient's and said otherwise beside.</summary>
    Task<IReadOnlyList<(UploadId Upload, FileId File)>> ListHeldAsync(PatientToken patient, CancellationToken cancel);

    Task<Burial> LookAsync(StudyId study, IReadOnlyList<PatientToken> patients, CancellationToken cancel);

    /// <summary>
    /// Puts a tombstone in the study's place, and takes its work out of the line: from here on nobody finds it and no file, result
    /// or signature can join it. False when it is another patient's.
    /// </summary>
    Task<bool> BuryAsync(StudyId study, IReadOnlyList<PatientToken> patients, ErasureId erasure, DateTimeOffset now, CancellationToken cancel);

    /// <summary>All rows of a buried study but the tombstone and those that lead to its uploads. How many there were.</summary>
    Task<int> EraseStudyAsync(StudyId study, CancellationToken cancel);

    /// <summary>Ends an uploaded file as erased: its row says so and no longer which bytes it was; nobody is asked to decide on it. False when that was so.</summary>
    Task<bool> EraseFileAsync(UploadFile file, CancellationToken cancel);

    /// <summary>The clinical question of an upload. False when there was none.</summary>
    Task<bool> EraseQuestionAsync(UploadId upload, CancellationToken cancel);

    /// <summary>All that leads from the token, links from their other ends too. How many rows there were.</summary>
    Task<int> ForgetAsync(PatientToken patient, CancellationToken cancel);

    /// <summary>Tombstones whose study came again; eventually consistent.</summary>
    Task<IReadOnlyList<StudyId>> ListReturnedAsync(DateTimeOffset now, int limit, CancellationToken cancel);

    /// <summary>Whose tombstone it is; null where none stands.</summary>
    Task<ErasureId?> GetErasureAsync(StudyId study, CancellationToken cancel);

    /// <summary>The return was seen to.</summary>
    Task SettleReturnAsync(StudyId study, CancellationToken cancel);
}

/// <summary>Removes items of the vault by their keys, unread. A repeat is harmless; each says how many there were.</summary>
public interface IVaultEraser
{
    /// <summary>Index rows of the token: from here on the clinic's number leads to no one, and is a new patient's when it comes again.</summary>
    Task<int> EraseIndexAsync(PatientToken patient, CancellationToken cancel);

    Task<int> ErasePatientAsync(PatientToken patient, CancellationToken cancel);

    Task<int> EraseStudyAsync(StudyId study, CancellationToken cancel);

    Task<int> EraseUploadAsync(UploadId upload, CancellationToken cancel);
}

/// <summary>Removes objects for good: every version, delete markers included.</summary>
public interface IObjectEraser
{
    /// <summary>How many versions there were under this prefix.</summary>
    Task<int> EraseAsync(string bucket, string prefix, CancellationToken cancel);
}

/// <summary>Buckets that hold parts of patients.</summary>
public sealed record ErasureBuckets(string Incoming, string Deidentified, string Results);
