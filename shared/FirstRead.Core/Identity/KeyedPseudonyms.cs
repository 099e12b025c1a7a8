using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using FirstRead.Core.Studies;

namespace FirstRead.Core.Identity;

/// <summary>
/// Pseudonyms without a vault, for files that are de-identified on one machine: token and date shift are cut from
/// HMAC-SHA-256(key, patient). Whoever has the key can test a guess of who a token is, so that a key that is kept is as
/// secret as the names; where none is kept nobody can, ever. The pipeline's tokens are random (<see cref="PatientDirectory"/>).
/// </summary>
/// <param name="key">32 random bytes.</param>
public sealed class KeyedPseudonyms(byte[] key, ClinicId clinic)
{
    /// <summary>The same for every file of one patient: issuer and PatientID, or the study where there is no usable ID.</summary>
    public Pseudonym Of(OriginalIdentity identity)
    {
        Span<byte> digest = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(PatientLookup.Subject(clinic, identity)), digest);
        var shift = BinaryPrimitives.ReadUInt64BigEndian(digest[16..]) % (Pseudonym.LargestShift - Pseudonym.SmallestShift + 1);
        return new Pseudonym(PatientToken.From(digest[..16]), Pseudonym.SmallestShift + (int)shift);
    }
}
