using FirstRead.Core.Storage;

namespace FirstRead.Inference.Studies;

/// <summary>
/// A large object read forward in blocks, each by a request of its own, the next fetched while one is read: two blocks are held,
/// however large it is, and no connection waits for a slow reader. A block whose connection breaks is asked for again.
/// </summary>
internal sealed class RangedStream(IObjectStore objects, string bucket, string key, long length, int block = RangedStream.BlockBytes) : Stream
{
    public const int BlockBytes = 4 << 20;

    private const int Tries = 3;

    private readonly CancellationTokenSource _closed = new();
    private byte[] _held = [];
    private int _at;
    private long _asked;
    private Task<byte[]>? _next;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <exception cref="StoreUnavailableException">The store stopped sending.</exception>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <exception cref="StoreUnavailableException">The store stopped sending.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (_at == _held.Length && !Advance())
            return 0;
        var count = Math.Min(buffer.Length, _held.Length - _at);
        _held.AsSpan(_at, count).CopyTo(buffer);
        _at += count;
        return count;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_closed.IsCancellationRequested)
        {
            _closed.Cancel();
            // Whoever leaves early does not wait for a block that nobody reads, nor hear that it failed.
            _next?.ContinueWith(static task => _ = task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        }
        base.Dispose(disposing);
    }

    private bool Advance()
    {
        if (_next is null && _asked == length)
            return false;
        _held = (_next ?? Ask()).GetAwaiter().GetResult();
        _at = 0;
        _next = _asked < length ? Ask() : null;
        return true;
    }

    private Task<byte[]> Ask()
    {
        var (from, count) = (_asked, (int)Math.Min(block, length - _asked));
        _asked += count;
        return Task.Run(() => FetchAsync(from, count));
    }

    // The decision: whatever a store throws says nothing about the study.
    private async Task<byte[]> FetchAsync(long from, int count)
    {
        for (var tried = 1; ; tried++)
            try
            {
                var bytes = new byte[count];
                await using var part = await objects.OpenRangeAsync(bucket, key, from, count, _closed.Token) ?? throw new EndOfStreamException("The object has gone.");
                await part.Content.ReadExactlyAsync(bytes, _closed.Token);
                return bytes;
            }
            catch (Exception error) when (!_closed.IsCancellationRequested)
            {
                if (tried == Tries)
                    throw new StoreUnavailableException($"Could not read an image: {error.GetType().Name}", error);
            }
    }
}
