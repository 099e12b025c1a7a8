using FirstRead.Core.Analysis;

namespace FirstRead.Core.Studies;

/// <summary>Results by version; <see cref="IWorkQueue.FinishAsync"/> alone writes them. Strongly consistent.</summary>
public interface IResultStore
{
    Task<AnalysisResult?> GetAsync(StudyId study, int attempt, CancellationToken cancel);

    /// <summary>The result of the highest attempt; null before the first.</summary>
    Task<AnalysisResult?> GetCurrentAsync(StudyId study, CancellationToken cancel);
}
