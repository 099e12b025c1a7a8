using FirstRead.Core.Analysis;

namespace FirstRead.Core.Studies;

/// <summary>Where a study stands. Stored by <see cref="StoredNames"/>, never by number.</summary>
public enum StudyStatus
{
    /// <summary>Instances arrive; at least one upload that touched the study is open.</summary>
    Receiving,

    /// <summary>Complete and in the queue, waiting for a task.</summary>
    Queued,

    /// <summary>A task has taken it.</summary>
    Analysing,

    /// <summary>A result is stored.</summary>
    Analysed,

    /// <summary>No model's rules fit; the reason is stored.</summary>
    NotApplicable,

    /// <summary>Analysis failed for good; the reason is stored and a person must look.</summary>
    Failed,

    /// <summary>A person must decide before it may go on.</summary>
    Held,
}

/// <summary>What the AI's result means for the order of reading. It never lowers a study below what its clinic asked for.</summary>
public enum Risk
{
    /// <summary>No result, or a result that says nothing about risk.</summary>
    Undetermined,

    /// <summary>The model found nothing it knows. Not "normal".</summary>
    NoFinding,

    /// <summary>Something was marked, short of the high-risk rule.</summary>
    Indeterminate,

    /// <summary>The high-risk rule of the model's manifest was met.</summary>
    High,
}

/// <summary>What the clinic asked for.</summary>
public enum Priority
{
    Routine,
    Urgent,
    Stat,
}

/// <summary>The end states of an uploaded file, and the one before them.</summary>
public enum FileState
{
    Pending,
    Accepted,
    Duplicate,
    Refused,
    Held,
    Expired,
}

/// <summary>The one place where stored names of states are spelled; pinned by tests as literals.</summary>
public static class StoredNames
{
    public static string Of(StudyStatus status) => status switch
    {
        StudyStatus.Receiving => "receiving",
        StudyStatus.Queued => "queued",
        StudyStatus.Analysing => "analysing",
        StudyStatus.Analysed => "analysed",
        StudyStatus.NotApplicable => "not-applicable",
        StudyStatus.Failed => "failed",
        StudyStatus.Held => "held",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };

    public static string Of(Risk risk) => risk switch
    {
        Risk.Undetermined => "undetermined",
        Risk.NoFinding => "no-finding",
        Risk.Indeterminate => "indeterminate",
        Risk.High => "high",
        _ => throw new ArgumentOutOfRangeException(nameof(risk), risk, null),
    };

    public static string Of(Priority priority) => priority switch
    {
        Priority.Routine => "routine",
        Priority.Urgent => "urgent",
        Priority.Stat => "stat",
        _ => throw new ArgumentOutOfRangeException(nameof(priority), priority, null),
    };

    public static string Of(FileState state) => state switch
    {
        FileState.Pending => "pending",
        FileState.Accepted => "accepted",
        FileState.Duplicate => "duplicate",
        FileState.Refused => "refused",
        FileState.Held => "held",
        FileState.Expired => "expired",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    public static string Of(AnalysisOutcome outcome) => outcome switch
    {
        AnalysisOutcome.Analysed => "analysed",
        AnalysisOutcome.NotApplicable => "not-applicable",
        AnalysisOutcome.Failed => "failed",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, null),
    };

    /// <exception cref="FormatException">No state has this name.</exception>
    public static T Parse<T>(string name) where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
            if (NameOf(value) == name)
                return value;
        throw new FormatException($"'{name}' is no stored name of {typeof(T).Name}.");
    }

    private static string NameOf<T>(T value) where T : struct, Enum => value switch
    {
        StudyStatus status => Of(status),
        Risk risk => Of(risk),
        Priority priority => Of(priority),
        FileState state => Of(state),
        AnalysisOutcome outcome => Of(outcome),
        _ => throw new ArgumentOutOfRangeException(nameof(value), value, null),
    };
}
