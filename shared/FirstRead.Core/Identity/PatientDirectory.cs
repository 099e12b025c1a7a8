using FirstRead.Core.Studies;

namespace FirstRead.Core.Identity;

/// <summary>From a clinic's patient to our pseudonym: found, made at first sight, or held because the file contradicts the vault.</summary>
public sealed class PatientDirectory(IVaultStore store, Keyring lookupKeys, IRandomSource random)
{
    /// <summary>
    /// The clinic comes from the upload, never from the file. An empty or placeholder PatientID gets a pseudonym for its
    /// study alone. Any number of concurrent first sights of one patient end in one pseudonym.
    /// </summary>
    public Task<PatientResolution> ResolveAsync(ClinicId clinic, OriginalIdentity identity, CancellationToken cancel) =>
        throw new NotSupportedException($"{store}{lookupKeys}{random}");
}
