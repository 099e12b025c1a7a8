namespace FirstRead.Core.Studies;

/// <summary>Studies and their instances. Reads are strongly consistent unless they say otherwise.</summary>
public interface IStudyStore
{
    /// <summary>
    /// Creates the study at its first instance, and before it the row that leads from its patient to it
    /// (<see cref="IPatientStudies"/>). One that stands takes the higher priority, <c>Simulated</c> if either is, descriptions it lacks, the later <c>LastInstanceAt</c>, and <paramref name="seen"/>.InstanceCount more instances (1, or
    /// 0 for a repeat; a hint that may over-count until the study is complete). Any number of callers may do so at once.
    /// False, and nothing written, when the study that stands is another patient's.
    /// </summary>
    Task<bool> TouchAsync(Study seen, CancellationToken cancel);

    /// <summary>Null where there is none, and where one was erased.</summary>
    Task<Study?> GetAsync(StudyId id, CancellationToken cancel);

    /// <summary>Both in one request, each as by itself.</summary>
    Task<(Study? Study, Instance? Instance)> GetWithInstanceAsync(StudyId id, string sopInstanceUid, CancellationToken cancel);

    /// <summary>A file of an erased study came: whoever erased it looks again at <paramref name="dueAt"/>. False when no such study was erased.</summary>
    Task<bool> NoteReturnAsync(StudyId id, DateTimeOffset dueAt, CancellationToken cancel);

    /// <summary>Puts the instance if its UID is new. Returns what stands there: the given one, or an earlier one.</summary>
    Task<Instance> PutInstanceAsync(Instance instance, CancellationToken cancel);

    Task<Instance?> GetInstanceAsync(StudyId study, string sopInstanceUid, CancellationToken cancel);

    Task<IReadOnlyList<Instance>> ListInstancesAsync(StudyId study, CancellationToken cancel);

    /// <summary>Writes the study if its stored revision is <paramref name="study"/>.Revision, and stores it one higher. False when it had moved on.</summary>
    Task<bool> ReplaceAsync(Study study, CancellationToken cancel);

    /// <summary>Notes that the clinic has fetched what was signed. Only the first time counts, and only while the study is signed.</summary>
    Task NoteReleasedAsync(StudyId id, DateTimeOffset at, CancellationToken cancel);

    /// <summary>Open studies of one urgency (<see cref="Urgency.Of"/>), longest waiting first; eventually consistent.</summary>
    Task<IReadOnlyList<Study>> LongestWaitingAsync(int urgency, int limit, CancellationToken cancel);

    /// <summary>Open studies (<see cref="Urgency.IsOpen"/>) by urgency, then by waiting time; eventually consistent.</summary>
    /// <param name="behind">Where the page begins: behind this study as it then was; null for the first.</param>
    Task<IReadOnlyList<Study>> WorklistAsync(int limit, CancellationToken cancel, WorklistPlace? behind = null);

    /// <summary>What was signed since <paramref name="from"/>, the last first; eventually consistent, and meant for a day.</summary>
    Task<IReadOnlyList<Study>> DoneAsync(DateTimeOffset from, DateTimeOffset now, int limit, CancellationToken cancel);
}

/// <summary>A place of the worklist.</summary>
/// <param name="Rank">As <see cref="Urgency.SortKey"/> made it.</param>
public sealed record WorklistPlace(StudyId Study, string Rank)
{
    public static WorklistPlace Of(Study study) => new(study.Id, Urgency.SortKey(study));

    /// <summary>Null for a text that no rank is.</summary>
    public static WorklistPlace? Parse(string rank)
    {
        if (rank.Split('#') is not [[>= '0' and <= '9'], { Length: > 0 }, var id])
            return null;
        try
        {
            return new(StudyId.Parse(id), rank);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
