using System.Security.Cryptography;

namespace FirstRead.Core;

/// <summary>Randomness as an argument: ids, tokens, shifts, nonces.</summary>
public interface IRandomSource
{
    void Fill(Span<byte> bytes);

    /// <summary>128 random bits.</summary>
    UInt128 NextUInt128()
    {
        Span<byte> bytes = stackalloc byte[16];
        Fill(bytes);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }
}

/// <summary>The operating system's cryptographic generator.</summary>
public sealed class SystemRandomSource : IRandomSource
{
    public void Fill(Span<byte> bytes) => RandomNumberGenerator.Fill(bytes);
}
