using FirstRead.Core;
using FirstRead.Core.Access;
using FirstRead.Core.Audit;
using FirstRead.Core.Identity;
using FirstRead.Core.Storage;

namespace FirstRead.Functions.Reidentify;

/// <summary>What the function stands on. It alone may read identity items.</summary>
public sealed record ReidentifyPorts(
    IVaultStore Vault,
    IPrincipalStore Principals,
    IAuditLog Audit,
    ISecretStore Secrets,
    IRandomSource Random,
    TimeProvider Clock);
