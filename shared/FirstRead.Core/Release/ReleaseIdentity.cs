using FirstRead.Core.Deidentification;
using FirstRead.Core.Identity;
using FirstRead.Core.Studies;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;

namespace FirstRead.Core.Release;

/// <summary>Whose study it is and what its UIDs were: all that leads back. Protected health information.</summary>
/// <param name="Patient">As this study's files named them.</param>
/// <param name="Instances">By pseudonymous SOP Instance UID: every instance of the study.</param>
/// <param name="Originals">From a pseudonymous UID of study, series, instance or frame of reference to the clinic's own.</param>
public sealed record ReleaseIdentity(
    PatientIdentity Patient,
    StudyIdentity Study,
    IReadOnlyDictionary<string, InstanceIdentity> Instances,
    IReadOnlyDictionary<string, string> Originals)
{
    /// <param name="patient">As the vault has it, first seen.</param>
    /// <param name="stored">The study's row.</param>
    /// <param name="instances">Every row, each with what the vault has of it.</param>
    /// <exception cref="ReleaseRefusedException">One UID leads to two originals: the vault contradicts itself.</exception>
    public static ReleaseIdentity Of(PatientIdentity patient, StudyIdentity study, Study stored, IReadOnlyList<(Instance Row, InstanceIdentity Identity)> instances)
    {
        var originals = new Dictionary<string, string>();
        Lead(stored.StudyInstanceUid, study.StudyInstanceUid);
        foreach (var (row, identity) in instances)
        {
            Lead(row.SopInstanceUid, identity.OriginalSopInstanceUid);
            Lead(row.SeriesInstanceUid, identity.OriginalSeriesInstanceUid);
            if (identity is { FrameOfReferenceUid: { } frame, OriginalFrameOfReferenceUid: { } original })
                Lead(frame, original);
        }
        return new ReleaseIdentity(study.PatientOf(patient), study, instances.ToDictionary(pair => pair.Row.SopInstanceUid, pair => pair.Identity), originals);

        void Lead(string pseudonymous, string original)
        {
            if (!originals.TryAdd(pseudonymous, original) && originals[pseudonymous] != original)
                throw new ReleaseRefusedException(ReleaseCodes.IdentityBroken, "One UID of the study leads to two originals.");
        }
    }

    /// <summary>Attributes of patient and study as the clinic sent them (PS3.3 C.7.1.1, C.7.2.1); Type 2: present even when empty.</summary>
    internal void WriteTo(DicomDataset document)
    {
        document
            .Add(Tags.PatientName, Patient.PatientName ?? "")
            .Add(Tags.PatientID, Patient.PatientId ?? "")
            .Add(Tags.PatientBirthDate, Patient.PatientBirthDate ?? "")
            .Add(Tags.PatientSex, Patient.PatientSex ?? "")
            .Add(Tags.StudyInstanceUID, Study.StudyInstanceUid)
            .Add(Tags.StudyDate, Study.StudyDate ?? "")
            .Add(Tags.StudyTime, Study.StudyTime ?? "")
            .Add(Tags.StudyID, Study.OriginalStudyId ?? "")
            .Add(Tags.AccessionNumber, Study.AccessionNumber ?? "");
        if (Patient.IssuerOfPatientId is { } issuer)
            document.Add(Tags.IssuerOfPatientID, issuer);
    }

    /// <summary>A UID of the clinic's; null for one that is not the vault's to know.</summary>
    public string? OriginalOf(string uid) => PublicUids.Contains(uid) ? uid : Originals.GetValueOrDefault(uid);

    /// <summary>Names no value.</summary>
    public override string ToString() => nameof(ReleaseIdentity);
}
