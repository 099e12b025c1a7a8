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
}
