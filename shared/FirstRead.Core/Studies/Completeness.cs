using System.Globalization;
using FirstRead.Core.Studies.Geometry;

namespace FirstRead.Core.Studies;

/// <summary>What is to be done with a study now.</summary>
public enum CompletenessStep
{
    /// <summary>An upload that touched it is open.</summary>
    Wait,

    /// <summary>Complete, with instances that no analysis has seen.</summary>
    Queue,

    /// <summary>Complete without one instance that may go on: a person must look at what is held.</summary>
    Hold,

    /// <summary>
    /// Nothing new to analyse, but what it lacks has changed: files were lost, or what was lost has been found. Or it counts more than it has:
    /// whoever counted died before the instance stood, or two took in the same file.
    /// </summary>
    Mark,

    /// <summary>Nothing.</summary>
    Rest,
}

/// <param name="Incomplete">Files were refused, held or expired, or slices are missing: analysed all the same, and marked.</param>
public sealed record Completeness(CompletenessStep Step, bool Incomplete)
{
    /// <summary>What it lacks, in one line; null where it lacks nothing.</summary>
    public string? Missing { get; init; }

    /// <summary>A file of it waits for a person.</summary>
    public bool Waits { get; init; }

    /// <summary>Decides from rows alone: no counter is trusted, and no earlier mark.</summary>
    /// <param name="instances">All of the study.</param>
    /// <param name="uploads">Every upload that touched the study, with all its files.</param>
    /// <param name="elsewhere">By upload, digests of what its other studies hold: a file that it lost and that was never opened may be among them.</param>
    public static Completeness Of(
        Study study, IReadOnlyList<Instance> instances, IReadOnlyList<(Upload Upload, IReadOnlyList<UploadFile> Files)> uploads, IReadOnlySet<(UploadId Upload, string Sha256)>? elsewhere = null)
    {
        if (uploads.Any(touching => touching.Upload.Open))
            return new(CompletenessStep.Wait, study.Incomplete) { Missing = study.Missing };
        var waits = uploads.SelectMany(touching => touching.Files).Any(file => file.State == FileState.Held && (file.Study is null || file.Study == study.Id));
        var lost = LostFiles.Of(study.Id, instances, uploads.SelectMany(touching => touching.Files)).Count(file => elsewhere?.Contains((file.Upload, file.Sha256)) != true);
        var missing = Shortfall.Tell(
        [
            .. lost == 0 ? [] : new[] { new Shortfall(Shortfall.FilesLost, string.Create(CultureInfo.InvariantCulture, $"{lost} of the files that were promised did not come, were refused or are held")) },
            .. SliceGaps.In(instances),
            .. DeclaredCounts.In(instances),
        ]);
        return new(StepOf(study, instances.Count, missing, waits), missing is not null) { Missing = missing, Waits = waits };
    }

    private static CompletenessStep StepOf(Study study, int instances, string? missing, bool waits)
    {
        if (instances > study.QueuedInstances)
            return CompletenessStep.Queue;
        if (instances == 0)
            return (study.Status, study.Reason, study.Missing, study.InstanceCount) == (StudyStatus.Held, StudyChanges.HoldReason(waits), missing, 0) ? CompletenessStep.Rest : CompletenessStep.Hold;
        // A row of before there were reasons is given its own at the next look.
        return (missing, missing is not null, instances) == (study.Missing, study.Incomplete, study.InstanceCount) ? CompletenessStep.Rest : CompletenessStep.Mark;
    }
}
