namespace FirstRead.Core.Deidentification.Pixels;

/// <summary>
/// Pixels on disk, for they are looked at more than once and a source streams but once. The file has no name that says
/// anything, is its owner's alone and is gone when closed. Behind the limit nothing more is written.
/// </summary>
internal sealed class PixelSpool : Stream
{
    private readonly FileStream file;
    private readonly long limit;

    public PixelSpool(long limit)
    {
        this.limit = limit;
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            Options = FileOptions.DeleteOnClose,
            BufferSize = 1 << 16,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        file = new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), options);
    }

    public bool IsOver { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => true;

    public override long Length => file.Length;

    public override long Position { get => file.Position; set => file.Position = value; }

    /// <summary>A new look from the beginning; one at a time.</summary>
    public Stream Rewind()
    {
        file.Flush();
        file.Position = 0;
        return file;
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        IsOver |= file.Position + buffer.Length > limit;
        if (!IsOver)
            file.Write(buffer);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override int Read(byte[] buffer, int offset, int count) => file.Read(buffer, offset, count);

    public override void Flush() => file.Flush();

    public override long Seek(long offset, SeekOrigin origin) => file.Seek(offset, origin);

    public override void SetLength(long value) => file.SetLength(value);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            file.Dispose();
        base.Dispose(disposing);
    }
}
