using FirstRead.Core.Learning;
using FirstRead.Core.Studies;

namespace FirstRead.Core.Storage;

/// <summary>Object keys of every bucket: random or pseudonymous, never a name that a person typed.</summary>
public static class ObjectKeys
{
    public const string UploadsPrefix = "uploads/";
    public const string QuarantinePrefix = "quarantine/";
    public const string ReleasedPrefix = "released/";
    public const string StudiesPrefix = "studies/";
    public const string ResultsPrefix = "results/";
    public const string SignedPrefix = "signed-";
    public const string ReportsPrefix = "reports/";
    public const string ReportSuffix = ".report.json";
    public const string TeachingPrefix = "teaching/";
    public const string TeachingContentsName = "contents.json";
    public const string TeachingAnswersPrefix = "teaching-answers/";

    /// <summary>Tag of an original that its retention may take: its study was signed. Without it, nothing removes an original.</summary>
    public const string RetentionTag = "firstread-retention";
    public const string SignedRetention = "signed";

    /// <summary>In the incoming bucket.</summary>
    public static string Incoming(UploadId upload, FileId file) => $"{UploadsPrefix}{upload}/{file}";

    /// <summary>In the incoming bucket, as restricted as the upload itself.</summary>
    public static string Quarantine(UploadId upload, FileId file) => $"{QuarantinePrefix}{upload}/{file}";

    /// <summary>In the incoming bucket, as restricted as the upload: a signed document under its patient's own name, for the clinic to fetch.</summary>
    /// <param name="act">Of the signature.</param>
    public static string Released(StudyId study, int round, string act, string name) => $"{ReleasedPrefix}{study}/{round:D6}-{act}/{name}";

    /// <summary>
    /// In the de-identified bucket. The file it came from is part of the key, so that two files under one UID never overwrite
    /// each other: the instance row names the one that counts.
    /// </summary>
    public static string Deidentified(StudyId study, string seriesInstanceUid, string sopInstanceUid, FileId file) =>
        $"{StudiesPrefix}{study}/{seriesInstanceUid}/{sopInstanceUid}/{file}.dcm";

    /// <summary>In the de-identified bucket, beside the instance: what was done to it, in counts.</summary>
    public static string Report(string deidentifiedKey) => deidentifiedKey[..^".dcm".Length] + ReportSuffix;

    /// <summary>In the de-identified bucket: the reports of one set of instances, added up. Another set has another key.</summary>
    /// <param name="instances">Digest of the set.</param>
    public static string StudyReport(StudyId study, string instances) => $"{ReportsPrefix}{study}/{instances}.json";

    /// <summary>In the de-identified bucket: what DICOMweb says of one set of instances, packed by gzip. Another set has another key.</summary>
    /// <param name="instances">Digest of the set.</param>
    public static string StudyCatalogue(StudyId study, string instances) => $"{ReportsPrefix}{study}/dicomweb-{instances}.json.gz";

    /// <summary>In the results bucket.</summary>
    public static string Result(StudyId study, int attempt, string name) => $"{ResultsPrefix}{study}/{attempt:D6}/{name}";

    /// <summary>
    /// In the results bucket: one file of what one act of signing wrote. Each act has its own folder, so that what an act that
    /// lost a race left behind is never read: the stored round names the one that counts.
    /// </summary>
    /// <param name="round">Number of the round, from 1.</param>
    /// <param name="act">Random, lower-case hexadecimal.</param>
    public static string Signed(StudyId study, int round, string act, string name) => $"{ResultsPrefix}{study}/{SignedPrefix}{round:D6}-{act}/{name}";

    /// <summary>In the de-identified bucket: a picture of a teaching copy, under a random name.</summary>
    public static string TeachingPicture(CaseId teaching, string name) => $"{TeachingPrefix}{teaching}/{name}.dcm";

    /// <summary>In the de-identified bucket: what a teaching case consists of.</summary>
    public static string TeachingContents(CaseId teaching) => $"{TeachingPrefix}{teaching}/{TeachingContentsName}";

    /// <summary>In the results bucket, under a prefix that no address of the portal leads to.</summary>
    public static string TeachingAnswers(CaseId teaching) => $"{TeachingAnswersPrefix}{teaching}.json";

    /// <summary>Splits a decoded incoming key.</summary>
    public static bool TryParseIncoming(string key, out UploadId upload, out FileId file)
    {
        (upload, file) = (default, default);
        var parts = key.Split('/');
        if (parts is not ["uploads", var first, var second])
            return false;
        try
        {
            (upload, file) = (UploadId.Parse(first), FileId.Parse(second));
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
