using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using FirstRead.Core.Studies;

namespace FirstRead.Core.Deidentification;

/// <summary>
/// New UIDs of a clinic: <c>2.25.</c> and, in decimal, a version-8 UUID (RFC 9562 5.8) cut from HMAC-SHA-256(UID key,
/// clinic | original UID). The same in every instance, run and process, without a look-up; PS3.5 B.2 gives the root.
/// </summary>
public sealed class UidMap(byte[] uidKey, ClinicId clinic)
{
    private const int UuidBytes = 16;

    public ClinicId Clinic { get; } = clinic;

    /// <summary>The new UID; a UID that PS3.6 or PS3.16 registers (a class, a transfer syntax, a coding scheme) is kept.</summary>
    public string Map(string originalUid)
    {
        var uid = originalUid.Trim('\0', ' ');
        if (PublicUids.Contains(uid))
            return uid;
        Span<byte> uuid = stackalloc byte[UuidBytes];
        UuidOf(uid, uuid);
        return "2.25." + Decimal(uuid);
    }

    /// <summary>The id of the study with this original StudyInstanceUID: its digits are the UUID inside the new UID.</summary>
    public StudyId StudyOf(string originalStudyInstanceUid)
    {
        Span<byte> uuid = stackalloc byte[UuidBytes];
        UuidOf(originalStudyInstanceUid.Trim('\0', ' '), uuid);
        return StudyId.From(Clinic, uuid);
    }

    private void UuidOf(string uid, Span<byte> uuid)
    {
        Span<byte> digest = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(uidKey, Encoding.UTF8.GetBytes($"{Clinic.Value}|{uid}"), digest);
        digest[6] = (byte)(digest[6] & 0x0F | 0x80);
        digest[8] = (byte)(digest[8] & 0x3F | 0x80);
        digest[..UuidBytes].CopyTo(uuid);
    }

    /// <summary>A number of 16 bytes in decimal. By hand, for methods with UInt128 are compiled at each start of the program.</summary>
    private static string Decimal(ReadOnlySpan<byte> number)
    {
        const uint billion = 1_000_000_000;
        Span<uint> words = stackalloc uint[UuidBytes / 4];
        for (var i = 0; i < words.Length; i++)
            words[i] = BinaryPrimitives.ReadUInt32BigEndian(number[(4 * i)..]);
        // 2^128 has 39 digits; each division brings nine, from the right.
        Span<char> digits = stackalloc char[45];
        for (var end = digits.Length; end > 0; end -= 9)
        {
            var rest = 0UL;
            for (var i = 0; i < words.Length; i++)
            {
                rest = rest << 32 | words[i];
                words[i] = (uint)(rest / billion);
                rest %= billion;
            }
            for (var place = 1; place <= 9; place++, rest /= 10)
                digits[end - place] = (char)('0' + rest % 10);
        }
        return digits.TrimStart('0') is { IsEmpty: false } significant ? significant.ToString() : "0";
    }
}
