using System.Text.Json.Serialization;

namespace FirstRead.Cli.Upload;

/// <summary>The bodies of docs/api.md that a clinic meets.</summary>
public sealed record PortalConfiguration(string Issuer);

/// <param name="Resume">What was announced before, in the same order, is not announced again.</param>
public sealed record Manifest(string Priority, string? Question, bool Prior, IReadOnlyList<ManifestFile> Files, bool? Resume = null);

/// <param name="Sha256">Lower-case hexadecimal.</param>
public sealed record ManifestFile(long Bytes, string Sha256);

/// <param name="UploadId">Of what was announced anew; null when nothing was.</param>
public sealed record Receipt(string UploadId, IReadOnlyList<UploadSlot> Files);

/// <summary>Where one file goes: PUT its bytes to the URL with exactly these headers.</summary>
/// <param name="State">pending: to be sent. Anything else: it is there.</param>
/// <param name="PartBytes">Of a file that goes in parts; it has no URL of its own.</param>
public sealed record UploadSlot(
    int Index, string UploadId, string FileId, string State, string? Url, IReadOnlyDictionary<string, string>? Headers, long? PartBytes = null)
{
    public bool IsPending => State == "pending";
}

public sealed record PartsRequest(IReadOnlyList<PartDigest> Parts);

/// <param name="Number">From 1.</param>
public sealed record PartDigest(int Number, string Sha256);

/// <param name="Present">Parts that have arrived whole.</param>
public sealed record PartOffer(long PartBytes, int Count, IReadOnlyList<PartDigest> Present, IReadOnlyList<PartSlot> Parts);

public sealed record PartSlot(int Number, string Url, IReadOnlyDictionary<string, string> Headers);

public sealed record FreshUrlsRequest(IReadOnlyList<FileReference> Files);

public sealed record FileReference(string FileId);

public sealed record FreshUrls(IReadOnlyList<UploadSlot> Files);

public sealed record UploadProgress(string UploadId, bool Open, IReadOnlyList<FileStatus> Files, IReadOnlyList<UploadedStudy> Studies);

/// <param name="Number">Its place in the manifest, from 1.</param>
public sealed record FileStatus(string FileId, int? Number, string State, string? Code, string? Message, string? StudyId, string? Archive = null);

public sealed record UploadedStudy(string StudyId, string Status, string? Reason, string Risk);

internal sealed record Refusal(string? Code, string? Title, string? Detail);

internal sealed record TokenAnswer([property: JsonPropertyName("access_token")] string AccessToken);

internal sealed record Discovery([property: JsonPropertyName("token_endpoint")] string TokenEndpoint);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PortalConfiguration))]
[JsonSerializable(typeof(Manifest))]
[JsonSerializable(typeof(Receipt))]
[JsonSerializable(typeof(FreshUrlsRequest))]
[JsonSerializable(typeof(FreshUrls))]
[JsonSerializable(typeof(PartsRequest))]
[JsonSerializable(typeof(PartOffer))]
[JsonSerializable(typeof(Refusal))]
[JsonSerializable(typeof(UploadProgress))]
[JsonSerializable(typeof(TokenAnswer))]
[JsonSerializable(typeof(Discovery))]
internal sealed partial class MessagesJson : JsonSerializerContext;
