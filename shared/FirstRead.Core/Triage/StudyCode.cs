using System.Security.Cryptography;
using System.Text;
using FirstRead.Core.Studies;

namespace FirstRead.Core.Triage;

/// <summary>
/// Six characters that stand for a study in a text message and in the portal's link <c>#/s/{code}</c>. Derived from the
/// pseudonymous id alone, so they tell nothing; 30 bits, so two open studies rarely share one, and a reader then chooses.
/// </summary>
public static class StudyCode
{
    public const int Length = 6;

    /// <summary>Crockford's base 32: no I, L, O or U to misread.</summary>
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    public static string Of(StudyId study)
    {
        var digest = SHA256.HashData(Encoding.ASCII.GetBytes(study.Value));
        return string.Create(Length, digest, static (code, bytes) =>
        {
            var bits = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(bytes);
            for (var index = 0; index < code.Length; index++, bits <<= 5)
                code[index] = Alphabet[(int)(bits >> 27)];
        });
    }
}
