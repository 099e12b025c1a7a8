using FirstRead.Core.Learning.Scoring;

namespace FirstRead.Core.Learning;

/// <summary>How a case was read. Scores of the two are never added up together.</summary>
public enum ReadMode
{
    /// <summary>Neither the AI's outlines nor the truth were seen before the marks were saved.</summary>
    Blind,

    /// <summary>The learner asked for the AI's outlines first.</summary>
    AiOnDemand,
}

public static class ReadModeNames
{
    public static string Of(ReadMode mode) => mode == ReadMode.Blind ? "blind" : "ai-on-demand";

    /// <exception cref="FormatException">No mode has this name.</exception>
    public static ReadMode Parse(string name) => name switch
    {
        "blind" => ReadMode.Blind,
        "ai-on-demand" => ReadMode.AiOnDemand,
        _ => throw new FormatException($"'{name}' is no mode of reading."),
    };
}

/// <summary>A learner's read of a case: written once, never changed.</summary>
/// <param name="Learner">The token's <c>sub</c>.</param>
/// <param name="Marks">Empty: no finding.</param>
/// <param name="AiRevealedAt">Null for a blind read.</param>
/// <param name="Findings">What the truth names, once each: for progress by finding; empty for a case without.</param>
public sealed record LearnerRead(
    CaseId Case,
    string Learner,
    ReadMode Mode,
    DateTimeOffset? AiRevealedAt,
    DateTimeOffset SavedAt,
    IReadOnlyList<Marking> Marks,
    ReadScores Scores,
    string Topic,
    string Difficulty,
    IReadOnlyList<string> Findings,
    bool ReferenceWithAi);

/// <summary>Learner, AI and final read, each held against the other.</summary>
/// <param name="Truth">The learner's marks against the signed read.</param>
/// <param name="Ai">The learner's marks against the model's; null where no model read the study.</param>
/// <param name="AiTruth">The model's against the signed read; null as above.</param>
public sealed record ReadScores(CaseScore Truth, CaseScore? Ai, CaseScore? AiTruth)
{
    public static ReadScores Of(IReadOnlyList<Marking> marks, TeachingAnswers answers, IReadOnlyList<TeachingPicture> pictures) => new(
        CaseScoring.Score(marks, answers.Truth, pictures),
        answers.Model is null ? null : CaseScoring.Score(marks, answers.Ai, pictures),
        answers.Model is null ? null : CaseScoring.Score(answers.Ai, answers.Truth, pictures));
}
