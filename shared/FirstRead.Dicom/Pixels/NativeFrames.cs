using FirstRead.Dicom.Reading;

namespace FirstRead.Dicom.Pixels;

/// <summary>Cuts native pixel data into frames as they are read.</summary>
internal sealed class NativeFrames
{
    private const int Piece = 1 << 20;

    private readonly DicomReader _reader;
    private readonly PixelDescription _description;
    private readonly byte[] _piece = new byte[Piece];
    private int _at;
    private int _end;
    private int _usedBits;

    public NativeFrames(DicomReader reader, PixelDescription description)
    {
        (_reader, _description) = (reader, description);
        if (reader.Length >= 0 && reader.Length < ((Int128)description.FrameBits * description.Frames + 7) / 8)
            throw new DicomException(DicomErrorCodes.Truncated, "There are fewer pixels than the header says", reader.Tag, reader.Offset);
    }

    public byte[] Next()
    {
        var bits = _usedBits + _description.FrameBits;
        var frame = Take((int)((bits + 7) / 8), keepLast: bits % 8 != 0);
        if (_usedBits != 0 || bits % 8 != 0) frame = SampleOrder.ShiftBits(frame, _usedBits, _description.FrameBits);
        _usedBits = (int)(bits % 8);
        return SampleOrder.Interleaved(frame, _description);
    }

    /// <summary>Where the next frame begins within the last byte, that byte is read again.</summary>
    private byte[] Take(int count, bool keepLast)
    {
        // Grown by what has arrived: the header's claim was checked, the file's end was not.
        var taken = new byte[Math.Min(count, Piece)];
        for (var done = 0; done < count;)
        {
            if (_at == _end)
            {
                _at = 0;
                _end = _reader.ReadValuePart(_piece);
                if (_end == 0) throw FrameDecoder.TooShort();
            }
            var step = Math.Min(count - done, _end - _at);
            if (done + step > taken.Length) Array.Resize(ref taken, (int)Math.Min(count, 2L * taken.Length));
            step = Math.Min(step, taken.Length - done);
            _piece.AsSpan(_at, step).CopyTo(taken.AsSpan(done));
            _at += step;
            done += step;
        }
        if (keepLast) _at--;
        return taken;
    }
}
