using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Pixels.Codecs;
using FirstRead.Dicom.Reading;

namespace FirstRead.Dicom.Pixels;

/// <summary>
/// Puts frames together from fragments as they are read: by the offset tables where one fits, else each fragment that
/// begins as a frame does is the next frame's first (PS3.5 A.4). Where a fragment holds several frames, against the
/// standard, they are parted.
/// </summary>
internal sealed class FragmentQueue
{
    private readonly DicomReader _reader;
    private readonly FrameCoding _coding;
    private readonly int _frames;
    private readonly IReadOnlyList<ulong>? _offsets;
    private readonly long _most;
    private int _index = -1;
    private ulong _position;
    private long _offset;
    private bool _hasFragment;
    private ReadOnlyMemory<byte> _rest;

    public FragmentQueue(DicomReader reader, DicomDataset header, int frames, DecodeLimits limits)
    {
        (_reader, _frames, _most) = (reader, frames, Math.Min(limits.MaxFrameBytes, Array.MaxLength));
        _coding = FrameCodings.Of(reader.TransferSyntax);
        if (!reader.Read() || reader.Kind != DicomTokenKind.Fragment) throw EncodedFrames.Broken();
        if (frames > 1) _offsets = OffsetTable.Find(header, reader.ReadValue(), frames);
        _hasFragment = MoveNext();
    }

    /// <summary>How the samples will come, by the first fragment: colours that it says more of than the header does.</summary>
    public PixelDescription Describe(PixelDescription stored)
    {
        var decoded = FrameDecoder.Describe(stored, _reader.TransferSyntax);
        if (_coding != FrameCoding.Jpeg || stored.SamplesPerPixel != 3 || !_hasFragment) return decoded;
        try
        {
            return FrameDecoder.Describe(stored, _reader.TransferSyntax, _reader.ReadValue());
        }
        catch (DicomException)
        {
            // It is said when the frame is decoded, with its number and offset.
            return decoded;
        }
    }

    /// <summary>The next frame's codestream.</summary>
    public ReadOnlyMemory<byte> Next(out long offset)
    {
        offset = _offset;
        if (_rest.IsEmpty) _rest = Join(out offset);
        _offset = offset;
        _index++;
        var next = _frames > 1 && _offsets is null && _index + 1 < _frames ? FrameCodings.NextFrame(_coding, _rest.Span) : -1;
        var frame = next < 0 ? _rest : _rest[..next];
        _rest = _rest[frame.Length..];
        return frame;
    }

    private Memory<byte> Join(out long offset)
    {
        if (!_hasFragment) throw EncodedFrames.Broken();
        offset = _reader.Offset;
        var frame = new MemoryStream();
        do
        {
            if (frame.Length + _reader.Length > _most) throw FrameDecoder.TooLarge();
            _position += 8 + (ulong)_reader.Length;
            _reader.CopyValueTo(frame);
            _hasFragment = MoveNext();
        }
        while (_hasFragment && !IsNextFrame());
        return frame.GetBuffer().AsMemory(0, (int)frame.Length);
    }

    private bool MoveNext() => _reader.Read() && _reader.Kind == DicomTokenKind.Fragment;

    private bool IsNextFrame()
    {
        if (_frames == 1) return false;
        // The frame that is being put together is the one behind the current.
        if (_offsets is not null) return _index + 2 < _frames && _offsets[_index + 2] <= _position;
        return FrameCodings.BeginsFrame(_coding, _reader.ReadValue()) ?? true;
    }
}
