using FirstRead.Core.Studies;

namespace FirstRead.Core.Storage;

/// <summary>Keys of the vault: index items that Ingest reads and writes, identity items that it writes and only Reidentify reads.</summary>
public static class VaultTable
{
    /// <param name="lookup">HMAC of clinic, issuer and PatientID under version <paramref name="keyVersion"/> of the lookup key, hexadecimal.</param>
    public static ItemKey Index(int keyVersion, string lookup) => new($"INDEX#{keyVersion}#{lookup}", "TOKEN");

    public static ItemKey Identity(PatientToken token) => new($"IDENTITY#{token}", "PATIENT");

    public static ItemKey StudyIdentity(StudyId study) => new($"IDENTITY#STUDY#{study}", "STUDY");

    public static ItemKey InstanceIdentity(StudyId study, string sopInstanceUid) => new($"IDENTITY#STUDY#{study}", $"INSTANCE#{sopInstanceUid}");

    public static ItemKey UploadIdentity(UploadId upload) => new($"IDENTITY#UPLOAD#{upload}", "QUESTION");
}
