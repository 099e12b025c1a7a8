using FirstRead.Core.Studies;

namespace FirstRead.Core.Storage;

/// <summary>Keys of the vault: index items that Ingest reads and writes, identity items that it writes and only Reidentify reads.</summary>
public static class VaultTable
{
    public const string IndexPrefix = "INDEX#";
    public const string IdentityPrefix = "IDENTITY#";

    /// <param name="lookup">HMAC of clinic, issuer and PatientID under version <paramref name="keyVersion"/> of the lookup key, hexadecimal.</param>
    public static ItemKey Index(int keyVersion, string lookup) => new($"{IndexPrefix}{keyVersion}#{lookup}", "TOKEN");

    public static ItemKey Identity(PatientToken token) => new($"{IdentityPrefix}{token}", "PATIENT");

    public static ItemKey StudyIdentity(StudyId study) => new($"{IdentityPrefix}STUDY#{study}", "STUDY");

    public static ItemKey InstanceIdentity(StudyId study, string sopInstanceUid) => new($"{IdentityPrefix}STUDY#{study}", $"INSTANCE#{sopInstanceUid}");

    public static ItemKey UploadIdentity(UploadId upload) => new($"{IdentityPrefix}UPLOAD#{upload}", "QUESTION");
}
