using FirstRead.Dicom.Files;
using FirstRead.Dicom.Reading;

namespace FirstRead.Dicom.Writing;

public sealed partial class DicomWriter
{
    private bool _valueIsOpen;

    /// <summary>
    /// A value that was left short keeps the writer from writing anything more. Its stream does not throw when it is
    /// disposed, for that would hide the exception that left it short.
    /// </summary>
    private void RequireNoOpenValue()
    {
        if (_valueIsOpen) throw new InvalidOperationException("A value is still open, or was left shorter than was said.");
    }

    /// <summary>Takes a value of known length; swaps whole numbers, however the writes are cut.</summary>
    private sealed class ValueStream : WriteOnlyStream, IFileTarget
    {
        private readonly DicomWriter _writer;
        private readonly int _swap;
        private readonly byte? _padding;
        private readonly byte[] _partial;
        private long _left;
        private int _pending;
        private bool _closed;

        public ValueStream(DicomWriter writer, long length, int swap, byte padding)
        {
            (_writer, _left, _swap) = (writer, length, swap);
            _padding = (length & 1) == 1 ? padding : null;
            _partial = swap > 1 ? new byte[8] : [];
            writer._valueIsOpen = true;
        }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            if (buffer.Length > _left) throw new InvalidOperationException("The value is longer than was said.");
            _left -= buffer.Length;
            if (_swap == 1)
            {
                _writer._target.Write(buffer);
                return;
            }
            while (_pending > 0 && !buffer.IsEmpty)
            {
                _partial[_pending++] = buffer[0];
                buffer = buffer[1..];
                if (_pending == 8) FlushPartial();
            }
            var whole = buffer.Length & ~7;
            _writer.WriteSwapped(buffer[..whole], _swap);
            buffer[whole..].CopyTo(_partial.AsSpan(_pending));
            _pending += buffer.Length - whole;
        }

        public long Move(ByteSource source, long count)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            if (count > _left) throw new InvalidOperationException("The value is longer than was said.");
            if (_swap != 1 || _writer._target is not NewFileStream file) return -1;
            var moved = source.MoveTo(file, count);
            if (moved > 0) _left -= moved;
            return moved;
        }

        protected override void Dispose(bool disposing)
        {
            base.Dispose(disposing);
            if (!disposing || _closed) return;
            _closed = true;
            if (_left > 0) return;
            FlushPartial();
            if (_padding is { } padding) _writer._target.WriteByte(padding);
            _writer._valueIsOpen = false;
        }

        private void FlushPartial()
        {
            _writer.WriteSwapped(_partial.AsSpan(0, _pending), _swap);
            _pending = 0;
        }
    }
}
