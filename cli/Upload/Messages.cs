using System.Text.Json.Serialization;

namespace FirstRead.Cli.Upload;

/// <summary>The bodies of docs/api.md that a clinic meets.</summary>
public sealed record PortalConfiguration(string Issuer);

public sealed record Manifest(string Priority, string? Question, bool Prior, IReadOnlyList<ManifestFile> Files);

/// <param name="Sha256">Lower-case hexadecimal.</param>
public sealed record ManifestFile(long Bytes, string Sha256);

public sealed record Receipt(string UploadId, IReadOnlyList<UploadSlot> Files);

/// <summary>Where one file goes: PUT its bytes to the URL with exactly these headers.</summary>
public sealed record UploadSlot(int Index, string FileId, string Url, IReadOnlyDictionary<string, string> Headers);

public sealed record FreshUrlsRequest(IReadOnlyList<FileReference> Files);

public sealed record FileReference(string FileId);

public sealed record FreshUrls(IReadOnlyList<UploadSlot> Files);

public sealed record UploadState(string UploadId, bool Open, IReadOnlyList<FileStatus> Files, IReadOnlyList<UploadedStudy> Studies);

public sealed record FileStatus(string FileId, string State, string? Code, string? Message, string? StudyId);

public sealed record UploadedStudy(string StudyId, string Status, string? Reason, string Risk);

internal sealed record TokenAnswer([property: JsonPropertyName("access_token")] string AccessToken);

internal sealed record Discovery([property: JsonPropertyName("token_endpoint")] string TokenEndpoint);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PortalConfiguration))]
[JsonSerializable(typeof(Manifest))]
[JsonSerializable(typeof(Receipt))]
[JsonSerializable(typeof(FreshUrlsRequest))]
[JsonSerializable(typeof(FreshUrls))]
[JsonSerializable(typeof(UploadState))]
[JsonSerializable(typeof(TokenAnswer))]
[JsonSerializable(typeof(Discovery))]
internal sealed partial class MessagesJson : JsonSerializerContext;
