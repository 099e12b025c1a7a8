using FirstRead.Core.Identity;
using FirstRead.Core.Release;
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

    /// <summary>A UID of ours (<see cref="Core.Analysis.Results.DerivedUids"/>) as this reader knows it.</summary>
    public abstract string OwnUid(string pseudonymous);

    /// <summary>A time of the clock as this reader may see it; null where they may not.</summary>
    public abstract DateTimeOffset? Shown(DateTimeOffset clock);

    /// <summary>
    /// For everyone but the uploading clinic. A time of the clock would stand beside shifted dates in the same folder and
    /// give the date shift away, so none is shown.
    /// </summary>
    /// <param name="ToStudyCalendar">What brings a time of the clock into the study's shifted calendar; null where it is not known: then no time is shown at all.</param>
    public sealed record Pseudonymous(PatientToken Token, TimeSpan? ToStudyCalendar = null) : ReportSubject
    {
        public override DateTimeOffset? Shown(DateTimeOffset clock) => ToStudyCalendar is { } shift ? clock + shift : null;

        public override string StudyUid(Study study) => study.StudyInstanceUid;

        public override string SeriesUid(Instance instance) => instance.SeriesInstanceUid;

        public override string InstanceUid(Instance instance) => instance.SopInstanceUid;

        public override string OwnUid(string pseudonymous) => pseudonymous;
    }

    /// <summary>For the clinic that uploaded the study, from the vault: protected health information.</summary>
    /// <param name="Instances">By pseudonymous SOP Instance UID; one that is absent throws <see cref="KeyNotFoundException"/>, for no document may mix UIDs.</param>
    public sealed record Released(PatientIdentity Patient, StudyIdentity Study, IReadOnlyDictionary<string, InstanceIdentity> Instances) : ReportSubject
    {
        public override DateTimeOffset? Shown(DateTimeOffset clock) => clock;

        public override string StudyUid(Study study) => Study.StudyInstanceUid;

        public override string SeriesUid(Instance instance) => Instances[instance.SopInstanceUid].OriginalSeriesInstanceUid;

        public override string InstanceUid(Instance instance) => Instances[instance.SopInstanceUid].OriginalSopInstanceUid;

        public override string OwnUid(string pseudonymous) => ReleasedUids.Of(Study, pseudonymous);

        /// <summary>Names no value: a record's own text would.</summary>
        public override string ToString() => nameof(Released);
    }
}
