using System.Security.Cryptography;
using FirstRead.Local.Iam;

namespace FirstRead.Local.Wire;

/// <summary>The small body of a JSON or Query call, read whole, with its signature verified over it where there is a gate.</summary>
internal static class SignedBody
{
    /// <summary>The body and whose it is, or why it is refused. Nobody's where there is no gate.</summary>
    public static async Task<(byte[] Body, Principal? Signer, SignatureRefusal? Refusal)> ReadAsync(HttpContext context, SignatureGate? gate, int largest = 1 << 20)
    {
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int count;
        while ((count = await context.Request.Body.ReadAsync(buffer, context.RequestAborted)) > 0)
        {
            body.Write(buffer, 0, count);
            if (body.Length > largest)
                return ([], null, new SignatureRefusal("RequestEntityTooLarge", $"The request is larger than {largest} bytes."));
        }
        var bytes = body.ToArray();
        var (signature, refusal) = gate?.Verify(context.Request, Signature.Hex(SHA256.HashData(bytes))) ?? (null, null);
        return (bytes, signature?.Signer, refusal);
    }
}
