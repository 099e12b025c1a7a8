using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Registry;
using FirstRead.Dicom.Rendering;

namespace FirstRead.Core.Analysis.Results;

/// <summary>Writes a drawn key image as a Secondary Capture (PS3.3 A.8.1), for viewers that show nothing else.</summary>
public static class SecondaryCapture
{
    /// <param name="report">That has the finding.</param>
    /// <param name="index">Of the finding in the report, from 0.</param>
    /// <param name="drawn">Three channels: <see cref="KeyImagePicture.Paint"/>.</param>
    /// <exception cref="ArgumentException">The picture is not in colour, no model read the study, or the finding's own is not among the report's.</exception>
    public static DicomDataset Build(ResultReport report, int index, Picture drawn)
    {
        if (drawn.Channels != 3)
            throw new ArgumentException("A drawn key image has three channels.", nameof(drawn));
        var (finding, model) = (report.Findings[index].Finding, report.Model ?? throw new ArgumentException("No model read the study.", nameof(report)));
        var picture = report.Picture(finding.KeySopInstanceUid, finding.KeyFrame);
        var (date, time) = StudyAttributes.ContentOf(report.Source);
        return ModelEquipment.Add(StudyAttributes.Of(report.Source), report.Model)
            .Add(Tags.SOPClassUID, WellKnownUids.SecondaryCaptureImageStorage)
            .Add(Tags.SOPInstanceUID, DerivedUids.Of(report.Study, report.Attempt, $"capture {finding.Id}"))
            .Add(Tags.SeriesInstanceUID, DerivedUids.Of(report.Study, report.Attempt, "capture series"))
            .Add(Tags.SeriesNumber, 13000 + (report.Attempt % 1000))
            .Add(Tags.InstanceNumber, index + 1)
            .Add(Tags.Modality, "OT")
            // Type 2C each: what is drawn says where it lies.
            .Add(Tags.Laterality, "")
            .Add(Tags.PatientOrientation, "")
            .Add(Tags.SeriesDescription, $"{(report.Simulated ? "SIMULATED " : "")}AI key images, unverified, research use only")
            .Add(Tags.ConversionType, "SYN")
            .Add(Tags.ContentDate, date)
            .Add(Tags.ContentTime, time)
            .Add(Tags.ImageType, "DERIVED", "SECONDARY")
            .Add(Tags.ImageComments, Notices.Of(report.Simulated))
            .Add(Tags.DerivationDescription, $"Key image of finding {finding.Id}, drawn for display")
            .AddSequence(Tags.SourceImageSequence, ContentItems.Reference(picture, finding.KeyFrame)
                .AddSequence(Tags.PurposeOfReferenceCodeSequence, Codes.Item("121322", "DCM", "Source image for image processing operation")))
            .AddSequence(Tags.ContributingEquipmentSequence, ModelEquipment.Contribution(model))
            // What is burned in names the finding and never the patient (C.7.6.1).
            .Add(Tags.BurnedInAnnotation, "NO")
            .Add(Tags.LossyImageCompression, picture.Header.GetString(Tags.LossyImageCompression) ?? "00")
            .Add(Tags.SamplesPerPixel, 3)
            .Add(Tags.PhotometricInterpretation, "RGB")
            .Add(Tags.PlanarConfiguration, 0)
            .Add(Tags.Rows, drawn.Height)
            .Add(Tags.Columns, drawn.Width)
            .Add(Tags.BitsAllocated, 8)
            .Add(Tags.BitsStored, 8)
            .Add(Tags.HighBit, 7)
            .Add(Tags.PixelRepresentation, 0)
            .Add(Tags.PixelData, Vr.OB, drawn.Pixels);
    }
}
