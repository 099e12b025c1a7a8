using FirstRead.Core.Storage;

namespace FirstRead.Core.Intake.Archives;

/// <summary>Reads any place of an object through one buffer: files of an archive lie one after another, so that a request brings many.</summary>
internal sealed class ObjectWindow(IObjectStore objects, IncomingObject source, long length)
{
    private const int WindowBytes = 4 << 20;
    private byte[] window = [];
    private long start;
    private int filled;

    public long Length => length;

    /// <returns>How many bytes came: fewer than asked for only at the object's end.</returns>
    /// <exception cref="IOException">There is no object: to be tried again.</exception>
    public async ValueTask<int> ReadAsync(long offset, Memory<byte> target, CancellationToken cancel)
    {
        if (offset < 0 || offset >= length || target.IsEmpty)
            return 0;
        if (offset < start || offset >= start + filled)
            await FetchAsync(offset, cancel);
        var count = (int)Math.Min(target.Length, start + filled - offset);
        window.AsMemory((int)(offset - start), count).CopyTo(target);
        return count;
    }

    /// <summary>All bytes of a place; null when the object ends before.</summary>
    public async Task<byte[]?> ReadExactlyAsync(long offset, int count, CancellationToken cancel)
    {
        if (offset < 0 || count < 0 || offset > length - count)
            return null;
        var bytes = new byte[count];
        for (var read = 0; read < count;)
        {
            var more = await ReadAsync(offset + read, bytes.AsMemory(read), cancel);
            if (more == 0)
                return null;
            read += more;
        }
        return bytes;
    }

    private async Task FetchAsync(long offset, CancellationToken cancel)
    {
        var count = (int)Math.Min(WindowBytes, length - offset);
        await using var part = await objects.OpenRangeAsync(source.Bucket, source.Key, offset, count, cancel) ?? throw new IOException($"Object {source.Key} is gone.");
        if (window.Length != count)
            window = new byte[count];
        start = offset;
        filled = await part.Content.ReadAtLeastAsync(window, count, throwOnEndOfStream: false, cancel);
    }
}
