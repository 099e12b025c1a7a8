using System.Text.Json.Serialization;

namespace FirstRead.Functions.Uploads;

/// <summary>What a clinic says it will send. There is no place for a file's name: names are PHI.</summary>
/// <param name="Priority">routine, urgent or stat; routine when absent.</param>
/// <param name="Question">The clinical question as typed; only its cleaned words are kept.</param>
public sealed record Manifest(string? Priority, string? Question, bool? Prior, IReadOnlyList<ManifestFile>? Files);

/// <param name="Bytes">Exactly as many must arrive: the length is signed.</param>
/// <param name="Sha256">64 hexadecimal digits; S3 refuses other bytes.</param>
public sealed record ManifestFile(long? Bytes, string? Sha256);

/// <summary>Files whose URLs ran out.</summary>
public sealed record Renewal(IReadOnlyList<RenewalFile>? Files);

public sealed record RenewalFile(string? FileId);

/// <summary>Where and how to PUT the files.</summary>
public sealed record UploadTicket(string UploadId, IReadOnlyList<FileTicket> Files);

/// <param name="Index">Of the file in the manifest; absent where URLs are renewed.</param>
/// <param name="Headers">To be sent exactly so: they are signed.</param>
public sealed record FileTicket(int? Index, string FileId, string Url, IReadOnlyDictionary<string, string> Headers, DateTimeOffset ExpiresAt);

public sealed record UploadList(IReadOnlyList<UploadLine> Uploads);

public sealed record UploadLine(string UploadId, DateTimeOffset CreatedAt, int FileCount, bool Open, string Priority);

public sealed record UploadBody(
    string UploadId,
    DateTimeOffset CreatedAt,
    bool Open,
    string Priority,
    IReadOnlyList<UploadFileBody> Files,
    IReadOnlyList<UploadStudyBody> Studies);

public sealed record UploadFileBody(string FileId, string State, string? Code, string? Message, string? StudyId);

public sealed record UploadStudyBody(string StudyId, string Status, string? Reason, string Risk, DateTimeOffset? SignedAt);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Manifest))]
[JsonSerializable(typeof(Renewal))]
[JsonSerializable(typeof(UploadTicket))]
[JsonSerializable(typeof(UploadList))]
[JsonSerializable(typeof(UploadBody))]
public sealed partial class UploadJson : JsonSerializerContext;
