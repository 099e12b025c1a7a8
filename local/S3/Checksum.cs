using System.Buffers.Binary;
using System.Security.Cryptography;

namespace FirstRead.Local.S3;

/// <summary>A checksum computed as bytes pass: what S3 calls CRC32, CRC32C, SHA1 and SHA256.</summary>
internal abstract class Checksum
{
    public static readonly IReadOnlyList<string> Algorithms = ["crc32", "crc32c", "sha1", "sha256"];

    public abstract void Append(ReadOnlySpan<byte> bytes);

    public abstract byte[] Finish();

    public static Checksum Of(string algorithm) => algorithm switch
    {
        "crc32" => new Crc(0xEDB88320),
        "crc32c" => new Crc(0x82F63B78),
        "sha1" => new Hash(HashAlgorithmName.SHA1),
        "sha256" => new Hash(HashAlgorithmName.SHA256),
        "md5" => new Hash(HashAlgorithmName.MD5),
        _ => throw S3Exception.NotImplemented($"the checksum algorithm {algorithm}"),
    };

    private sealed class Hash(HashAlgorithmName name) : Checksum
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(name);

        public override void Append(ReadOnlySpan<byte> bytes) => _hash.AppendData(bytes);

        public override byte[] Finish() => _hash.GetHashAndReset();
    }

    /// <summary>A reflected 32-bit CRC, eight bytes at a time ("slicing by eight").</summary>
    private sealed class Crc(uint polynomial) : Checksum
    {
        private readonly uint[] _table = Table(polynomial);
        private uint _state = uint.MaxValue;

        public override void Append(ReadOnlySpan<byte> bytes)
        {
            var (state, table) = (_state, _table);
            while (bytes.Length >= 8)
            {
                var low = BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ state;
                var high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
                state = table[1792 + (byte)low] ^ table[1536 + (byte)(low >> 8)] ^ table[1280 + (byte)(low >> 16)] ^ table[1024 + (low >> 24)]
                    ^ table[768 + (byte)high] ^ table[512 + (byte)(high >> 8)] ^ table[256 + (byte)(high >> 16)] ^ table[high >> 24];
                bytes = bytes[8..];
            }
            foreach (var value in bytes)
                state = (state >> 8) ^ table[(byte)(state ^ value)];
            _state = state;
        }

        public override byte[] Finish()
        {
            var result = new byte[4];
            BinaryPrimitives.WriteUInt32BigEndian(result, ~_state);
            return result;
        }

        private static uint[] Table(uint polynomial)
        {
            var table = new uint[8 * 256];
            for (var index = 0u; index < 256; index++)
            {
                var value = index;
                for (var bit = 0; bit < 8; bit++)
                    value = (value & 1) == 0 ? value >> 1 : (value >> 1) ^ polynomial;
                table[index] = value;
            }
            for (var index = 256; index < table.Length; index++)
                table[index] = (table[index - 256] >> 8) ^ table[(byte)table[index - 256]];
            return table;
        }
    }
}
