using FirstRead.Core.Studies;

namespace FirstRead.Core.Learning;

/// <summary>Teaching cases. Every write is conditional; every read is strongly consistent unless it says otherwise.</summary>
public interface ITeachingStore
{
    /// <summary>Stores a case and links its study to it. False when the study has one that is not over.</summary>
    Task<bool> AddAsync(TeachingCase added, CancellationToken cancel);

    Task<TeachingCase?> GetAsync(CaseId id, CancellationToken cancel);

    /// <summary>The study's case; null when it has none that is not over.</summary>
    Task<TeachingCase?> GetOfStudyAsync(StudyId study, CancellationToken cancel);

    /// <summary>All that are not withdrawn, in the order of their ids, which is no order.</summary>
    Task<IReadOnlyList<TeachingCase>> ListAsync(CancellationToken cancel);

    /// <summary>Cases with a step due, the longest due first; eventually consistent.</summary>
    Task<IReadOnlyList<CaseId>> ListDueAsync(DateTimeOffset now, int limit, CancellationToken cancel);

    /// <summary>
    /// Writes the case if its stored revision is <paramref name="changed"/>.Revision, and stores it one higher; one that is over
    /// frees its study. Null when it had moved on, else as stored.
    /// </summary>
    Task<TeachingCase?> ReplaceAsync(TeachingCase changed, CancellationToken cancel);
}

/// <summary>What learners did. Reads are strongly consistent.</summary>
public interface ILearnerStore
{
    /// <summary>Notes that the learner asked for the AI's outlines. Returns the first time it was noted.</summary>
    Task<DateTimeOffset> RevealAsync(string learner, CaseId id, DateTimeOffset now, CancellationToken cancel);

    /// <summary>Null: never asked for.</summary>
    Task<DateTimeOffset?> GetRevealAsync(string learner, CaseId id, CancellationToken cancel);

    /// <summary>Stores the read. False when the learner has read this case: what was saved stays.</summary>
    Task<bool> SaveAsync(LearnerRead read, CancellationToken cancel);

    Task<LearnerRead?> GetAsync(string learner, CaseId id, CancellationToken cancel);

    /// <summary>All of the learner's reads, the oldest first.</summary>
    Task<IReadOnlyList<LearnerRead>> ListAsync(string learner, CancellationToken cancel);
}
