using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FirstRead.Core.Studies;
using FirstRead.Dicom.Registry;

namespace FirstRead.Core.Deidentification;

/// <summary>
/// New UIDs of a clinic: <c>2.25.</c> and, in decimal, a version-8 UUID (RFC 9562 5.8) cut from HMAC-SHA-256(UID key,
/// clinic | original UID). The same in every instance, run and process, without a look-up; PS3.5 B.2 gives the root.
/// </summary>
public sealed class UidMap(byte[] uidKey, ClinicId clinic)
{
    public ClinicId Clinic { get; } = clinic;

    /// <summary>The new UID; a UID that PS3.6 registers (a class, a transfer syntax, a well-known frame of reference) is kept.</summary>
    public string Map(string originalUid)
    {
        var uid = originalUid.Trim('\0', ' ');
        return UidRegistry.IsRegistered(uid) ? uid : "2.25." + UuidOf(uid).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The id of the study with this original StudyInstanceUID: its digits are the UUID inside the new UID.</summary>
    public StudyId StudyOf(string originalStudyInstanceUid) => StudyId.From(Clinic, UuidOf(originalStudyInstanceUid.Trim('\0', ' ')));

    private UInt128 UuidOf(string uid)
    {
        Span<byte> digest = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(uidKey, Encoding.UTF8.GetBytes($"{Clinic}|{uid}"), digest);
        digest[6] = (byte)(digest[6] & 0x0F | 0x80);
        digest[8] = (byte)(digest[8] & 0x3F | 0x80);
        return BinaryPrimitives.ReadUInt128BigEndian(digest);
    }
}
