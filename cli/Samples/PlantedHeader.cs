using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;

namespace FirstRead.Cli.Samples;

/// <summary>Puts a made-up person wherever real headers hold one: names, numbers, dates, free text, a nested item, a private block.</summary>
public static class PlantedHeader
{
    private static readonly DicomTag PrivateCreator = new(0x0009, 0x0010), PrivateName = new(0x0009, 0x1001);

    public static DicomDataset Of(DicomDataset slice, SyntheticIdentity person, string region = "BRAIN")
    {
        slice.Add(Tags.PatientName, person.PatientName)
            .Add(Tags.PatientID, person.PatientId)
            .Add(Tags.PatientBirthDate, person.BirthDate)
            .Add(Tags.PatientAge, $"{person.AgeAtStudy:D3}Y")
            .Add(Tags.PatientAddress, person.Address)
            .Add(Tags.AccessionNumber, person.AccessionNumber)
            .Add(Tags.InstitutionName, person.Institution)
            .Add(Tags.ReferringPhysicianName, person.Physician)
            .Add(Tags.OperatorsName, person.Physician)
            .Add(Tags.PatientComments, person.Comments)
            .Add(Tags.ImageComments, person.Comments)
            .Add(Tags.AdditionalPatientHistory, person.Comments)
            .AddSequence(Tags.RequestAttributesSequence, new DicomDataset()
                .Add(Tags.RequestedProcedureDescription, $"{region} for {person.Word}")
                .Add(Tags.RequestedProcedureID, person.AccessionNumber));
        foreach (var date in (ReadOnlySpan<DicomTag>)[Tags.StudyDate, Tags.SeriesDate, Tags.AcquisitionDate, Tags.ContentDate])
            slice.Add(date, person.StudyDate);
        slice.Add(PrivateCreator, Vr.LO, "FIRSTREAD SAMPLE"u8.ToArray());
        return slice.Add(PrivateName, Vr.LO, System.Text.Encoding.ASCII.GetBytes(person.PatientName));
    }
}
