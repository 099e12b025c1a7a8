using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using FirstRead.Core.Storage;

namespace FirstRead.Core.Identity;

/// <summary>
/// AES-256-GCM with a 96-bit random nonce (NIST SP 800-38D 8.2.2). A sealed value is
/// <c>format(1) keyVersion(4, big-endian) nonce(12) ciphertext tag(16)</c>; format, version, record key and field name are
/// associated data, so that a value moved to another record or field does not open.
/// </summary>
public sealed class Sealer(Keyring keys, IRandomSource random)
{
    private const byte Format = 1;
    private const int HeaderBytes = 5;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    /// <summary>Seals under the current key.</summary>
    public byte[] Seal(ItemKey record, string field, ReadOnlySpan<byte> content)
    {
        var value = new byte[HeaderBytes + NonceBytes + content.Length + TagBytes];
        value[0] = Format;
        BinaryPrimitives.WriteInt32BigEndian(value.AsSpan(1), keys.Current);
        var nonce = value.AsSpan(HeaderBytes, NonceBytes);
        random.Fill(nonce);
        using var cipher = new AesGcm(keys.CurrentKey, TagBytes);
        cipher.Encrypt(nonce, content, value.AsSpan(HeaderBytes + NonceBytes, content.Length), value.AsSpan(value.Length - TagBytes), AssociatedData(value, record, field));
        return value;
    }

    /// <exception cref="SealBrokenException">The value was altered, belongs elsewhere, or its key has left the keyring.</exception>
    public byte[] Open(ItemKey record, string field, ReadOnlySpan<byte> value)
    {
        if (value.Length < HeaderBytes + NonceBytes + TagBytes || value[0] != Format)
            throw new SealBrokenException("It is not a sealed value of a known format.");
        var version = BinaryPrimitives.ReadInt32BigEndian(value[1..]);
        var key = keys.Find(version) ?? throw new SealBrokenException($"Key version {version} is not in the keyring.");
        var content = new byte[value.Length - HeaderBytes - NonceBytes - TagBytes];
        try
        {
            using var cipher = new AesGcm(key, TagBytes);
            cipher.Decrypt(
                value.Slice(HeaderBytes, NonceBytes), value[(HeaderBytes + NonceBytes)..^TagBytes], value[^TagBytes..], content, AssociatedData(value, record, field));
            return content;
        }
        catch (AuthenticationTagMismatchException)
        {
            throw new SealBrokenException("It was altered, or it belongs to another record or field.");
        }
    }

    // Lengths stand before the texts, so that no two triples give the same bytes.
    private static byte[] AssociatedData(ReadOnlySpan<byte> value, ItemKey record, string field)
    {
        using var data = new MemoryStream();
        using var writer = new BinaryWriter(data, Encoding.UTF8);
        writer.Write(value[..HeaderBytes]);
        writer.Write(record.Pk);
        writer.Write(record.Sk);
        writer.Write(field);
        writer.Flush();
        return data.ToArray();
    }
}

/// <summary>A sealed value does not open. Says why, never what.</summary>
public sealed class SealBrokenException(string reason) : Exception($"A sealed value of the vault does not open. {reason}");
