using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using FirstRead.Dicom.Rendering;

namespace FirstRead.Core.Intake.Archives;

/// <summary>Unpacks entries of an archive as streams, and never more than its directory promised.</summary>
internal static class EntryReader
{
    private const uint LocalHeader = 0x04034b50;
    private const int LocalHeaderBytes = 30;
    private const int BufferBytes = 1 << 16;

    /// <returns>SHA-256 of the entry's bytes, lower-case hexadecimal; null when it is broken: what was written is then nothing.</returns>
    public static async Task<string?> CopyAsync(ObjectWindow archive, ArchiveEntry entry, Stream target, CancellationToken cancel)
    {
        if (await archive.ReadExactlyAsync(entry.Header, LocalHeaderBytes, cancel) is not { } header || BinaryPrimitives.ReadUInt32LittleEndian(header) != LocalHeader)
            return null;
        var data = entry.Header + LocalHeaderBytes + BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(26)) + BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(28));
        await using var packed = new WindowStream(archive, data, entry.Packed);
        await using var unpacked = entry.Deflated ? new DeflateStream(packed, CompressionMode.Decompress) : (Stream)packed;
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            var (left, crc) = (entry.Bytes, uint.MaxValue);
            while (await unpacked.ReadAsync(buffer, cancel) is > 0 and var count)
            {
                if ((left -= count) < 0)
                    return null;
                digest.AppendData(buffer, 0, count);
                crc = Crc32.Update(crc, buffer.AsSpan(0, count));
                await target.WriteAsync(buffer.AsMemory(0, count), cancel);
            }
            return left == 0 && ~crc == entry.Crc ? Convert.ToHexStringLower(digest.GetHashAndReset()) : null;
        }
        catch (InvalidDataException)
        {
            // What is deflated is no deflated data.
            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    /// <summary>One stretch of the archive, read forward.</summary>
    private sealed class WindowStream(ObjectWindow archive, long start, long length) : Stream
    {
        private long position;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => position; set => throw new NotSupportedException(); }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = await archive.ReadAsync(start + position, buffer[..(int)Math.Min(buffer.Length, length - position)], cancellationToken);
            position += count;
            return count;
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("An object is read asynchronously.");

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
