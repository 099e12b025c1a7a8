namespace FirstRead.Core.Uploads;

/// <summary>How a large file is cut for S3's multipart upload: equal parts, the last one shorter.</summary>
public static class FileParts
{
    /// <summary>A file above it goes in parts.</summary>
    public const long Threshold = 100L * 1024 * 1024;

    /// <summary>Sixteen MiB: what a browser reads whole to digest it; 5 GiB are 320 of the 10,000 parts that S3 takes.</summary>
    public const long PartBytes = 16L * 1024 * 1024;

    public static bool Needs(long bytes) => bytes > Threshold;

    public static int CountOf(long bytes) => (int)((bytes + PartBytes - 1) / PartBytes);

    /// <param name="number">From 1.</param>
    public static long BytesOf(long bytes, int number) => Math.Min(PartBytes, bytes - ((number - 1) * PartBytes));
}
