using FirstRead.Core.Studies.Lifecycle;

namespace FirstRead.Core.Studies;

/// <summary>One upload: a clinic's promise of files. Open until every file has an end state; <see cref="State"/> says more.</summary>
/// <param name="CleanedQuestion">The clinical question after descriptor cleaning; the words as typed are sealed in the vault.</param>
/// <param name="Settled">A counter that may over-count and never under-counts: it only says when to look.</param>
/// <param name="Tally">What became of its files, once none is pending; null before.</param>
public sealed record Upload(
    UploadId Id,
    ClinicId Clinic,
    DateTimeOffset CreatedAt,
    int FileCount,
    Priority Priority,
    string? CleanedQuestion,
    bool Prior,
    bool Open,
    int Settled,
    DateTimeOffset? DueAt,
    FileTally? Tally = null)
{
    /// <summary>Its manifest is not closed: files may follow, until the clinic closes it or it stays quiet.</summary>
    public bool Growing { get; init; }

    /// <summary>The clinic takes back what has not come yet.</summary>
    public bool Cancelled { get; init; }

    /// <summary>After so many a file that was given up is left alone, though it kills whoever takes it in.</summary>
    public const int MostLooks = 10;

    /// <summary>Looks, once it was closed, for files that were given up and have arrived all the same: begun ones, or <see cref="MostLooks"/> once one was finished.</summary>
    public int Looks { get; init; }

    public UploadState State => UploadLifecycle.StateOf(Open, Cancelled, Growing);
}

/// <summary>One file of a manifest and what became of it.</summary>
/// <param name="Sha256">Lower-case hexadecimal digest that the manifest promised.</param>
/// <param name="Code">Stable code of the refusal or hold (<see cref="FirstRead.Core.Intake.RefusalCodes"/>), null while pending or accepted.</param>
/// <param name="Message">What, where (tag, offset) and what to do, without any value of the file.</param>
/// <param name="Number">Its place in the manifest, from 1: what a person calls it. Null in rows of before there were numbers.</param>
public sealed record UploadFile(
    UploadId Upload,
    FileId Id,
    long Bytes,
    string Sha256,
    FileState State,
    string? Code,
    string? Message,
    StudyId? Study,
    string? SopInstanceUid,
    int? Number = null)
{
    /// <summary>Of a file that came inside an archive: the archive's own row. Its number is its place in there.</summary>
    public FileId? Archive { get; init; }
}

/// <summary>A study as the worklist sees it. Holds nothing that identifies a person.</summary>
/// <param name="StudyInstanceUid">Pseudonymous.</param>
/// <param name="Incomplete">Files were refused, expired or are missing by geometry: analysed and marked.</param>
/// <param name="Simulated">A header says SIMULATED: every result derived from it says so too.</param>
/// <param name="Attempt">The fencing token of the running or last analysis: 0 before the first.</param>
/// <param name="ResultAttempt">The attempt whose result is current: 0 for none. Result versions are attempts.</param>
/// <param name="Revision">Raised by every write: the ETag.</param>
/// <param name="QueuedInstances">How many instances stood when the study was last put in line: more means a new analysis.</param>
/// <param name="Launches">RunTask calls in the study's life (see <see cref="WorkItem"/>).</param>
/// <param name="Finding">The current result's findings in a few words; null where it has none.</param>
public sealed record Study(
    StudyId Id,
    string StudyInstanceUid,
    PatientToken Patient,
    StudyStatus Status,
    string? Reason,
    bool Incomplete,
    bool Simulated,
    Priority Priority,
    Risk Risk,
    Risk HighestRisk,
    string? Modality,
    string? BodyPart,
    string? CleanedQuestion,
    bool Prior,
    int InstanceCount,
    int Attempt,
    int ResultAttempt,
    StudyTimes Times,
    int Revision,
    int QueuedInstances = 0,
    int Launches = 0,
    string? Finding = null)
{
    /// <summary>Maker and model of the device, as de-identification kept them; null where it kept neither.</summary>
    public string? Scanner { get; init; }

    /// <summary>Why it is incomplete (<see cref="Geometry.Shortfall"/>), in one line and nothing of the patient; null while it is complete.</summary>
    public string? Missing { get; init; }
}

/// <summary>When each stage was reached; null where it was not.</summary>
/// <param name="ReleasedAt">When the clinic first fetched what was signed.</param>
public sealed record StudyTimes(
    DateTimeOffset ReceivedAt,
    DateTimeOffset? LastInstanceAt = null,
    DateTimeOffset? CompleteAt = null,
    DateTimeOffset? LaunchedAt = null,
    DateTimeOffset? AnalysisStartedAt = null,
    DateTimeOffset? AnalysedAt = null,
    DateTimeOffset? AlertedAt = null,
    DateTimeOffset? AcknowledgedAt = null,
    DateTimeOffset? SignedAt = null,
    DateTimeOffset? ReleasedAt = null);

/// <summary>One de-identified instance: technical metadata only.</summary>
/// <param name="Sha256">Of the original bytes: tells a repeat from another file under the same UID.</param>
/// <param name="ObjectKey">In the de-identified bucket.</param>
/// <param name="ImagePosition">ImagePositionPatient (0020,0032), mm, or null.</param>
/// <param name="ImageOrientation">ImageOrientationPatient (0020,0037), six cosines, or null.</param>
public sealed record Instance(
    StudyId Study,
    string SopInstanceUid,
    string SopClassUid,
    string SeriesInstanceUid,
    string TransferSyntaxUid,
    string ObjectKey,
    string Sha256,
    long Bytes,
    string? Modality,
    string? BodyPart,
    string? SeriesDescription,
    int? InstanceNumber,
    int? Rows,
    int? Columns,
    int Frames,
    IReadOnlyList<double>? ImagePosition,
    IReadOnlyList<double>? ImageOrientation,
    UploadId Upload)
{
    /// <summary>How many images of its series its header promises; null where it does not say.</summary>
    public int? SeriesDeclares { get; init; }

    /// <summary>ImagesInAcquisition (0020,1002) of an original image; null where it does not say.</summary>
    public int? AcquisitionDeclares { get; init; }

    /// <summary>NumberOfTemporalPositions (0020,0105); null where it does not say.</summary>
    public int? TemporalPositions { get; init; }
}
