using FirstRead.Core.Identity;
using FirstRead.Core.Storage;

namespace FirstRead.Core.Intake;

/// <summary>The three keyrings that intake needs, read at run time: a rotation reaches a warm process within minutes.</summary>
internal sealed record IntakeKeys(Keyring Lookup, Keyring Uids, Keyring Vault)
{
    public static async Task<IntakeKeys> ReadAsync(ISecretStore secrets, IntakeSettings settings, CancellationToken cancel) => new(
        Keyring.Parse(await secrets.GetAsync(settings.LookupKeySecret, cancel)),
        Keyring.Parse(await secrets.GetAsync(settings.UidKeySecret, cancel)),
        Keyring.Parse(await secrets.GetAsync(settings.VaultKeySecret, cancel)));

    public override string ToString() => nameof(IntakeKeys);
}
