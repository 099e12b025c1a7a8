using System.Security.Cryptography;
using System.Text.Json.Nodes;
using FirstRead.Core;
using FirstRead.Core.Identity;
using FirstRead.Core.Settings;
using FirstRead.Local.Template;
using FirstRead.Local.Wire;

namespace FirstRead.Local.SecretsManager;

/// <summary>Values for the template's secrets, made at the first start.</summary>
public static class FirstSecrets
{
    /// <exception cref="InvalidDataException">The template declares one whose value is not known here.</exception>
    public static void Create(SecretStore store, StackTemplate template, IRandomSource random)
    {
        foreach (var name in template.OfType("AWS::SecretsManager::Secret").Select(PhysicalNames.Name))
            store.CreateIfAbsent(name, Ids.Uuid(random), ValueOf(name, random));
    }

    /// <exception cref="InvalidDataException">Its value is not known here.</exception>
    public static Func<string> ValueOf(string name, IRandomSource random) => name switch
    {
        ResourceNames.LookupKeySecret or ResourceNames.UidKeySecret or ResourceNames.VaultKeySecret => () => Keyring.Create(random).ToJson(),
        ResourceNames.PixelSigningKeySecret => SigningKey,
        ResourceNames.OriginSecret => () => new JsonObject { ["current"] = Ids.Hex(random), ["previous"] = "" }.ToJsonString(),
        _ => throw new InvalidDataException($"The local cloud does not know what stands in the secret {name}."),
    };

    private static string SigningKey()
    {
        using var key = RSA.Create(2048);
        return key.ExportPkcs8PrivateKeyPem();
    }
}
