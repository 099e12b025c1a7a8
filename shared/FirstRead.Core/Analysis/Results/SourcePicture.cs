using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;

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
    public static SourcePicture Of(DicomDataset header) => new(
        header.GetString(Tags.SOPClassUID) ?? "",
        header.GetString(Tags.SOPInstanceUID) ?? "",
        header.GetString(Tags.SeriesInstanceUID) ?? "",
        header.GetInt(Tags.Columns) ?? 0,
        header.GetInt(Tags.Rows) ?? 0,
        header.GetInt(Tags.NumberOfFrames) ?? 1,
        PixelScale.Of(header),
        header);

    /// <summary>False for colour, whose display a grayscale presentation state cannot describe.</summary>
    public bool IsGrey => Header.GetString(Tags.PhotometricInterpretation) is "MONOCHROME1" or "MONOCHROME2";
}
