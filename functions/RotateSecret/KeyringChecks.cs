using FirstRead.Core;
using FirstRead.Core.Identity;
using FirstRead.Core.Storage;

namespace FirstRead.Functions.RotateSecret;

/// <summary>What must hold of a new ring before it becomes current.</summary>
public static class KeyringChecks
{
    /// <summary>Every key of the ring in use stands unchanged in the next.</summary>
    public static bool KeepsAll(Keyring current, Keyring next) =>
        current.Versions.All(version => next.Find(version) is { } key && key.AsSpan().SequenceEqual(current.Find(version)));

    /// <summary>A record sealed under the ring opens, also after the ring was stored and read.</summary>
    public static bool SealsAndOpens(Keyring ring, IRandomSource random)
    {
        var record = new ItemKey("ROTATION", "TEST");
        byte[] content = [1, 2, 3];
        var value = new Sealer(ring, random).Seal(record, "test", content);
        return new Sealer(Keyring.Parse(ring.ToJson()), random).Open(record, "test", value).AsSpan().SequenceEqual(content);
    }
}
