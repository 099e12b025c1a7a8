using FirstRead.Core.Studies;

namespace FirstRead.Core.Storage;

/// <summary>Keys of the vault: index items that Ingest reads and writes, identity items that it writes and only Reidentify reads.</summary>
public static class VaultTable
{
    public const string IndexPrefix = "INDEX#";
    public const string IdentityPrefix = "IDENTITY#";
    public const string PointerPrefix = "OF#";
    private const string IndexSk = "TOKEN";

    /// <param name="lookup">HMAC of clinic, issuer and PatientID under version <paramref name="keyVersion"/> of the lookup key, hexadecimal.</param>
    public static ItemKey Index(int keyVersion, string lookup) => new($"{IndexPrefix}{keyVersion}#{lookup}", IndexSk);

    /// <summary>Leads from a token to an index item of it, whose partition key is what stands behind <see cref="PointerPrefix"/>.</summary>
    public static ItemKey IndexPointer(PatientToken token, ItemKey index) => new($"{IdentityPrefix}{token}", PointerPrefix + index.Pk);

    /// <summary>The index item that a pointer leads to.</summary>
    public static ItemKey IndexOf(ItemKey pointer) => new(pointer.Sk[PointerPrefix.Length..], IndexSk);

    public static ItemKey Identity(PatientToken token) => new($"{IdentityPrefix}{token}", "PATIENT");

    public static ItemKey StudyIdentity(StudyId study) => new($"{IdentityPrefix}STUDY#{study}", "STUDY");

    public static ItemKey InstanceIdentity(StudyId study, string sopInstanceUid) => new($"{IdentityPrefix}STUDY#{study}", $"INSTANCE#{sopInstanceUid}");

    public static ItemKey UploadIdentity(UploadId upload) => new($"{IdentityPrefix}UPLOAD#{upload}", "QUESTION");
}
