using FirstRead.Core.Studies;

namespace FirstRead.Functions.Uploads;

/// <summary>A URL that lets its holder PUT one object once.</summary>
/// <param name="Headers">Signed: any other value is refused by S3.</param>
public sealed record PresignedPut(string Url, IReadOnlyDictionary<string, string> Headers, DateTimeOffset ExpiresAt);

/// <summary>Writes such URLs.</summary>
public interface IPresigner
{
    /// <summary>For exactly the bytes that the manifest promised, and only while nothing lies under the key.</summary>
    PresignedPut Put(UploadFile file);

    /// <summary>For exactly these bytes of one part.</summary>
    /// <param name="number">From 1.</param>
    /// <param name="sha256">Lower-case hexadecimal.</param>
    PresignedPut Part(UploadFile file, string multipartId, int number, string sha256);
}
