using System.Security.Cryptography;
using System.Text;
using FirstRead.Core.Studies;

namespace FirstRead.Core.Uploads;

/// <summary>What makes two announcements the same: the clinic, the bytes, and what was ordered with them.</summary>
public static class AnnouncedFile
{
    /// <summary>
    /// The same bytes under a higher priority or another question are another announcement: they must reach the study again,
    /// or nobody would hear of the change.
    /// </summary>
    /// <param name="sha256">Lower-case hexadecimal.</param>
    public static string KeyOf(Upload order, string sha256) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(
        '\n', order.Clinic.Value, sha256, StoredNames.Of(order.Priority), order.Prior ? "prior" : "current", order.CleanedQuestion))));
}
