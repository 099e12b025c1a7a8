using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;

namespace FirstRead.Core.Analysis.Results;

/// <summary>Attributes of patient and study that every instance of a study shares (PS3.3 C.7.1.1, C.7.2.1, C.7.2.2).</summary>
internal static class StudyAttributes
{
    public static readonly DicomTag[] FromSource =
    [
        Tags.SpecificCharacterSet, Tags.StudyDate, Tags.StudyTime, Tags.AccessionNumber, Tags.ReferringPhysicianName, Tags.StudyDescription,
        Tags.PatientName, Tags.PatientID, Tags.PatientBirthDate, Tags.PatientSex, Tags.PatientAge, Tags.PatientSize, Tags.PatientWeight,
        Tags.PatientIdentityRemoved, Tags.DeidentificationMethod, Tags.DeidentificationMethodCodeSequence, Tags.LongitudinalTemporalInformationModified,
        Tags.StudyInstanceUID, Tags.StudyID,
    ];

    // Type 2: present even when empty.
    private static readonly DicomTag[] Always =
    [
        Tags.StudyDate, Tags.StudyTime, Tags.AccessionNumber, Tags.ReferringPhysicianName, Tags.PatientName, Tags.PatientID,
        Tags.PatientBirthDate, Tags.PatientSex, Tags.StudyID,
    ];

    /// <summary>A data set with the source's values in UTF-8: a signer's name, and what a code means, need not be of the clinic's script.</summary>
    public static DicomDataset Of(DicomDataset source)
    {
        var document = new DicomDataset().Add(Tags.SpecificCharacterSet, Utf8Items.Term);
        foreach (var tag in FromSource)
            if (tag != Tags.SpecificCharacterSet && source[tag] is { } element)
                Utf8Items.Copy(source, element, document);
        foreach (var tag in Always)
            if (!document.Contains(tag))
                document.Add(tag, "");
        return document;
    }

    /// <summary>Date and time for what is derived: the source's shifted ones. Beside those, the clock's would give the shift away.</summary>
    public static (string Date, string Time) ContentOf(DicomDataset source) => (
        source.GetString(Tags.ContentDate) ?? source.GetString(Tags.StudyDate) ?? "19000101",
        source.GetString(Tags.ContentTime) ?? source.GetString(Tags.StudyTime) ?? "000000");
}
