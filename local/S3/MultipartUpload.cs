using System.Security.Cryptography;

namespace FirstRead.Local.S3;

/// <summary>A multipart upload that is open.</summary>
/// <param name="Algorithm">Of the checksum that every part must name, lower case; empty for none.</param>
internal sealed record MultipartUpload(string Key, string ContentType, IReadOnlyDictionary<string, string> Metadata, string Algorithm = "");

/// <summary>One part that has arrived whole.</summary>
/// <param name="ETag">MD5 of its bytes, hexadecimal.</param>
internal sealed record UploadedPart(int Number, long Bytes, string ETag, DateTimeOffset ModifiedAt, IReadOnlyDictionary<string, string> Checksums);

/// <summary>The folder of one open multipart upload: <c>upload.json</c>, and <c>part-00001</c> with its description beside it.</summary>
internal sealed record MultipartFolder(string Path)
{
    public static MultipartFolder Create(Bucket bucket, string id, MultipartUpload upload)
    {
        var folder = Of(bucket, id);
        Directory.CreateDirectory(folder.Path);
        S3Json.Write(folder.Description, upload);
        return folder;
    }

    /// <exception cref="S3Exception">No such upload of this key.</exception>
    public static MultipartFolder Open(Bucket bucket, string id, string key)
    {
        var folder = Of(bucket, id);
        return id.All(char.IsAsciiHexDigit) && File.Exists(folder.Description) && folder.Upload.Key == key ? folder : throw S3Exception.NoSuchUpload();
    }

    public MultipartUpload Upload => S3Json.Read<MultipartUpload>(Description);

    private string Description => System.IO.Path.Combine(Path, "upload.json");

    public string PartPath(int number) => System.IO.Path.Combine(Path, $"part-{number:D5}");

    public IReadOnlyList<UploadedPart> Parts() =>
        [.. Directory.EnumerateFiles(Path, "part-*.json").Order(StringComparer.Ordinal).Select(S3Json.Read<UploadedPart>)];

    public void Add(UploadedPart part, string stagedPath)
    {
        File.Move(stagedPath, PartPath(part.Number), overwrite: true);
        S3Json.Write(PartPath(part.Number) + ".json", part);
    }

    /// <summary>Puts the parts one behind the other.</summary>
    public async Task JoinAsync(IEnumerable<UploadedPart> parts, string target, CancellationToken cancel)
    {
        await using var whole = new FileStream(target, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.Asynchronous);
        foreach (var part in parts)
        {
            await using var file = File.OpenRead(PartPath(part.Number));
            await file.CopyToAsync(whole, 1 << 20, cancel);
        }
    }

    public void Delete() => Directory.Delete(Path, recursive: true);

    /// <summary>S3's ETag of a whole: MD5 of the parts' MD5s, a hyphen, how many.</summary>
    public static string ETag(IReadOnlyCollection<UploadedPart> parts)
    {
#pragma warning disable CA5351 // the ETag is defined by MD5; it protects nothing
        var digest = MD5.HashData([.. parts.SelectMany(part => Convert.FromHexString(part.ETag))]);
#pragma warning restore CA5351
        return $"{Convert.ToHexStringLower(digest)}-{parts.Count}";
    }

    private static MultipartFolder Of(Bucket bucket, string id) => new(System.IO.Path.Combine(bucket.Files.Uploads, id));
}
