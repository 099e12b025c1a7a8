using FirstRead.Core.Identity;
using FirstRead.Core.Intake.Holds;
using FirstRead.Core.Patients;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;

namespace FirstRead.Core.Intake;

/// <summary>What Ingest reads and writes.</summary>
public sealed record IntakePorts(
    IUploadStore Uploads,
    IHoldStore Holds,
    IStudyStore Studies,
    IPatientLinks Links,
    IObjectStore Objects,
    IVaultStore Vault,
    ISecretStore Secrets,
    IRandomSource Random,
    TimeProvider Clock);

/// <summary>One version of an object in the incoming bucket.</summary>
/// <param name="Key">Decoded.</param>
public sealed record IncomingObject(string Bucket, string Key, string? VersionId);
