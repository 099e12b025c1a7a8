using System.Security.Cryptography;
using System.Text;
using FirstRead.Local.Iam;

namespace FirstRead.Local.Wire;

/// <summary>A verified signature, with what is needed to check signed chunks that follow it.</summary>
/// <param name="Seed">The request's own signature, lower-case hexadecimal: the first chunk's predecessor.</param>
/// <param name="PayloadHash">What the client signed as its body: a SHA-256 in hexadecimal, <c>UNSIGNED-PAYLOAD</c> or a <c>STREAMING-</c> form.</param>
/// <param name="Signer">Whose key it is.</param>
public sealed record Signature(byte[] Key, string Date, string Scope, string Seed, string PayloadHash, Principal Signer)
{
    /// <summary>Signs what is not a whole request; <paramref name="lines"/> follow date and scope.</summary>
    public string Sign(string algorithm, params IEnumerable<string> lines) =>
        Hex(HMACSHA256.HashData(Key, Encoding.UTF8.GetBytes($"{algorithm}\n{Date}\n{Scope}\n{string.Join('\n', lines)}")));

    public static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);
}

/// <summary>Why a request is not believed, in S3's codes.</summary>
public sealed record SignatureRefusal(string Code, string Message);
