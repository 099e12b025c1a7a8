using System.Security.Cryptography;
using FirstRead.Core;
using FirstRead.Core.Identity;
using FirstRead.Core.Settings;
using FirstRead.Local.Wire;

namespace FirstRead.Local.SecretsManager;

/// <summary>The secrets that cdk/ would create, made at the first start.</summary>
public static class FirstSecrets
{
    public static void Create(SecretStore store, IRandomSource random)
    {
        foreach (var name in new[] { ResourceNames.LookupKeySecret, ResourceNames.UidKeySecret, ResourceNames.VaultKeySecret })
            store.CreateIfAbsent(name, Ids.Uuid(random), () => Keyring.Create(random).ToJson());
        store.CreateIfAbsent(ResourceNames.PixelSigningKeySecret, Ids.Uuid(random), SigningKey);
    }

    private static string SigningKey()
    {
        using var key = RSA.Create(2048);
        return key.ExportPkcs8PrivateKeyPem();
    }
}
