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

/// <summary>Where an upload stands. Stored as three flags, and told by <see cref="StoredNames"/>.</summary>
public enum UploadState
{
    /// <summary>More files may be announced.</summary>
    Growing,

    /// <summary>Every file is announced; some have no end state yet.</summary>
    Open,

    /// <summary>Taken back by its clinic; what is pending is about to be given up.</summary>
    Cancelling,

    /// <summary>Every file has its end state.</summary>
    Closed,

    /// <summary>The same, after the clinic took back what had not come.</summary>
    Cancelled,
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

    /// <summary>Understood, and no part of any study: a medium's directory, an archive whose files have rows of their own.</summary>
    Ignored,
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

    public static string Of(UploadState state) => state switch
    {
        UploadState.Growing => "growing",
        UploadState.Open => "open",
        UploadState.Cancelling => "cancelling",
        UploadState.Closed => "closed",
        UploadState.Cancelled => "cancelled",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    public static string Of(FileState state) => state switch
    {
        FileState.Pending => "pending",
        FileState.Accepted => "accepted",
        FileState.Duplicate => "duplicate",
        FileState.Refused => "refused",
        FileState.Held => "held",
        FileState.Expired => "expired",
        FileState.Ignored => "ignored",
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
