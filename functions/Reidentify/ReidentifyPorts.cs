using FirstRead.Core;
using FirstRead.Core.Access;
using FirstRead.Core.Audit;
using FirstRead.Core.Identity;
using FirstRead.Core.Intake.Holds;
using FirstRead.Core.Review;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;
using FirstRead.Functions.Reidentify.Releases;

namespace FirstRead.Functions.Reidentify;

/// <summary>What the function stands on. It alone may read identity items, and beside Ingest it alone opens originals.</summary>
public sealed record ReidentifyPorts(
    IVaultStore Vault,
    IHoldStore Holds,
    IUploadStore Uploads,
    SignedStores Signed,
    IObjectStore Objects,
    IPrincipalStore Principals,
    IAuditLog Audit,
    ISecretStore Secrets,
    IRandomSource Random,
    TimeProvider Clock,
    IReaderStore Readers);

/// <summary>What was signed, and the way for the clinic to fetch it.</summary>
public sealed record SignedStores(IStudyStore Studies, IResultStore Results, IReviewStore Reviews, IDownloads Downloads);
