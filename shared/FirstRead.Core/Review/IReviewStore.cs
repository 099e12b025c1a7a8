using FirstRead.Core.Studies;

namespace FirstRead.Core.Review;

/// <summary>Review rounds beside their study.</summary>
public interface IReviewStore
{
    /// <summary>All rounds in order, strongly consistent.</summary>
    Task<IReadOnlyList<ReviewRound>> ListAsync(StudyId study, CancellationToken cancel);

    /// <summary>
    /// Stores the round and the study in one transaction, if the stored revision is still <paramref name="study"/>.Revision
    /// and the round is not signed; the stored revision is one higher. False when the study had moved on.
    /// </summary>
    Task<bool> SaveAsync(Study study, ReviewRound round, CancellationToken cancel);

    /// <summary>
    /// Keeps who was told of the critical findings of a signed round, and takes it off the list of those that nobody was told
    /// of. False where it stands already.
    /// </summary>
    Task<bool> CommunicateAsync(StudyId study, int round, Communication communication, CancellationToken cancel);

    /// <summary>What was told after a signature, by the number of its round; strongly consistent.</summary>
    Task<IReadOnlyDictionary<int, Communication>> ListCommunicationsAsync(StudyId study, CancellationToken cancel);

    /// <summary>Signed critical findings that nobody was told of, the longest waiting first; strongly consistent.</summary>
    Task<IReadOnlyList<OpenCommunication>> ListUntoldAsync(CancellationToken cancel);

    /// <summary>
    /// Signed rounds of the clinic's studies in the order of their times, from <paramref name="from"/> on. Eventually consistent,
    /// and signatures of the same moment come in any order: who reads on must look back a little.
    /// </summary>
    /// <param name="limit">At least 1.</param>
    Task<IReadOnlyList<SignedRound>> ListSignedAsync(ClinicId clinic, SignedFrom from, int limit, CancellationToken cancel);

    /// <summary>The same backwards, for a person who looks: the newest first.</summary>
    /// <param name="behind">The last one seen; null for the newest.</param>
    Task<IReadOnlyList<SignedRound>> ListLastSignedAsync(ClinicId clinic, SignedRound? behind, int limit, CancellationToken cancel);
}

/// <summary>That a round of a study was signed.</summary>
public sealed record SignedRound(StudyId Study, int Number, DateTimeOffset SignedAt);

/// <summary>Where a list of signed rounds begins: behind one of them, or at a time and all that was signed then.</summary>
/// <param name="Behind">The last one seen, signed at <paramref name="At"/>; null for the time alone.</param>
public sealed record SignedFrom(DateTimeOffset At, (StudyId Study, int Number)? Behind = null);
