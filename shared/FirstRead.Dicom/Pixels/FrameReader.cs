using System.Runtime.InteropServices;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Reading;
using FirstRead.Dicom.Registry;

namespace FirstRead.Dicom.Pixels;

/// <summary>
/// Goes through a file's frames one after the other, decoded, in memory that does not grow with their number: it holds
/// the header, one frame, and where that is encoded its fragments.
/// </summary>
public sealed class FrameReader
{
    private readonly DicomReader _reader;
    private readonly DecodeLimits _limits;
    private readonly FragmentQueue? _fragments;
    private readonly NativeFrames? _native;

    /// <summary>Reads on from where a header's reading stopped.</summary>
    /// <param name="reader">Stands on the pixel data, as after <c>DicomDataset.Read(reader, stopBefore: Tags.FloatPixelData)</c>.</param>
    /// <param name="header">What came before it.</param>
    /// <param name="limits">What decoding a frame may cost.</param>
    /// <exception cref="CannotDecodeException">There are no pixels, or no decoder takes the syntax.</exception>
    /// <exception cref="DicomException"><c>malformed</c>, <c>truncated</c> or <c>limit-exceeded</c>: description and data do not fit.</exception>
    public FrameReader(DicomReader reader, DicomDataset header, DecodeLimits? limits = null)
    {
        (_reader, _limits, Header) = (reader, limits ?? DecodeLimits.Default, header);
        if (reader.Depth != 0 || reader.Tag != Tags.PixelData && reader.Tag != Tags.FloatPixelData && reader.Tag != Tags.DoubleFloatPixelData)
            throw new CannotDecodeException("The data set has no pixel data");
        Stored = PixelDescription.From(header) with { IsFloat = reader.Tag != Tags.PixelData };
        if (Stored.FrameBytes > Math.Min(_limits.MaxFrameBytes, Array.MaxLength)) throw FrameDecoder.TooLarge();
        if (reader.Kind == DicomTokenKind.FragmentsStart)
        {
            if (!FrameDecoder.Takes(reader.TransferSyntax)) throw new CannotDecodeException($"No decoder for {reader.TransferSyntax}");
            _fragments = new FragmentQueue(reader, header, Stored.Frames, _limits);
            Description = _fragments.Describe(Stored);
        }
        else
        {
            _native = new NativeFrames(reader, Stored);
            Description = Stored with { IsPlanar = false };
        }
    }

    /// <summary>Everything before the pixel data.</summary>
    public DicomDataset Header { get; }

    public TransferSyntax TransferSyntax => _reader.TransferSyntax;

    /// <summary>Of the pixels as the file holds them.</summary>
    public PixelDescription Stored { get; }

    /// <summary>
    /// Of the samples as <see cref="Frame"/> has them: before the first by its codestream's beginning, then by each
    /// frame's own. See <see cref="FrameDecoder.Describe(PixelDescription, TransferSyntax, ReadOnlySpan{byte})"/>.
    /// </summary>
    public PixelDescription Description { get; private set; }

    /// <summary>The current frame's number, from 0; -1 before the first.</summary>
    public int Index { get; private set; } = -1;

    /// <summary>Where the current frame begins: its first fragment's header, or the header of native pixel data. Bytes from the file's start.</summary>
    public long Offset { get; private set; }

    /// <summary>As <see cref="PixelFrames.GetFrame"/> gives it. The array is the caller's.</summary>
    public byte[] Frame { get; private set; } = [];

    /// <summary>Opens a file's stream; the reader is left open.</summary>
    /// <exception cref="DicomException">As the constructor and <see cref="DicomReader.Read"/> throw.</exception>
    public static FrameReader Open(DicomReader reader, DecodeLimits? limits = null, ReadLimits? readLimits = null) =>
        new(reader, DicomDataset.Read(reader, Tags.FloatPixelData, readLimits), limits);

    /// <summary>Moves to the next frame and decodes it; false behind the last.</summary>
    /// <exception cref="DicomException">As <see cref="FrameDecoder.Decode"/> throws, with the frame's offset in the file.</exception>
    public bool Read() => Advance(decode: true);

    /// <summary>Passes over the next frame without decoding it; false behind the last.</summary>
    public bool Skip() => Advance(decode: false);

    /// <summary>Moves to the next frame and hands it out undecoded, its memory the caller's; null behind the last.</summary>
    public HeldFrame? Take()
    {
        if (Index + 1 >= Stored.Frames) return null;
        Index++;
        if (_native is not null)
        {
            Offset = _reader.Offset;
            return new(Index, Offset, _native.Next(), Stored, null, _limits);
        }
        var encoded = _fragments!.Next(out var offset);
        Offset = offset;
        return new(Index, offset, encoded, Stored, TransferSyntax, _limits);
    }

    private bool Advance(bool decode)
    {
        if (Take() is not { } held) return false;
        var decodes = decode || _native is not null;
        (var description, Frame) = decodes ? Decoded(held) : (Description, []);
        if (decode && _fragments is not null) Description = description;
        return true;
    }

    private static (PixelDescription Description, byte[] Samples) Decoded(HeldFrame held)
    {
        var (description, samples) = held.Decode();
        return (description, MemoryMarshal.TryGetArray(samples, out var array) && array.Offset == 0 && array.Count == array.Array!.Length ? array.Array : samples.ToArray());
    }
}
