namespace FirstRead.Dicom.Pixels.Codecs;

/// <summary>What a codestream says of itself, to be held against the data set before anything is allocated.</summary>
internal readonly record struct CodestreamHeader(string Codec, long Columns, long Rows, long Samples, long Bits)
{
    /// <summary>The precision may be above Bits Stored (many writers code whole cells), never above Bits Allocated.</summary>
    /// <exception cref="DicomException"><c>malformed</c>: another size, other components or wider samples.</exception>
    public void Require(PixelDescription description)
    {
        if (Columns != description.Columns || Rows != description.Rows || Samples != description.SamplesPerPixel
            || Bits < 1 || Bits > description.BitsAllocated)
        {
            throw Broken(Codec, $"{Columns} x {Rows} pixels of {Samples} samples of {Bits} bits do not fit the header's "
                + $"{description.Columns} x {description.Rows} of {description.SamplesPerPixel} in {description.BitsAllocated}");
        }
    }

    public static DicomException Broken(string codec, string what) =>
        new(DicomErrorCodes.Malformed, $"The {codec} frame is broken: {what.TrimEnd('.', ' ', '\n')}", Tags.PixelData);

    public static DicomException Cut(string codec) =>
        new(DicomErrorCodes.Truncated, $"The {codec} frame ends before its pixels do", Tags.PixelData);
}
