namespace FirstRead.Dicom.Reading;

/// <summary>
/// What a file may cost. A file is an attacker's until it is read to its end: every length in it is a claim, and
/// memory grows only as bytes arrive. Beyond a limit the reader throws <c>limit-exceeded</c>.
/// </summary>
public sealed record ReadLimits
{
    public static readonly ReadLimits Default = new();

    /// <summary>Sequences within sequences. Deep structured reports reach about 20.</summary>
    public int MaxDepth { get; init; } = 64;

    /// <summary>Elements, items and fragments together. Large multi-frame objects reach some hundred thousand.</summary>
    public long MaxElements { get; init; } = 4_000_000;

    /// <summary>Bytes of the file meta information; beside the usual dozen short elements there may be private ones.</summary>
    public long MaxMetaBytes { get; init; } = 1 << 20;

    /// <summary>Elements of the file meta information.</summary>
    public int MaxMetaElements { get; init; } = 1000;

    /// <summary>Bytes of one value that is held in memory. <see cref="DicomReader.CopyValueTo"/> has no such limit.</summary>
    public long MaxValueBytes { get; init; } = 256L << 20;

    /// <summary>Bytes of all values that one <see cref="Datasets.DicomDataset"/> holds in memory.</summary>
    public long MaxDatasetBytes { get; init; } = 1L << 30;

    /// <summary>Bytes that a deflated data set may inflate to.</summary>
    public long MaxInflatedBytes { get; init; } = 2L << 30;

    /// <summary>Inflated bytes for each compressed one, once 16 MiB are inflated. Deflate itself ends near 1030.</summary>
    public int MaxInflateRatio { get; init; } = 200;

    /// <summary>
    /// Refuse as <c>truncated</c> an instance that ends without what its class is for: an image, or any data set with
    /// Rows, without pixels or a reference to them; a waveform or an encapsulated document without it. It is the only
    /// sign of a file that was cut between two elements. False makes it a warning, for those who only look.
    /// </summary>
    public bool RequirePixels { get; init; } = true;
}
