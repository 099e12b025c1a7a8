using FirstRead.Core.Analysis.Results;
using FirstRead.Core.Studies;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;

namespace FirstRead.Core.Review.Signing;

/// <summary>What the rows of a study's instances say of its pictures, for a study that no model read: no dates, no pixel sizes, no windows.</summary>
internal static class RowSource
{
    public static ReportSource Of(Study study, IReadOnlyList<Instance> instances)
    {
        var header = new DicomDataset()
            .Add(Tags.SpecificCharacterSet, "ISO_IR 192")
            .Add(Tags.StudyInstanceUID, study.StudyInstanceUid)
            .Add(Tags.PatientName, study.Patient.Value)
            .Add(Tags.PatientID, study.Patient.Value)
            .Add(Tags.PatientIdentityRemoved, "YES")
            .Add(Tags.DeidentificationMethod, "As stated in the pictures");
        if (study.Modality is { Length: > 0 } modality)
            header.Add(Tags.Modality, modality);
        return new(header, [.. instances.Where(IsPicture).Select(Picture)], null);
    }

    /// <summary>With all pictures of the study, those without a header by their rows.</summary>
    public static ReportSource Complete(ReportSource kept, IReadOnlyList<Instance> instances)
    {
        var known = kept.Pictures.Select(picture => picture.SopInstanceUid).ToHashSet();
        return kept with { Pictures = [.. kept.Pictures, .. instances.Where(instance => IsPicture(instance) && !known.Contains(instance.SopInstanceUid)).Select(Picture)] };
    }

    public static bool IsPicture(Instance instance) => instance is { Rows: > 0, Columns: > 0 };

    public static SourcePicture Picture(Instance instance) => SourcePicture.Of(new DicomDataset()
        .Add(Tags.SOPClassUID, instance.SopClassUid)
        .Add(Tags.SOPInstanceUID, instance.SopInstanceUid)
        .Add(Tags.SeriesInstanceUID, instance.SeriesInstanceUid)
        .Add(Tags.Rows, instance.Rows ?? 0)
        .Add(Tags.Columns, instance.Columns ?? 0)
        .Add(Tags.NumberOfFrames, instance.Frames));
}
