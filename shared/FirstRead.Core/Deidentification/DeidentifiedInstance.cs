using FirstRead.Core.Studies;

namespace FirstRead.Core.Deidentification;

/// <summary>What was written. All UIDs are those of the new file.</summary>
public sealed class DeidentifiedInstance
{
    private readonly Lazy<DeidentificationReport> report;

    internal DeidentifiedInstance(StudyId study, string studyInstanceUid, string seriesInstanceUid, string sopInstanceUid, Func<DeidentificationReport> report)
    {
        (Study, StudyInstanceUid, SeriesInstanceUid, SopInstanceUid) = (study, studyInstanceUid, seriesInstanceUid, sopInstanceUid);
        this.report = new Lazy<DeidentificationReport>(report);
    }

    public StudyId Study { get; }

    public string StudyInstanceUid { get; }

    public string SeriesInstanceUid { get; }

    public string SopInstanceUid { get; }

    /// <summary>Put together when first asked for.</summary>
    public DeidentificationReport Report => report.Value;
}
