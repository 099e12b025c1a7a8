using System.Text.Json;
using System.Text.Json.Serialization;

namespace FirstRead.Local.S3;

/// <summary>One version of one object: the JSON that lies beside its bytes. A delete marker has no bytes.</summary>
/// <param name="VersionId">Sorts by time of creation within a bucket.</param>
/// <param name="ETag">MD5 in hexadecimal, or that of the parts' MD5s with <c>-N</c> behind it; without quotes.</param>
/// <param name="Checksums">By algorithm (<c>crc32</c>, <c>crc32c</c>, <c>sha1</c>, <c>sha256</c>), base64.</param>
/// <param name="Metadata">The client's x-amz-meta-* headers by full name.</param>
/// <param name="Tags">Null where none was ever put.</param>
public sealed record ObjectVersion(
    string Key,
    string VersionId,
    DateTimeOffset ModifiedAt,
    long Bytes,
    string ETag,
    string ContentType,
    IReadOnlyDictionary<string, string> Checksums,
    IReadOnlyDictionary<string, string> Metadata,
    bool IsDeleteMarker = false,
    IReadOnlyDictionary<string, string>? Tags = null);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(ObjectVersion))]
[JsonSerializable(typeof(MultipartUpload))]
[JsonSerializable(typeof(UploadedPart))]
internal sealed partial class S3Json : JsonSerializerContext
{
    public static T Read<T>(string path)
    {
        using var file = File.OpenRead(path);
        return (T)(JsonSerializer.Deserialize(file, typeof(T), Default) ?? throw new InvalidDataException($"{path} is empty."));
    }

    /// <summary>Writes beside the target and renames: a reader sees the whole file or none.</summary>
    public static void Write<T>(string path, T value)
    {
        var draft = path + "~";
        File.WriteAllBytes(draft, JsonSerializer.SerializeToUtf8Bytes(value, typeof(T), Default));
        File.Move(draft, path, overwrite: true);
    }
}
