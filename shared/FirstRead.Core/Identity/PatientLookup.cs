using System.Security.Cryptography;
using System.Text;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;

namespace FirstRead.Core.Identity;

/// <summary>The keyed digests of one patient under one version of the lookup key.</summary>
internal sealed class PatientLookup
{
    private readonly byte[] key;

    private PatientLookup(byte[] key, ItemKey row) => (this.key, Key) = (key, row);

    /// <summary>Of the index row.</summary>
    public ItemKey Key { get; }

    public static PatientLookup Of(int version, byte[] key, ClinicId clinic, OriginalIdentity identity) =>
        new(key, VaultTable.Index(version, Digest(key, Subject(clinic, identity))));

    /// <summary>Whom a file is about: a patient of the clinic, or where it does not say, one study.</summary>
    public static string Subject(ClinicId clinic, OriginalIdentity identity)
    {
        // The issuer's length stands before it: no two pairs of issuer and ID give one text.
        var issuer = identity.IssuerOfPatientId?.Trim() ?? "";
        return PatientTraits.IsUsableId(identity.PatientId)
            ? $"{clinic}|patient|{issuer.Length}|{issuer}|{identity.PatientId!.Trim()}"
            : $"{clinic}|study|{identity.StudyInstanceUid}";
    }

    /// <summary>Tells equal from different for this patient alone: the token keeps equal traits of two patients apart.</summary>
    public string? Fingerprint(PatientToken token, string trait, string? value) =>
        value is null ? null : Digest(key, $"{token}|{trait}|{value}");

    private static string Digest(byte[] key, string text) => Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
}
