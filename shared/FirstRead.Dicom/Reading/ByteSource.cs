using System.Buffers;
using System.IO.Compression;
using FirstRead.Dicom.Files;

namespace FirstRead.Dicom.Reading;

/// <summary>A forward-only stream behind a window of fixed size. It counts what it hands out.</summary>
internal sealed class ByteSource(Stream stream, ReadLimits limits) : IDisposable
{
    private const int WindowSize = 64 * 1024;
    private const long RatioCountsFrom = 16 << 20;

    private byte[] _window = ArrayPool<byte>.Shared.Rent(WindowSize);
    private Stream _stream = stream;
    private DeflateStream? _inflater;
    private RemainderStream? _compressed;
    private long _inflated;
    private int _start;
    private int _end;

    /// <summary>The offset of the next byte.</summary>
    public long Position { get; private set; }

    /// <summary>The bytes that are in the window now.</summary>
    public Span<byte> Available => _window.AsSpan(_start, _end - _start);

    public int Capacity => _window.Length;

    /// <summary>The file behind the window, if there is one and its bytes are handed out as they are.</summary>
    public SourceFileStream? File => _stream as SourceFileStream;

    /// <summary>Brings <paramref name="count"/> bytes into the window; false if the stream ends before.</summary>
    public bool Ensure(int count)
    {
        if (_end - _start >= count) return true;
        if (_start + count > _window.Length)
        {
            Available.CopyTo(_window);
            (_start, _end) = (0, _end - _start);
        }
        while (_end - _start < count)
        {
            var read = Fill(_window.AsSpan(_end));
            if (read == 0) return false;
            _end += read;
        }
        return true;
    }

    /// <summary>The next bytes, which <see cref="Ensure"/> has brought. They stay until the window is filled again.</summary>
    public Span<byte> Take(int count)
    {
        var bytes = _window.AsSpan(_start, count);
        _start += count;
        Position += count;
        return bytes;
    }

    /// <summary>Copies up to a buffer of bytes; 0 at the end.</summary>
    public int Read(Span<byte> target)
    {
        if (_start == _end)
        {
            if (target.Length >= WindowSize)
            {
                var direct = Fill(target);
                Position += direct;
                return direct;
            }
            if (!Ensure(1)) return 0;
        }
        var count = Math.Min(target.Length, _end - _start);
        Take(count).CopyTo(target);
        return count;
    }

    /// <summary>
    /// Moves up to <paramref name="count"/> bytes of <see cref="File"/> behind an empty window to another file; 0 at the
    /// end, -1 where the system cannot.
    /// </summary>
    public long MoveTo(NewFileStream target, long count)
    {
        var moved = target.MoveFrom(File!, count);
        if (moved > 0) Position += moved;
        return moved;
    }

    /// <summary>Everything from here on is inflated. Offsets go on in inflated bytes.</summary>
    public void Inflate()
    {
        _compressed = new RemainderStream(Available.ToArray(), _stream);
        _stream = _inflater = new DeflateStream(_compressed, CompressionMode.Decompress, leaveOpen: true);
        (_start, _end) = (0, 0);
    }

    /// <summary>
    /// Reads a deflated file's remainder behind the deflate stream, so that whoever hashes the file sees all of it.
    /// False if the deflate stream had no end: the inflater asked for more than there was.
    /// </summary>
    public bool DrainCompressed()
    {
        if (_compressed is null) return true;
        if (_compressed.HitEnd) return false;
        while (_compressed.Read(_window) > 0) { }
        return true;
    }

    public void Dispose()
    {
        _inflater?.Dispose();
        ArrayPool<byte>.Shared.Return(_window);
        _window = [];
        (_start, _end) = (0, 0);
    }

    private int Fill(Span<byte> target)
    {
        if (_inflater is null) return _stream.Read(target);
        try
        {
            var read = _inflater.Read(target);
            _inflated += read;
            if (_inflated > limits.MaxInflatedBytes
                || _inflated > RatioCountsFrom && _inflated / limits.MaxInflateRatio > _compressed!.Delivered)
            {
                throw new DicomException(DicomErrorCodes.LimitExceeded, "The data set inflates beyond all measure", null, Position);
            }
            return read;
        }
        catch (InvalidDataException failure)
        {
            var code = _compressed!.HitEnd ? DicomErrorCodes.Truncated : DicomErrorCodes.Malformed;
            throw new DicomException(code, "The deflate stream is broken", null, Position, failure);
        }
    }
}
