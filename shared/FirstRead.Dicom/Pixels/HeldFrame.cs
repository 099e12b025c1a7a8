using FirstRead.Dicom.Registry;

namespace FirstRead.Dicom.Pixels;

/// <summary>A frame as its file has it: read in the file's order, decoded whenever and wherever there is time.</summary>
public sealed class HeldFrame
{
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly PixelDescription _stored;
    private readonly TransferSyntax? _encoding;
    private readonly DecodeLimits _limits;

    internal HeldFrame(int index, long offset, ReadOnlyMemory<byte> bytes, PixelDescription stored, TransferSyntax? encoding, DecodeLimits limits) =>
        (Index, Offset, _bytes, _stored, _encoding, _limits) = (index, offset, bytes, stored, encoding, limits);

    /// <summary>From 0.</summary>
    public int Index { get; }

    /// <inheritdoc cref="FrameReader.Offset"/>
    public long Offset { get; }

    /// <summary>The samples, as <see cref="FrameReader.Frame"/> has them, and their description.</summary>
    /// <exception cref="DicomException">As <see cref="FrameDecoder.Decode"/> throws, with the frame's offset in the file.</exception>
    public (PixelDescription Description, ReadOnlyMemory<byte> Samples) Decode()
    {
        if (_encoding is null) return (_stored with { IsPlanar = false }, _bytes);
        try
        {
            return (FrameDecoder.Describe(_stored, _encoding, _bytes.Span), FrameDecoder.Decode(_bytes, _stored, _encoding, _limits));
        }
        catch (DicomException error) when (error is not CannotDecodeException && error.Offset is null)
        {
            throw new DicomException(error.Code, $"Frame {Index}: {error.Plain}", error.Tag, Offset, error);
        }
    }
}
