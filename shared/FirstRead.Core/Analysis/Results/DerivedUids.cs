using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using FirstRead.Core.Studies;

namespace FirstRead.Core.Analysis.Results;

/// <summary>
/// UIDs of what we make: <c>2.25.</c> and a version-8 UUID in decimal (PS3.5 B.2), from what the object is. A repeat of the
/// same attempt writes the same object under the same UID, and never a second one.
/// </summary>
public static class DerivedUids
{
    /// <param name="role">What it is within the attempt: <c>segmentation</c>, <c>tracking F1</c>.</param>
    public static string Of(StudyId study, int attempt, string role) => From($"result\n{study}\n{attempt}\n{role}");

    /// <summary>Of a finding, in the segmentation and in every report on it.</summary>
    public static string OfTracking(StudyId study, int attempt, string findingId) => Of(study, attempt, $"tracking {findingId}");

    /// <summary>One model file is one device: the same in every study that it reads.</summary>
    public static string OfDevice(string modelName, string modelVersion, string digest) => From($"device\n{modelName}\n{modelVersion}\n{digest}");

    /// <summary>Of anything else: the same text, the same UID.</summary>
    internal static string From(string text)
    {
        var value = BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        // RFC 9562: version 8 in bits 48 to 51, variant 10 in bits 64 and 65.
        value = (value & ~((UInt128)0xF << 76)) | ((UInt128)8 << 76);
        value = (value & ~((UInt128)3 << 62)) | ((UInt128)2 << 62);
        return $"2.25.{value}";
    }
}
