using System.Security.Cryptography;

namespace FirstRead.Functions.Api.Pixels;

/// <summary>The key that signs pixel cookies.</summary>
/// <param name="KeyPairId">CloudFront's id of the public key.</param>
/// <param name="PrivateKeyPem">PKCS#8; the secret's whole string.</param>
public sealed record PixelKey(string KeyPairId, string PrivateKeyPem)
{
    public byte[] Sign(ReadOnlySpan<byte> policy)
    {
        using var rsa = RSA.Create();
        rsa.ImportFromPem(PrivateKeyPem);
        // CloudFront verifies signed cookies by RSA-SHA1 (Developer Guide, "Create a signature for a signed cookie that uses a custom policy").
        return rsa.SignData(policy, HashAlgorithmName.SHA1, RSASignaturePadding.Pkcs1);
    }

    /// <summary>Names no key.</summary>
    public override string ToString() => $"{nameof(PixelKey)} {KeyPairId}";
}
