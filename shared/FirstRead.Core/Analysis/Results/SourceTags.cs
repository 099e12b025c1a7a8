using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;

namespace FirstRead.Core.Analysis.Results;

/// <summary>All that the writers of results read of headers. A test builds every object from these alone and from whole headers.</summary>
internal static class SourceTags
{
    /// <summary>Of one picture of the study: patient, study, and what a segmentation repeats.</summary>
    public static readonly DicomTag[] Study =
    [
        .. StudyAttributes.FromSource,
        Tags.ContentDate, Tags.ContentTime, Tags.Modality, Tags.FrameOfReferenceUID, Tags.PositionReferenceIndicator, Tags.SliceThickness,
        Tags.LossyImageCompression, Tags.LossyImageCompressionRatio, Tags.LossyImageCompressionMethod,
    ];

    /// <summary>Of each picture: what it is, how large a pixel is, how it is shown.</summary>
    public static readonly DicomTag[] Picture =
    [
        Tags.SpecificCharacterSet, Tags.SOPClassUID, Tags.SOPInstanceUID, Tags.Modality, Tags.SeriesInstanceUID,
        Tags.Rows, Tags.Columns, Tags.NumberOfFrames, Tags.ReferencedFrameNumber,
        Tags.PixelSpacing, Tags.ImagerPixelSpacing, Tags.PixelSpacingCalibrationType, Tags.PixelAspectRatio, Tags.ImagePositionPatient, Tags.ImageOrientationPatient, Tags.PatientOrientation,
        Tags.PhotometricInterpretation, Tags.RescaleSlope, Tags.RescaleIntercept, Tags.RescaleType, Tags.WindowCenter, Tags.WindowWidth, Tags.VOILUTFunction,
        Tags.LossyImageCompression, Tags.ModalityLUTSequence, Tags.VOILUTSequence,
    ];

    /// <summary>Those that may be large: 65,536 entries each.</summary>
    public static readonly DicomTag[] Tables = [Tags.ModalityLUTSequence, Tags.VOILUTSequence];

    public static DicomDataset Restrict(DicomDataset header, IReadOnlyList<DicomTag> tags)
    {
        var kept = new DicomDataset();
        foreach (var tag in tags)
            if (header[tag] is { } element)
                kept.Set(element);
        return kept;
    }
}
