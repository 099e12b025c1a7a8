using FirstRead.Core.Identity;
using FirstRead.Core.Studies;

namespace FirstRead.Reports;

/// <summary>Whose report it is, and by which UIDs its reader knows the pictures.</summary>
public abstract record ReportSubject
{
    private ReportSubject()
    {
    }

    public abstract string StudyUid(Study study);

    public abstract string SeriesUid(Instance instance);

    public abstract string InstanceUid(Instance instance);

    /// <summary>For everyone but the uploading clinic.</summary>
    public sealed record Pseudonymous(PatientToken Token) : ReportSubject
    {
        public override string StudyUid(Study study) => study.StudyInstanceUid;

        public override string SeriesUid(Instance instance) => instance.SeriesInstanceUid;

        public override string InstanceUid(Instance instance) => instance.SopInstanceUid;
    }

    /// <summary>For the clinic that uploaded the study, from the vault: protected health information.</summary>
    /// <param name="Instances">By pseudonymous SOP Instance UID; one that is absent throws <see cref="KeyNotFoundException"/>, for no document may mix UIDs.</param>
    public sealed record Released(PatientIdentity Patient, StudyIdentity Study, IReadOnlyDictionary<string, InstanceIdentity> Instances) : ReportSubject
    {
        public override string StudyUid(Study study) => Study.StudyInstanceUid;

        public override string SeriesUid(Instance instance) => Instances[instance.SopInstanceUid].OriginalSeriesInstanceUid;

        public override string InstanceUid(Instance instance) => Instances[instance.SopInstanceUid].OriginalSopInstanceUid;

        /// <summary>Names no value: a record's own text would.</summary>
        public override string ToString() => nameof(Released);
    }
}
