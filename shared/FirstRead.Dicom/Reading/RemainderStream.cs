namespace FirstRead.Dicom.Reading;

/// <summary>Bytes already read from a stream, then the stream's own. Knows whether its end was seen.</summary>
internal sealed class RemainderStream(byte[] head, Stream tail) : Stream
{
    private int _position;

    public long Delivered { get; private set; }

    public bool HitEnd { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        var count = Math.Min(buffer.Length, head.Length - _position);
        if (count > 0)
        {
            head.AsSpan(_position, count).CopyTo(buffer);
            _position += count;
        }
        else if (buffer.Length > 0)
        {
            count = tail.Read(buffer);
            HitEnd |= count == 0;
        }
        Delivered += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
