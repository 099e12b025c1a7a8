using FirstRead.Core.Intake;
using FirstRead.Dicom;
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
    public static CodestreamCleaner? For(TransferSyntax syntax, PixelLayout layout) => CodestreamKinds.Of(syntax) switch
    {
        CodestreamKind.Jpeg => new JpegCleaner(layout.Frames, isLs: false),
        CodestreamKind.JpegLs => new JpegCleaner(layout.Frames, isLs: true),
        CodestreamKind.Jpeg2000 => new Jpeg2000Cleaner(layout.Frames),
        CodestreamKind.Rle => new RleCleaner(layout),
        CodestreamKind.Uncompressed => new UncompressedCleaner(layout),
        CodestreamKind.Deflated => new DeflatedCheck(layout),
        _ => null,
    };

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
