namespace FirstRead.Inference.Studies;

/// <summary>The study cannot be analysed, now or ever: recorded with its code, never retried.</summary>
public sealed class StudyFailedException(string code, string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>One of <see cref="FirstRead.Core.Analysis.AnalysisCodes"/>.</summary>
    public string Code { get; } = code;
}

/// <summary>A store did not answer: the study goes back to the queue as it was.</summary>
public sealed class StoreUnavailableException(string message, Exception cause) : Exception(message, cause);
