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

    /// <summary>A data set with the source's values as they stand, in its character set.</summary>
    public static DicomDataset Of(DicomDataset source)
    {
        var document = new DicomDataset();
        foreach (var tag in FromSource)
            if (source[tag] is { } element)
                document.Set(element);
        foreach (var tag in Always)
            if (!document.Contains(tag))
                document.Add(tag, "");
        return document;
    }

    /// <summary>The same values in UTF-8: a signer's name need not be of the clinic's script.</summary>
    public static DicomDataset InUtf8(DicomDataset source)
    {
        var document = Of(source);
        document.Add(Tags.SpecificCharacterSet, "ISO_IR 192");
        foreach (var tag in FromSource)
            if (tag != Tags.SpecificCharacterSet && source.GetStrings(tag) is { Count: > 0 } values)
                document.Add(tag, values);
        return document;
    }

    /// <summary>Date and time for what is derived: the source's shifted ones. Beside those, the clock's would give the shift away.</summary>
    public static (string Date, string Time) ContentOf(DicomDataset source) => (
        source.GetString(Tags.ContentDate) ?? source.GetString(Tags.StudyDate) ?? "19000101",
        source.GetString(Tags.ContentTime) ?? source.GetString(Tags.StudyTime) ?? "000000");
}
