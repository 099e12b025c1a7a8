using System.Buffers.Binary;
using System.Security.Cryptography;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;
using FirstRead.Dicom;
using FirstRead.Testing;

namespace FirstRead.Functions.Tests.Ingest;

public sealed class MemoryTests
{
    private const int Side = 10_000;
    private const long PixelBytes = 2L * Side * Side;
    private const long MostBytes = 64 << 20;

    [Test]
    public async Task Ingest_TwoHundredMegabytes_MemoryStaysSmall()
    {
        var (header, content) = (Header(), new LargeFile());
        var world = await IntakeWorld.CreateAsync(new LargeObjects(() => new LargeFile(header), content));
        using var whole = new LargeFile(header);
        var digest = Convert.ToHexStringLower(SHA256.HashData(whole));
        var upload = Given.Upload(1, files: 1);
        await world.Uploads.CreateAsync(upload, [Given.File(upload, 1) with { Bytes = header.Length + PixelBytes, Sha256 = digest }], default);

        var file = await world.File.IngestAsync(new(IntakeWorld.Incoming, ObjectKeys.Incoming(upload.Id, FileId.From(1)), null), default);

        Assert.That(file!.State, Is.EqualTo(FileState.Accepted), file.Message);
        Assert.That(content.Written, Is.GreaterThan(PixelBytes));
        Assert.That(content.MostMemory - content.FirstMemory, Is.LessThan(MostBytes));
    }

    private static byte[] Header()
    {
        var slice = Slices.Slice(1).Add(Tags.Rows, Side).Add(Tags.Columns, Side);
        slice.Remove(Tags.PixelData);
        var element = new byte[12];
        new byte[] { 0xE0, 0x7F, 0x10, 0x00, (byte)'O', (byte)'W', 0, 0 }.CopyTo(element, 0);
        BinaryPrimitives.WriteUInt32LittleEndian(element.AsSpan(8), (uint)PixelBytes);
        return [.. Slices.Bytes(slice), .. element];
    }

    /// <summary>
    /// Reads as a header and zeros; written to, counts and watches the memory. It collects before it looks: what is garbage
    /// but not yet collected depends on the machine's caches and on how busy it is.
    /// </summary>
    private sealed class LargeFile(byte[]? header = null) : Stream
    {
        private readonly byte[] header = header ?? [];
        private const long LookEvery = 16 << 20;
        private long position;
        private long nextLook;

        public long Written { get; private set; }

        public long FirstMemory { get; private set; }

        public long MostMemory { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => header.Length + PixelBytes;

        public override long Position { get => position; set => throw new NotSupportedException(); }

        public override int Read(Span<byte> buffer)
        {
            var left = Length - position;
            var count = (int)Math.Min(buffer.Length, position < header.Length ? header.Length - position : left);
            if (position < header.Length)
                header.AsSpan((int)position, count).CopyTo(buffer);
            else
                buffer[..count].Clear();
            position += count;
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            if (Written >= nextLook)
                Look();
            Written += buffer.Length;
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        private void Look()
        {
            var memory = GC.GetTotalMemory(forceFullCollection: true);
            if (Written == 0)
                FirstMemory = memory;
            MostMemory = Math.Max(MostMemory, memory);
            nextLook = Written + LookEvery;
        }
    }

    private sealed class LargeObjects(Func<LargeFile> open, LargeFile target) : IObjectStore
    {
        public Task<StoredObject?> OpenAsync(string bucket, string key, string? versionId, CancellationToken cancel)
        {
            var file = open();
            return Task.FromResult<StoredObject?>(new StoredObject(file, file.Length, null));
        }

        public Task<IObjectWriter> CreateAsync(string bucket, string key, string contentType, CancellationToken cancel) =>
            Task.FromResult<IObjectWriter>(new Writer(target));

        public Task PutAsync(string bucket, string key, ReadOnlyMemory<byte> content, string contentType, CancellationToken cancel) => Task.CompletedTask;

        public Task CopyAsync(string bucket, string key, string? versionId, string targetKey, CancellationToken cancel) => Task.CompletedTask;

        public Task DeleteAsync(string bucket, string key, CancellationToken cancel) => throw new NotSupportedException();

        private sealed class Writer(Stream content) : IObjectWriter
        {
            public Stream Content => content;

            public Task CompleteAsync(CancellationToken cancel) => Task.CompletedTask;

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
