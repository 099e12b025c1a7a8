using Microsoft.Win32.SafeHandles;

namespace FirstRead.Dicom.Files;

/// <summary>
/// A file that is read forward, without a buffer of its own. <see cref="Reading.DicomReader"/> hands long values of one
/// on to a <see cref="NewFileStream"/> without taking them into the process.
/// </summary>
public sealed class SourceFileStream : Stream
{
    private readonly SafeFileHandle _handle;
    private long _position;

    /// <exception cref="IOException">The file is not there, is a folder, or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public SourceFileStream(string path)
    {
        _handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.SequentialScan);
        Length = RandomAccess.GetLength(_handle);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    /// <summary>When it was opened.</summary>
    public override long Length { get; }

    /// <summary>The offset of the next byte.</summary>
    public override long Position { get => _position; set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        var count = RandomAccess.Read(_handle, buffer, _position);
        _position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <summary>
    /// Moves up to <paramref name="count"/> bytes to a place in another file; 0 at the end of this one, -1 where the
    /// system cannot do it.
    /// </summary>
    internal long MoveTo(SafeFileHandle target, long targetOffset, long count)
    {
        var moved = KernelCopy.Run(_handle, _position, target, targetOffset, count);
        if (moved > 0) _position += moved;
        return moved;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _handle.Dispose();
        base.Dispose(disposing);
    }
}
