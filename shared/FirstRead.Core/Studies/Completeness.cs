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

    /// <summary>Nothing new to analyse, but files were lost: the study is to be marked.</summary>
    Mark,

    /// <summary>Nothing.</summary>
    Rest,
}

/// <param name="Incomplete">Files were refused, held or expired, or the slices show gaps: analysed all the same, and marked.</param>
public sealed record Completeness(CompletenessStep Step, bool Incomplete)
{
    /// <summary>Decides from rows alone: no counter is trusted.</summary>
    /// <param name="instances">All of the study.</param>
    /// <param name="uploads">Every upload that touched the study, with all its files.</param>
    public static Completeness Of(Study study, IReadOnlyList<Instance> instances, IReadOnlyList<(Upload Upload, IReadOnlyList<UploadFile> Files)> uploads)
    {
        if (uploads.Any(touching => touching.Upload.Open))
            return new(CompletenessStep.Wait, study.Incomplete);
        var incomplete = uploads.Any(touching => touching.Files.Any(file => MissingFrom(study, file))) || SliceGaps.Exist(instances);
        if (instances.Count == 0)
            return new(study.Status == StudyStatus.Held ? CompletenessStep.Rest : CompletenessStep.Hold, incomplete);
        if (instances.Count > study.QueuedInstances)
            return new(CompletenessStep.Queue, incomplete);
        return new(incomplete && !study.Incomplete ? CompletenessStep.Mark : CompletenessStep.Rest, incomplete);
    }

    /// <summary>A lost file that was never opened may have been of any study that its upload touched.</summary>
    private static bool MissingFrom(Study study, UploadFile file) =>
        file.State is FileState.Refused or FileState.Held or FileState.Expired && (file.Study is null || file.Study == study.Id);
}
