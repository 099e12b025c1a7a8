using System.Buffers;
using FirstRead.Dicom.Files;

namespace FirstRead.Dicom.Reading;

public sealed partial class DicomReader
{
    // Below it, a copy through the window is as quick as a call of the kernel.
    private const int LongValue = 64 * 1024;

    private long _left;
    private int _swap = 1;
    private byte[]? _scratch;
    private int _scratchLength;
    private bool _inScratch;

    /// <summary>Bytes of the value under the reader that have not been read.</summary>
    public long Unread => _left;

    /// <summary>
    /// The whole value of an element or fragment, in little-endian order, padding included. It is the reader's own
    /// buffer: valid until the next call of Read. May be asked for again on the same token.
    /// </summary>
    /// <exception cref="DicomException">The file ends in the value, or it is above MaxValueBytes.</exception>
    public ReadOnlySpan<byte> ReadValue()
    {
        RequireValue();
        if (_inScratch) return _scratch.AsSpan(0, _scratchLength);
        if (_left != Length) throw new InvalidOperationException("The value has been copied away.");
        if (_left > _limits.MaxValueBytes) throw new DicomException(DicomErrorCodes.LimitExceeded, "The value is too long to hold", Tag, Offset);

        _scratchLength = 0;
        _scratch ??= ArrayPool<byte>.Shared.Rent(4096);
        while (_left > 0)
        {
            // Grown by what has arrived, never to what the header claims.
            if (_scratchLength == _scratch.Length) GrowScratch();
            var room = (int)Math.Min(_left, _scratch.Length - _scratchLength);
            var read = _source.Read(_scratch.AsSpan(_scratchLength, room));
            if (read == 0) throw Cut("The file ends in a value");
            _scratchLength += read;
            _left -= read;
        }
        ByteOrder.Swap(_scratch.AsSpan(0, _scratchLength), _swap);
        _inScratch = true;
        return _scratch.AsSpan(0, _scratchLength);
    }

    /// <summary>Copies the whole value in little-endian order, however long it is. Once for a token.</summary>
    public void CopyValueTo(Stream target) => CopyValueTo(target, long.MaxValue);

    /// <summary>
    /// Copies the value's first <paramref name="most"/> bytes, or all of a shorter one, in little-endian order. The rest
    /// is skipped by reading on.
    /// </summary>
    public void CopyValueTo(Stream target, long most)
    {
        RequireValue();
        if (_inScratch)
        {
            target.Write(_scratch.AsSpan(0, (int)Math.Min(most, _scratchLength)));
            return;
        }
        for (var left = Math.Min(most, _left); left > 0;)
        {
            if (_swap == 1 && left >= LongValue && _source.Available.IsEmpty && TryMove(target, left) is > 0 and var moved)
            {
                left -= moved;
                continue;
            }
            if (!_source.Ensure((int)Math.Min(_left, 8))) throw Cut("The file ends in a value");
            var count = (int)Math.Min(_left, _source.Available.Length);
            if (count < _left) count &= ~7;
            var bytes = _source.Take(count);
            ByteOrder.Swap(bytes, _swap);
            _left -= count;
            count = (int)Math.Min(count, left);
            target.Write(bytes[..count]);
            left -= count;
        }
    }

    /// <summary>
    /// The next bytes of the value, in little-endian order: as many as the target holds, fewer only at the value's end.
    /// For values that are taken piece by piece; the target's length is to be a multiple of 8, for a piece must not
    /// cut a number whose bytes are swapped.
    /// </summary>
    /// <returns>Bytes read; 0 when there are no more.</returns>
    /// <exception cref="DicomException">The file ends in the value.</exception>
    public int ReadValuePart(Span<byte> target)
    {
        RequireValue();
        if (_inScratch) throw new InvalidOperationException("The value has been read whole.");
        var wanted = (int)Math.Min(_left, target.Length);
        for (var done = 0; done < wanted;)
        {
            var read = _source.Read(target[done..wanted]);
            if (read == 0) throw Cut("The file ends in a value");
            done += read;
            _left -= read;
        }
        ByteOrder.Swap(target[..wanted], _swap);
        return wanted;
    }

    private long TryMove(Stream target, long count)
    {
        if (_source.File is null || target is not IFileTarget files) return -1;
        var moved = files.Move(_source, count);
        if (moved == 0) throw Cut("The file ends in a value");
        if (moved > 0) _left -= moved;
        return moved;
    }

    private void SetValue(long length, int swap)
    {
        (_left, _swap, _inScratch) = (length, swap, false);
    }

    private void SkipValue()
    {
        while (_left > 0)
        {
            if (!_source.Ensure(1)) throw Cut("The file ends in a value");
            var count = (int)Math.Min(_left, _source.Available.Length);
            _source.Take(count);
            _left -= count;
        }
        _inScratch = false;
    }

    private void RequireValue()
    {
        if (Kind is not (DicomTokenKind.Element or DicomTokenKind.Fragment))
            throw new InvalidOperationException($"A {Kind} has no value of its own.");
    }

    private void GrowScratch()
    {
        var larger = ArrayPool<byte>.Shared.Rent(_scratch!.Length * 2);
        _scratch.AsSpan(0, _scratchLength).CopyTo(larger);
        ReturnScratch();
        _scratch = larger;
    }

    private void ReturnScratch()
    {
        if (_scratch is not null) ArrayPool<byte>.Shared.Return(_scratch);
        _scratch = null;
    }
}
