using Microsoft.Win32.SafeHandles;

namespace FirstRead.Dicom.Files;

/// <summary>
/// A file that appears under its name whole, or never. On Linux it has no name at all while it is written (O_TMPFILE of
/// open(2)), so that even a killed process leaves nothing behind; elsewhere a hidden one ending in <c>.part</c>.
/// Small writes are gathered.
/// </summary>
public sealed class NewFileStream : Stream
{
    private const int BufferSize = 64 * 1024;

    private readonly SafeFileHandle _handle;
    private readonly string? _temporary;
    private readonly byte[] _buffer;
    private int _filled;
    private long _written;
    private bool _kept;

    /// <param name="folder">Exists already; the file's name will lie in it.</param>
    /// <param name="buffer">64 KiB or more to gather small writes in, the caller's own; null to have one made.</param>
    public NewFileStream(string folder, byte[]? buffer = null)
    {
        _buffer = buffer ?? new byte[BufferSize];
        if (NamelessFile.TryCreate(folder) is { } nameless)
        {
            _handle = nameless;
            return;
        }
        _temporary = Path.Combine(folder, $".{Path.GetRandomFileName()}.part");
        _handle = File.OpenHandle(_temporary, FileMode.CreateNew, FileAccess.ReadWrite);
    }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => _written + _filled;

    public override long Position { get => Length; set => throw new NotSupportedException(); }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (buffer.Length > _buffer.Length - _filled) Flush();
        if (buffer.Length >= _buffer.Length)
        {
            RandomAccess.Write(_handle, buffer, _written);
            _written += buffer.Length;
            return;
        }
        buffer.CopyTo(_buffer.AsSpan(_filled));
        _filled += buffer.Length;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void WriteByte(byte value) => Write([value]);

    /// <summary>To the operating system, not to the disk: a power failure is no concern of this class.</summary>
    public override void Flush()
    {
        if (_filled == 0) return;
        RandomAccess.Write(_handle, _buffer.AsSpan(0, _filled), _written);
        _written += _filled;
        _filled = 0;
    }

    /// <summary>Gives the file its name; false if something has that name already, which then stays as it is.</summary>
    /// <exception cref="IOException">Writing or naming failed.</exception>
    public bool TryKeep(string path)
    {
        Flush();
        if (_temporary is null) return _kept = NamelessFile.TryName(_handle, path);
        if (Path.Exists(path)) return false;
        try
        {
            File.Move(_temporary, path, overwrite: false);
        }
        catch (IOException) when (Path.Exists(path))
        {
            return false;
        }
        return _kept = true;
    }

    /// <summary>Whether the file of that name holds the very bytes that were written here.</summary>
    public bool HasSameContent(string path)
    {
        Flush();
        return FileComparison.AreEqual(_handle, _written, path);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    /// <summary>Takes the next bytes of a source; as <see cref="SourceFileStream.MoveTo"/>.</summary>
    internal long MoveFrom(SourceFileStream source, long count)
    {
        Flush();
        var moved = source.MoveTo(_handle, _written, count);
        if (moved > 0) _written += moved;
        return moved;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _handle.Dispose();
            if (_temporary is not null && !_kept) File.Delete(_temporary);
        }
        base.Dispose(disposing);
    }
}
