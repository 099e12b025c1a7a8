using FirstRead.Core.Storage;

namespace FirstRead.Core.Identity;

/// <summary>One identity item of the vault: nothing in it can be read without the vault key.</summary>
/// <param name="Content">What <see cref="Sealer.Seal"/> returned; stored as a binary attribute.</param>
public sealed record SealedItem(ItemKey Key, byte[] Content);
