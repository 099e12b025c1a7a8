using System.Text.Json.Serialization;
using FirstRead.Core.Studies;

namespace FirstRead.Functions.Uploads;

/// <summary>What a clinic says it will send. There is no place for a file's name: names are PHI.</summary>
/// <param name="Priority">routine, urgent or stat; routine when absent.</param>
/// <param name="Question">The clinical question as typed; only its cleaned words are kept.</param>
/// <param name="More">Files may follow: the upload stays open until it is closed or stays quiet; then it may begin without a file.</param>
/// <param name="Resume">Files that the clinic announced before, with the same order, are not announced again: the answer says how they stand.</param>
public sealed record Manifest(string? Priority, string? Question, bool? Prior, IReadOnlyList<ManifestFile>? Files, bool? Resume, bool? More = null);

/// <summary>Files that follow, for an upload that takes more.</summary>
public sealed record Addition(IReadOnlyList<ManifestFile>? Files);

/// <param name="Bytes">Exactly as many must arrive: the length is signed.</param>
/// <param name="Sha256">64 hexadecimal digits; S3 refuses other bytes.</param>
public sealed record ManifestFile(long? Bytes, string? Sha256);

/// <summary>Files whose URLs ran out.</summary>
public sealed record Renewal(IReadOnlyList<RenewalFile>? Files);

public sealed record RenewalFile(string? FileId);

/// <summary>Where and how to PUT the files.</summary>
/// <param name="UploadId">Null when every file was known: nothing was announced.</param>
public sealed record UploadTicket(string? UploadId, IReadOnlyList<FileTicket> Files);

/// <param name="Index">Of the file in the manifest; absent where URLs are renewed.</param>
/// <param name="UploadId">Another than the answer's where the file was announced before.</param>
/// <param name="State">pending: to be sent. Anything else: known, and nothing is to be sent.</param>
/// <param name="Headers">To be sent exactly so: they are signed. Null without a URL.</param>
/// <param name="PartBytes">Of a file that goes in parts of so many bytes; then there is no URL here.</param>
public sealed record FileTicket(
    int? Index,
    string UploadId,
    string FileId,
    string State,
    string? Url = null,
    IReadOnlyDictionary<string, string>? Headers = null,
    DateTimeOffset? ExpiresAt = null,
    long? PartBytes = null);

/// <param name="Next">For <c>cursor</c> of the next call; null at the end.</param>
public sealed record UploadList(IReadOnlyList<UploadLine> Uploads, string? Next);

/// <param name="State">growing, open, cancelling, closed or cancelled.</param>
/// <param name="Tally">Null while a file is pending.</param>
public sealed record UploadLine(string UploadId, DateTimeOffset CreatedAt, int FileCount, bool Open, string State, string Priority, bool Prior, FileTally? Tally);

/// <param name="State">growing, open, cancelling, closed or cancelled.</param>
public sealed record UploadBody(
    string UploadId,
    DateTimeOffset CreatedAt,
    bool Open,
    string State,
    string Priority,
    bool Prior,
    IReadOnlyList<UploadFileBody> Files,
    IReadOnlyList<UploadStudyBody> Studies);

/// <param name="Number">Its place in the manifest, from 1, or in its archive.</param>
/// <param name="Archive">Id of the file that it came in; null for one that was sent by itself.</param>
public sealed record UploadFileBody(string FileId, int? Number, string State, string? Code, string? Message, string? StudyId, string? Archive);

/// <param name="Code">The six characters by which readers know the study: what a clinic names when it calls.</param>
public sealed record UploadStudyBody(string StudyId, string Code, string? Modality, string? BodyPart, string Status, string? Reason, string Risk, DateTimeOffset? SignedAt);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Manifest))]
[JsonSerializable(typeof(Addition))]
[JsonSerializable(typeof(Renewal))]
[JsonSerializable(typeof(UploadTicket))]
[JsonSerializable(typeof(UploadList))]
[JsonSerializable(typeof(UploadBody))]
[JsonSerializable(typeof(PartsRequest))]
[JsonSerializable(typeof(PartsBody))]
public sealed partial class UploadJson : JsonSerializerContext;
