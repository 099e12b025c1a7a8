using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Rendering;

namespace FirstRead.Core.Analysis.Results;

/// <summary>A picture that results refer to.</summary>
/// <param name="Scale">Null where a pixel's size is not known.</param>
/// <param name="Header">What its display needs is read from here: window, rescale, photometric interpretation.</param>
public sealed record SourcePicture(
    string SopClassUid,
    string SopInstanceUid,
    string SeriesInstanceUid,
    int Columns,
    int Rows,
    int Frames,
    PixelScale? Scale,
    DicomDataset Header)
{
    /// <summary>From 1, where the header is that of one frame of several; null where it speaks for all.</summary>
    public int? Frame => Frames > 1 ? Header.GetInt(Tags.ReferencedFrameNumber) : null;

    /// <summary>True where it is what somebody means by this instance and frame.</summary>
    public bool Is(string sopInstanceUid, int frame) => SopInstanceUid == sopInstanceUid && (Frame is null || Frame == frame);

    public static SourcePicture Of(DicomDataset header) => new(
        header.GetString(Tags.SOPClassUID) ?? "",
        header.GetString(Tags.SOPInstanceUID) ?? "",
        header.GetString(Tags.SeriesInstanceUID) ?? "",
        header.GetInt(Tags.Columns) ?? 0,
        header.GetInt(Tags.Rows) ?? 0,
        header.GetInt(Tags.NumberOfFrames) ?? 1,
        PixelScale.Of(header),
        header);

    /// <summary>Of what the writers read of the header, so that many can be held.</summary>
    /// <param name="header">Of the picture.</param>
    /// <param name="shown">The window that it is shown with; null where a table serves.</param>
    public static SourcePicture Light(DicomDataset header, WindowLevel? shown) => Of(Windowed(SourceTags.Restrict(header, SourceTags.Picture), shown));

    /// <summary>Of one slice of many: modality and VOI tables are not held, and whoever has one gets no presentation state, which would show it wrongly.</summary>
    /// <param name="header">Of the picture.</param>
    /// <param name="shown">The window that it is shown with; null where a table serves.</param>
    public static SourcePicture OfSlice(DicomDataset header, WindowLevel? shown)
    {
        var kept = SourceTags.Restrict(header, [.. SourceTags.Picture.Except(SourceTags.Tables)]);
        if (SourceTags.Tables.Any(header.Contains))
            kept.Remove(Tags.PhotometricInterpretation);
        return Of(Windowed(kept, shown));
    }

    /// <summary>A header without a window that can be used gets the one that it is shown with: values over their whole range would be near black.</summary>
    private static DicomDataset Windowed(DicomDataset header, WindowLevel? shown) => shown is not { } window || WindowLevel.FromHeader(header) is not null
        ? header
        : header.Add(Tags.WindowCenter, window.Center).Add(Tags.WindowWidth, window.Width).Add(Tags.VOILUTFunction, window.Function == VoiFunction.LinearExact ? "LINEAR_EXACT" : "LINEAR");

    /// <summary>How it lies before whoever looks at it.</summary>
    public KeyImageFrame Place => KeyImageFrame.Of(this);

    /// <summary>False for colour, whose display a grayscale presentation state cannot describe.</summary>
    public bool IsGrey => Header.GetString(Tags.PhotometricInterpretation) is "MONOCHROME1" or "MONOCHROME2";
}
