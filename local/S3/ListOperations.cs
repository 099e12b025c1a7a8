using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace FirstRead.Local.S3;

/// <summary>ListBuckets, ListObjectsV2, ListObjectVersions.</summary>
internal static class ListOperations
{
    private static readonly XNamespace Xml = S3Call.Namespace;

    public static Task BucketsAsync(S3Call call) => call.AnswerAsync(new XElement(Xml + "ListAllMyBucketsResult",
        new XElement(Xml + "Buckets", call.Store.Names.Order(StringComparer.Ordinal).Select(name => new XElement(Xml + "Bucket", new XElement(Xml + "Name", name))))));

    public static Task ObjectsAsync(S3Call call)
    {
        var (prefix, delimiter) = (call.Parameter("prefix") ?? "", call.Parameter("delimiter") ?? "");
        var limit = int.TryParse(call.Parameter("max-keys"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? Math.Min(asked, 1000) : 1000;
        var after = call.Parameter("continuation-token") is { } token ? Encoding.UTF8.GetString(Convert.FromBase64String(token)) : call.Parameter("start-after") ?? "";
        var entries = call.Bucket.List(prefix)
            .DistinctBy(version => version.Key)
            .Where(version => !version.IsDeleteMarker)
            .Select(version => (Name: Group(version.Key, prefix, delimiter), Version: version))
            .DistinctBy(entry => entry.Name)
            .Where(entry => string.CompareOrdinal(entry.Name, after) > 0)
            .Take(limit + 1).ToList();
        var page = entries.Take(limit).ToList();
        return call.AnswerAsync(new XElement(Xml + "ListBucketResult",
            new XElement(Xml + "Name", call.BucketName),
            new XElement(Xml + "Prefix", Encode(call, prefix)),
            new XElement(Xml + "KeyCount", page.Count),
            new XElement(Xml + "MaxKeys", limit),
            new XElement(Xml + "IsTruncated", entries.Count > limit ? "true" : "false"),
            call.Parameter("encoding-type") is { } encoding ? new XElement(Xml + "EncodingType", encoding) : null,
            entries.Count > limit && limit > 0 ? new XElement(Xml + "NextContinuationToken", Convert.ToBase64String(Encoding.UTF8.GetBytes(page[^1].Name))) : null,
            page.Where(entry => entry.Name == entry.Version.Key).Select(entry => new XElement(Xml + "Contents", Describe(call, entry.Version))),
            page.Where(entry => entry.Name != entry.Version.Key).Select(entry => new XElement(Xml + "CommonPrefixes", new XElement(Xml + "Prefix", Encode(call, entry.Name))))));
    }

    /// <summary>Always one page: enough for what the local cloud holds.</summary>
    public static Task VersionsAsync(S3Call call)
    {
        var versions = call.Bucket.List(call.Parameter("prefix") ?? "");
        var latest = versions.DistinctBy(version => version.Key).ToHashSet();
        return call.AnswerAsync(new XElement(Xml + "ListVersionsResult",
            new XElement(Xml + "Name", call.BucketName),
            new XElement(Xml + "IsTruncated", "false"),
            call.Parameter("encoding-type") is { } encoding ? new XElement(Xml + "EncodingType", encoding) : null,
            versions.Select(version => new XElement(Xml + (version.IsDeleteMarker ? "DeleteMarker" : "Version"),
                Describe(call, version),
                new XElement(Xml + "VersionId", version.VersionId),
                new XElement(Xml + "IsLatest", latest.Contains(version) ? "true" : "false")))));
    }

    public static string Time(ObjectVersion version) => version.ModifiedAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private static object?[] Describe(S3Call call, ObjectVersion version) =>
    [
        new XElement(Xml + "Key", Encode(call, version.Key)),
        new XElement(Xml + "LastModified", Time(version)),
        version.IsDeleteMarker ? null : new XElement(Xml + "ETag", $"\"{version.ETag}\""),
        version.IsDeleteMarker ? null : new XElement(Xml + "Size", version.Bytes),
        version.IsDeleteMarker ? null : new XElement(Xml + "StorageClass", "STANDARD"),
    ];

    private static string Group(string key, string prefix, string delimiter)
    {
        var end = delimiter.Length == 0 ? -1 : key.IndexOf(delimiter, prefix.Length, StringComparison.Ordinal);
        return end < 0 ? key : key[..(end + delimiter.Length)];
    }

    private static string Encode(S3Call call, string text) =>
        call.Parameter("encoding-type") == "url" ? Uri.EscapeDataString(text).Replace("%2F", "/", StringComparison.Ordinal) : text;
}
