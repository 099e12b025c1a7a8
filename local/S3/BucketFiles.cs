using System.Security.Cryptography;
using System.Text;

namespace FirstRead.Local.S3;

/// <summary>
/// Where a bucket's things lie on disk: <c>{bucket}/{key's folders}/={version}</c> holds the bytes and <c>….json</c> the rest.
/// No escaped key segment holds '=', so our names never meet a client's.
/// </summary>
internal sealed class BucketFiles
{
    private const int LongestSegment = 200;

    public BucketFiles(string root)
    {
        (Root, Staging, Uploads) = (root, Path.Combine(root, "=staging"), Path.Combine(root, "=uploads"));
        if (Directory.Exists(Staging))
            Directory.Delete(Staging, recursive: true);
        Directory.CreateDirectory(Staging);
        Directory.CreateDirectory(Uploads);
    }

    public string Root { get; }

    /// <summary>Bodies on their way in; emptied at start.</summary>
    public string Staging { get; }

    /// <summary>Multipart uploads, a folder each.</summary>
    public string Uploads { get; }

    public string Data(string key, string versionId) => Path.Combine(Root, Path.Combine([.. key.Split('/').Select(Segment)]), "=" + versionId);

    public string Description(string key, string versionId) => Data(key, versionId) + ".json";

    public IEnumerable<string> Descriptions() =>
        Directory.EnumerateFiles(Root, "=*.json", SearchOption.AllDirectories)
            .Where(path => !path.StartsWith(Staging, StringComparison.Ordinal) && !path.StartsWith(Uploads, StringComparison.Ordinal));

    private static string Segment(string part)
    {
        var escaped = Uri.EscapeDataString(part);
        return escaped switch
        {
            "" => "=empty",
            "." or ".." => escaped.Replace(".", "%2E", StringComparison.Ordinal),
            { Length: > LongestSegment } => "=long-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(part))),
            _ => escaped,
        };
    }
}
