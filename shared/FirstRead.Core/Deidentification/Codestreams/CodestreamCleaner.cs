using FirstRead.Core.Deidentification.Pixels;
using FirstRead.Core.Intake;
using FirstRead.Dicom;
using FirstRead.Dicom.Pixels.Codecs;
using FirstRead.Dicom.Registry;

namespace FirstRead.Core.Deidentification.Codestreams;

/// <summary>
/// Takes out of compressed frames what no decoder needs: comments, application data, what stands between and behind the
/// frames. In place and byte for byte, as the frames stream by: lengths and offsets stay, nothing is decoded.
/// </summary>
internal abstract class CodestreamCleaner(int frames)
{
    private int begun;

    /// <summary>Whether anything was taken out.</summary>
    public bool Changed { get; protected set; }

    /// <summary>The next bytes of the current fragment.</summary>
    /// <exception cref="InstanceRefusedException">They are not what the transfer syntax promises.</exception>
    public abstract void Clean(Span<byte> bytes);

    /// <summary>A fragment begins; a frame may go on in it.</summary>
    public virtual void BeginFragment()
    {
    }

    /// <summary>The current fragment is at its end.</summary>
    public virtual void EndFragment()
    {
    }

    /// <summary>Null where nobody knows what else the frames of this syntax may hold.</summary>
    public static CodestreamCleaner? For(TransferSyntax syntax, PixelLayout layout) => FrameCodings.Of(syntax) switch
    {
        FrameCoding.Jpeg or FrameCoding.JpegLs => new JpegCleaner(layout.Frames),
        FrameCoding.Jpeg2000 => new Jpeg2000Cleaner(layout.Frames),
        FrameCoding.Rle => new RleCleaner(layout),
        FrameCoding.Uncompressed => new UncompressedCleaner(layout),
        FrameCoding.Deflated => new DeflatedCheck(layout),
        _ => null,
    };

    /// <summary>Null where frames can be cleaned, or are none; video and whatever is newer than our decoders wait for a person.</summary>
    public static PixelHold? Hold(TransferSyntax syntax) => syntax.IsEncapsulated && FrameCodings.Of(syntax) == FrameCoding.None
        ? PixelDecision.ToHold(PixelHoldReasons.CannotDecode, $"what else frames of {syntax.Name} may hold is not known here")
        : null;

    /// <summary>Counts a frame that begins; false for one more than the header has, which is nobody's picture.</summary>
    protected bool BeginFrame() => ++begun <= frames;

    protected void Clear(Span<byte> bytes)
    {
        Changed |= bytes.ContainsAnyExcept((byte)0);
        bytes.Clear();
    }

    protected void Set(ref byte place, byte value)
    {
        Changed |= place != value;
        place = value;
    }

    protected static InstanceRefusedException Malformed(string what) =>
        new(RefusalCodes.Malformed, $"{what} at {Tags.PixelData}");
}
