using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using FirstRead.Core.Deidentification;
using FirstRead.Core.Identity;
using FirstRead.Core.Studies;

namespace FirstRead.Core.Learning;

/// <summary>
/// New names for everything in one copy, drawn with the case's seed: random, for the seed is, and the same in a repeat. Nothing of
/// them follows from the study's, and once the seed is thrown away nobody can tell which picture became which.
/// </summary>
public sealed class CopyPseudonyms
{
    public const int SeedBytes = 32;
    private readonly byte[] seed;

    /// <param name="seed">32 random bytes, hexadecimal.</param>
    public CopyPseudonyms(string seed, ClinicId clinic)
    {
        this.seed = Convert.FromHexString(seed);
        Uids = new UidMap(Drawn("uids"), clinic);
        var shift = BinaryPrimitives.ReadUInt64BigEndian(Drawn("dates")) % (Pseudonym.LargestShift - Pseudonym.SmallestShift + 1);
        Patient = new Pseudonym(PatientToken.From(Drawn("patient").AsSpan(0, 16)), Pseudonym.SmallestShift + (int)shift);
    }

    public UidMap Uids { get; }

    public Pseudonym Patient { get; }

    public static string NewSeed(IRandomSource random)
    {
        var bytes = new byte[SeedBytes];
        random.Fill(bytes);
        return Convert.ToHexStringLower(bytes);
    }

    /// <summary>What the picture's object is called: says nothing of its place among the others.</summary>
    public string NameOf(Instance instance) => Convert.ToHexStringLower(Drawn($"object|{instance.SopInstanceUid}").AsSpan(0, 16));

    private byte[] Drawn(string purpose) => HMACSHA256.HashData(seed, Encoding.UTF8.GetBytes(purpose));
}
