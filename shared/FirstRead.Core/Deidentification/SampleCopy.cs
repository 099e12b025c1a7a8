using System.Buffers;
using FirstRead.Dicom.Reading;

namespace FirstRead.Core.Deidentification;

/// <summary>
/// Copies native samples and clears their unused bits on the way. A long value is read by a thread of its own while the
/// bytes before are written: from S3 both take time, and of a file both cost a copy.
/// </summary>
internal sealed class SampleCopy(DicomReader reader, UnusedBits unused)
{
    // The kernel fills its cache in larger pieces, and so quicker, the more it is given at once.
    private const int Step = 1 << 20;
    private const long WorthAThread = 48 << 20;

    private bool changed;

    /// <summary>Whether a bit was cleared.</summary>
    /// <param name="count">Bytes of the value that are copied; the rest stays with the reader.</param>
    public bool Run(Stream target, long count)
    {
        if (count >= WorthAThread)
            RunAhead(target, count);
        else
            RunHere(target, count);
        return changed;
    }

    private void RunHere(Stream target, long count)
    {
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(Step, count + 7));
        try
        {
            while (count > 0)
            {
                var size = Fill(buffer, count);
                target.Write(buffer.AsSpan(0, size));
                count -= size;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void RunAhead(Stream target, long count)
    {
        using var ring = new BufferRing(buffers: 4, Step);
        var reading = new Thread(() => ring.Produce(buffer =>
        {
            var size = Fill(buffer, count);
            count -= size;
            return size;
        }))
        { IsBackground = true };
        reading.Start();
        try
        {
            ring.Consume(bytes => target.Write(bytes.Span));
        }
        finally
        {
            // The reader is the caller's again only when that thread has left it.
            reading.Join();
        }
    }

    /// <summary>The next bytes, cleared; 0 when <paramref name="count"/> is.</summary>
    private int Fill(byte[] buffer, long count)
    {
        var room = buffer.Length & ~7;
        var size = count == 0 ? 0 : reader.ReadValuePart(buffer.AsSpan(0, count < room ? (int)(count + 7 & ~7) : room));
        size = (int)Math.Min(size, count);
        changed |= unused.Clear(buffer.AsSpan(0, size));
        return size;
    }
}
