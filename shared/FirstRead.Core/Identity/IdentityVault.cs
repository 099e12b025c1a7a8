using FirstRead.Core.Storage;
using FirstRead.Core.Studies;

namespace FirstRead.Core.Identity;

/// <summary>Identity items: sealed and written by Ingest, opened by Reidentify. What stands is never overwritten but where studies are separated from a patient.</summary>
public sealed class IdentityVault(IVaultStore store, Sealer sealer)
{
    private const string Field = "identity";

    /// <summary>Writes all three for one instance; each that stands already stays as it is. A repeat is harmless.</summary>
    public async Task SaveAsync(PatientIdentity patient, StudyIdentity study, InstanceIdentity instance, CancellationToken cancel)
    {
        await SaveAsync(patient, study, cancel);
        await SaveAsync(instance, cancel);
    }

    /// <summary>Writes both; each that stands already stays as it is. A repeat is harmless.</summary>
    public async Task SaveAsync(PatientIdentity patient, StudyIdentity study, CancellationToken cancel)
    {
        await PutAsync(VaultTable.Identity(patient.Token), IdentityJson.Write(patient), cancel);
        await PutAsync(VaultTable.StudyIdentity(study.Study), IdentityJson.Write(study), cancel);
    }

    /// <inheritdoc cref="SaveAsync(PatientIdentity, StudyIdentity, CancellationToken)"/>
    public Task SaveAsync(InstanceIdentity instance, CancellationToken cancel) =>
        PutAsync(VaultTable.InstanceIdentity(instance.Study, instance.SopInstanceUid), IdentityJson.Write(instance), cancel);

    /// <summary>Null when the vault knows no such token.</summary>
    /// <exception cref="SealBrokenException">The item was altered, moved, or its key has left the keyring.</exception>
    public async Task<PatientIdentity?> GetPatientAsync(PatientToken token, CancellationToken cancel) =>
        await OpenAsync(VaultTable.Identity(token), cancel) is { } json ? IdentityJson.ReadPatient(json) : null;

    /// <inheritdoc cref="GetPatientAsync"/>
    public async Task<StudyIdentity?> GetStudyAsync(StudyId study, CancellationToken cancel) =>
        await OpenAsync(VaultTable.StudyIdentity(study), cancel) is { } json ? IdentityJson.ReadStudy(json) : null;

    /// <inheritdoc cref="GetPatientAsync"/>
    public async Task<InstanceIdentity?> GetInstanceAsync(StudyId study, string sopInstanceUid, CancellationToken cancel) =>
        await OpenAsync(VaultTable.InstanceIdentity(study, sopInstanceUid), cancel) is { } json ? IdentityJson.ReadInstance(json) : null;

    /// <summary>Seals the clinical question as it was typed; one that stands stays.</summary>
    public Task SaveQuestionAsync(UploadId upload, string question, CancellationToken cancel) =>
        PutAsync(VaultTable.UploadIdentity(upload), System.Text.Encoding.UTF8.GetBytes(question), cancel);

    /// <inheritdoc cref="GetPatientAsync"/>
    public async Task<string?> GetQuestionAsync(UploadId upload, CancellationToken cancel) =>
        await OpenAsync(VaultTable.UploadIdentity(upload), cancel) is { } text ? System.Text.Encoding.UTF8.GetString(text) : null;

    /// <summary>The item that says who the patient of a token is, for whoever writes several in one transaction.</summary>
    public SealedItem Seal(PatientIdentity patient) => Seal(VaultTable.Identity(patient.Token), IdentityJson.Write(patient));

    /// <inheritdoc cref="Seal(PatientIdentity)"/>
    public SealedItem Seal(StudyIdentity study) => Seal(VaultTable.StudyIdentity(study.Study), IdentityJson.Write(study));

    private SealedItem Seal(ItemKey key, byte[] content) => new(key, sealer.Seal(key, Field, content));

    private Task<bool> PutAsync(ItemKey key, byte[] content, CancellationToken cancel) =>
        store.TryPutSealedAsync(Seal(key, content), cancel);

    private async Task<byte[]?> OpenAsync(ItemKey key, CancellationToken cancel) =>
        await store.GetSealedAsync(key, cancel) is { } item ? sealer.Open(key, Field, item.Content) : null;
}
