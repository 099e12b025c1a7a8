namespace FirstRead.Local.S3;

/// <summary>An error that the client is told in S3's own codes; caught in one place, <see cref="S3Endpoint"/>.</summary>
public sealed class S3Exception(int status, string code, string message) : Exception(message)
{
    public int Status => status;

    public string Code => code;

    public static S3Exception AccessDenied(string message) => new(403, "AccessDenied", message);

    public static S3Exception NoSuchKey() => new(404, "NoSuchKey", "The specified key does not exist.");

    public static S3Exception NoSuchUpload() => new(404, "NoSuchUpload", "The specified multipart upload does not exist.");

    public static S3Exception PreconditionFailed() => new(412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold");

    public static S3Exception BadDigest(string algorithm) => new(400, "BadDigest", $"The {algorithm} you specified did not match the calculated checksum.");

    public static S3Exception NotImplemented(string what) => new(501, "NotImplemented", $"The local cloud's S3 does not implement {what}.");
}
