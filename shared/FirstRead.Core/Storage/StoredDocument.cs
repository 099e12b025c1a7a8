using System.Security.Cryptography;
using System.Text;

namespace FirstRead.Core.Storage;

/// <summary>A document that people edit, as it is stored.</summary>
/// <param name="Text">JSON; null where none was stored yet.</param>
public sealed record StoredDocument(string? Text)
{
    /// <summary>Strong entity tag of this very text (RFC 9110 8.8.3).</summary>
    public string Tag => $"\"{(Text is null ? "none" : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)).AsSpan(0, 16)))}\"";
}
