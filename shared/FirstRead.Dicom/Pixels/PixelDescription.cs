using FirstRead.Dicom.Datasets;

namespace FirstRead.Dicom.Pixels;

/// <summary>How a data set's pixels are laid out (PS3.3 C.7.6.3).</summary>
public sealed record PixelDescription
{
    public required int Rows { get; init; }

    public required int Columns { get; init; }

    public required int Frames { get; init; }

    /// <summary>1, or 3 for colour.</summary>
    public required int SamplesPerPixel { get; init; }

    /// <summary>1, 8, 16, 32 or 64; very old files have 12, packed.</summary>
    public required int BitsAllocated { get; init; }

    public required int BitsStored { get; init; }

    public required int HighBit { get; init; }

    /// <summary>Two's complement samples.</summary>
    public required bool IsSigned { get; init; }

    /// <summary>All of one colour, then all of the next.</summary>
    public required bool IsPlanar { get; init; }

    /// <summary>IEEE 754 numbers of 32 or 64 bits (PS3.3 C.7.6.24 and C.7.6.25).</summary>
    public bool IsFloat { get; init; }

    public required string Photometric { get; init; }

    /// <summary>Lowest sample is shown white.</summary>
    public bool IsInverted => Photometric == "MONOCHROME1";

    public bool IsMonochrome => Photometric is "MONOCHROME1" or "MONOCHROME2";

    /// <summary>Bits of one frame without compression. In 4:2:2, chrominance is halved (PS3.3 C.7.6.3.1.2).</summary>
    public long FrameBits => (long)Rows * Columns * BitsAllocated * (Photometric == "YBR_FULL_422" && SamplesPerPixel == 3 ? 2 : SamplesPerPixel);

    public long FrameBytes => (FrameBits + 7) / 8;

    /// <exception cref="DicomException"><c>malformed</c>: an attribute is absent or absurd.</exception>
    public static PixelDescription From(DicomDataset dataset)
    {
        var allocated = Required(dataset, Tags.BitsAllocated, 1, 64);
        var stored = dataset.GetInt(Tags.BitsStored) ?? allocated;
        if (stored < 1 || stored > allocated) throw Broken(Tags.BitsStored);
        var highBit = dataset.GetInt(Tags.HighBit) ?? stored - 1;
        if (highBit < stored - 1 || highBit >= allocated) throw Broken(Tags.HighBit);
        return new PixelDescription
        {
            Rows = Required(dataset, Tags.Rows, 1, ushort.MaxValue),
            Columns = Required(dataset, Tags.Columns, 1, ushort.MaxValue),
            Frames = dataset.Contains(Tags.NumberOfFrames) && dataset.GetInt(Tags.NumberOfFrames) is { } frames
                ? frames is >= 1 ? frames : throw Broken(Tags.NumberOfFrames)
                : 1,
            SamplesPerPixel = dataset.Contains(Tags.SamplesPerPixel) ? Required(dataset, Tags.SamplesPerPixel, 1, 4) : 1,
            BitsAllocated = allocated,
            BitsStored = stored,
            HighBit = highBit,
            IsSigned = dataset.GetInt(Tags.PixelRepresentation) == 1,
            IsPlanar = dataset.GetInt(Tags.PlanarConfiguration) == 1,
            IsFloat = !dataset.Contains(Tags.PixelData) && (dataset.Contains(Tags.FloatPixelData) || dataset.Contains(Tags.DoubleFloatPixelData)),
            Photometric = dataset.GetString(Tags.PhotometricInterpretation) ?? "MONOCHROME2",
        };
    }

    private static int Required(DicomDataset dataset, DicomTag tag, int lowest, int highest) =>
        dataset.GetInt(tag) is { } value && value >= lowest && value <= highest ? value : throw Broken(tag);

    private static DicomException Broken(DicomTag tag) => new(DicomErrorCodes.Malformed, "The pixels' description is absent or absurd", tag);
}
