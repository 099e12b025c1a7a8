using FirstRead.Core.Settings;
using FirstRead.Web;

namespace FirstRead.Functions.Reidentify;

/// <param name="VaultKeySecret">Name of the secret with the vault's keyring.</param>
/// <param name="LookupKeySecret">Name of the secret with the keyring that a clinic's numbers are looked up by.</param>
/// <param name="IncomingBucket">Where held originals are, and what is released.</param>
/// <param name="ResultsBucket">Where signed documents are.</param>
public sealed record ReidentifySettings(
    WebSettings Web, string StudiesTable, string AuditTable, string VaultTable, string VaultKeySecret, string LookupKeySecret, string IncomingBucket, string ResultsBucket)
{
    public static ReidentifySettings Read(EnvironmentReader environment) => new(
        WebSettings.Read(environment, ResourceNames.Functions.Reidentify),
        environment.Required(EnvironmentNames.StudiesTable),
        environment.Required(EnvironmentNames.AuditTable),
        environment.Required(EnvironmentNames.VaultTable),
        environment.Required(EnvironmentNames.VaultKeySecret),
        environment.Required(EnvironmentNames.LookupKeySecret),
        environment.Required(EnvironmentNames.IncomingBucket),
        environment.Required(EnvironmentNames.ResultsBucket));
}
