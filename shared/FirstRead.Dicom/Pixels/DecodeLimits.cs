namespace FirstRead.Dicom.Pixels;

/// <summary>
/// What decoding a frame may cost. A codestream is an attacker's: its own header is held against the data set's, and
/// both against these, before a pixel is allocated. Beyond a limit a decoder throws <c>limit-exceeded</c>.
/// </summary>
public sealed record DecodeLimits
{
    public static readonly DecodeLimits Default = new();

    /// <summary>Bytes of one decoded frame. A large mammogram has 60 MB.</summary>
    public long MaxFrameBytes { get; init; } = 512L << 20;

    /// <summary>
    /// Samples of one JPEG 2000 frame. OpenJPEG holds each as an integer of 32 bits and up to two more while it
    /// decodes, so that this many cost about 1 GB for a moment.
    /// </summary>
    public long MaxWaveletSamples { get; init; } = 96L << 20;

    /// <summary>Tiles of one JPEG 2000 frame. OpenJPEG takes 10 KB for each that the header announces.</summary>
    public int MaxTiles { get; init; } = 4096;

    /// <summary>Scans of one JPEG frame: a progressive one may be sent many times over the same blocks. Real ones have about ten.</summary>
    public int MaxScans { get; init; } = 100;
}
